"""A mail that its signer wrapped whole says what it says."""

from base64 import encodebytes
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.mail.writing import JPEG, files, part, parts
from tipdesk.intake.mail.reading import read_mail
from tipdesk.intake.mail.signeddata import content_of
from tipdesk.newsroom.states import Mark

SAID = parts(
    part("Wasser auf der Straße.".encode(), Content_Type=b"text/plain; charset=utf-8"),
    part(JPEG, Content_Type=b"image/jpeg; name=road.jpg"),
)


def signed(content: bytes, *options: PKCS7Options) -> bytes:
    """Sign as a mail program does, with a certificate that nobody knows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ivo Lund")])
    written = x509.CertificateBuilder(name, name, key.public_key(), 1)
    written = written.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
    certificate = written.not_valid_after(datetime(2027, 1, 1, tzinfo=UTC)).sign(key, SHA256())
    builder = PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, SHA256())
    return builder.sign(Encoding.DER, [PKCS7Options.Binary, *options])


def with_open_ends(*pieces: bytes) -> bytes:
    """Write signed data as a program does that doesn't know yet how long it will be."""
    written = b"".join(b"\x04" + bytes([len(piece)]) + piece for piece in pieces)
    signed_data, data = (bytes.fromhex(f"06092a864886f70d01070{kind}") for kind in (2, 1))
    held = b"\x30\x80" + data + b"\xa0\x80\x24\x80" + written + b"\0\0" * 3
    digests = b"\x31\x80\x30\x80\x06\x01\x2a\0\0\0\0"
    return b"\x30\x80" + signed_data + b"\xa0\x80\x30\x80\x02\x01\x01" + digests + held


WRAPPED = signed(SAID)


def test_its_text_and_its_files_are_read_and_the_signature_stays_with_it():
    body = encodebytes(WRAPPED)
    kind = b"application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"
    read = read_mail(part(body, Content_Type=kind, Content_Transfer_Encoding=b"base64"))
    assert read.text == "Wasser auf der Straße."
    assert files(read) == {"smime.p7m": WRAPPED, "road.jpg": JPEG}
    assert read.marks == {Mark.SIGNED}


def test_what_was_wrapped_twice_is_unwrapped_twice():
    kind = b"application/pkcs7-mime; name=smime.p7m"
    inner = part(WRAPPED, Content_Type=kind, Content_Transfer_Encoding=b"binary")
    assert read_mail(part(signed(inner), Content_Type=kind)).text == "Wasser auf der Straße."


def test_open_ends_and_pieces_are_read():
    assert content_of(with_open_ends(b"Water on ", b"the road.")) == b"Water on the road."
    assert content_of(with_open_ends()) == b""


@pytest.mark.parametrize(
    "other",
    [b"", b"no ASN.1 at all", signed(SAID, PKCS7Options.DetachedSignature), b"\x30\x80" * 5_000],
)
def test_other_data_holds_nothing(other: bytes):
    assert content_of(other) is None


@given(st.data())
def test_a_damaged_wrapper_gives_what_is_there_or_nothing(data: st.DataObject):
    whole = data.draw(st.sampled_from([WRAPPED, with_open_ends(b"Water on ", b"the road.")]))
    at = data.draw(st.integers(0, len(whole)))
    content_of(whole[:at])
    content_of(whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + 1 :])
