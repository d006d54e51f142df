"""Signs invented mails as a sender's mail server does, with keys that are thrown away."""

import base64
import functools

import dkim
import dns.resolver
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

DOMAIN = "riverside.example"
KEY_NAME = f"s1._domainkey.{DOMAIN}"


@functools.cache
def rsa_key(bits: int = 1024) -> rsa.RSAPrivateKey:
    """Make a key, one of each size."""
    return rsa.generate_private_key(65537, bits)


def record(key: rsa.RSAPrivateKey) -> bytes:
    """Write a key as its domain publishes it."""
    data = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(data)


def signed(mail: bytes, **options: object) -> bytes:
    """Sign a mail; `options` are those of dkim.sign."""
    pem = rsa_key().private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    how = {"selector": b"s1", "domain": DOMAIN.encode(), "privkey": pem} | options
    return dkim.sign(mail, **how) + mail


def publish(*texts: bytes):
    """Answer for the name servers of the domain with these texts."""

    def ask(name: str) -> list[bytes]:
        assert name == KEY_NAME
        return list(texts)

    return ask


def nobody_is_asked(name: str) -> list[bytes]:
    """Answer for name servers that must not be asked."""
    raise AssertionError(name)


def no_key_is_known(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand for the name servers, which know no key; gives what they are asked."""
    names: list[str] = []

    def resolve(name: str, *_kind: str, **_limits: object) -> None:
        names.append(name)
        raise dns.resolver.NXDOMAIN

    monkeypatch.setattr(dns.resolver, "resolve", resolve)
    return names
