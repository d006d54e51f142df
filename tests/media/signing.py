"""A throw-away authority that signs Content Credentials of invented cameras."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
CAMERA: dict[str, Any] = {
    "claim_generator_info": [{"name": "Invented Camera", "version": "2"}],
    "assertions": [
        {
            "label": "c2pa.actions.v2",
            "data": {"actions": [{"action": "c2pa.created", "digitalSourceType": SOURCE_TYPE}]},
        },
        {
            "label": "c2pa.metadata",
            "data": {
                "@context": {
                    "exif": "http://ns.adobe.com/exif/1.0/",
                    "tiff": "http://ns.adobe.com/tiff/1.0/",
                    "dc": "http://purl.org/dc/elements/1.1/",
                },
                "exif:DateTimeOriginal": "2026-11-20T10:00:00+01:00",
                "exif:GPSLatitude": "51,30.5N",
                "exif:GPSLongitude": "0,7.5W",
                "tiff:Make": "Invented",
                "dc:creator": ["A. Okafor", "B. Lind"],
            },
        },
    ],
}
_CURVE = ec.SECP256R1()
_SIGNS, _CERTIFIES = 0, 5  # places in the list of what a key may be used for


@dataclass(frozen=True)
class Authority:
    """A root and its key; what it signs is vouched for as many days as itself."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    days: int

    @property
    def pem(self) -> str:
        """Give the root as a trust list has it."""
        return _pem(self.certificate)


@cache
def authority(name: str, days: int = 30) -> Authority:
    """Make a root of this name."""
    key = ec.generate_private_key(_CURVE)
    root = _draft(name, "Root", key, _named(name, "Root"), use=_CERTIFIES)
    root = root.not_valid_after(datetime.now(UTC) + timedelta(days=days))
    return Authority(key, root.sign(key, hashes.SHA256()), days)


def signed(
    content: bytes, mime: str, by: Authority, manifest: dict[str, Any] | None = None
) -> bytes:
    """Return the file with credentials, signed by a camera that the authority vouches for."""
    key = ec.generate_private_key(_CURVE)
    issuer = by.certificate.subject
    draft = _draft("Invented Cameras", "Camera 1", key, issuer, use=_SIGNS)
    draft = draft.not_valid_after(datetime.now(UTC) + timedelta(days=by.days))
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
    draft = draft.add_extension(usage, False).add_extension(authority_key, False)
    chain = _pem(draft.sign(by.key, hashes.SHA256())) + by.pem
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    signer = c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", chain.encode(), secret, None))
    written = io.BytesIO()
    with c2pa.Builder(manifest or CAMERA, context=c2pa.Context()) as builder:
        builder.sign(signer, mime, io.BytesIO(content), written)
    return written.getvalue()


def _draft(
    organisation: str, name: str, key: ec.EllipticCurvePrivateKey, issuer: x509.Name, *, use: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    uses = [place == use for place in range(9)]
    return (
        x509.CertificateBuilder()
        .subject_name(_named(organisation, name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .add_extension(x509.BasicConstraints(use == _CERTIFIES, None), True)
        .add_extension(x509.KeyUsage(*uses), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )


def _named(organisation: str, name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
