from base64 import encodebytes
from binascii import b2a_uu

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.intake.mail.transfer import decode, lifted


@pytest.mark.parametrize(
    ("data", "how", "decoded"),
    [
        (b"aGVs\r\nbG8=\r\n", "base64", b"hello"),
        (b"aGV*s! bG8=", "base64", b"hello"),
        (b"aGVsbG8", "base64", b"hello"),
        (b"aGVsbG8hA", "base64", b"hello!"),
        (b"    aGVs\r\n    bG8=\r\n" * 3, "base64", b"hello" * 3),
        (b"aGVsbG8=\r\naGVsbG8=\r\n", "base64", b"hellohello"),
        (b"aGVsbG8=\r\n-- \r\nA list that adds its footer.\r\n", "base64", b"hello"),
        (b"aGVsbG8=\r\n\r\nA footer in words alone\r\n", "base64", b"hello"),
        (b"aGVsbG8=\r\n=ag4p\r\n", "base64", b"hello"),
        (b"a=3Db=20\r\nc=\r\nd", "quoted-printable", b"a=b \r\ncd"),
        (b"a= \r\nb=\t\nc", "quoted-printable", b"abc"),
        (b"a=\rb", "quoted-printable", b"ab"),
        (b"100% =ZZ =", "quoted-printable", b"100% =ZZ "),
        (b"x\nbegin 644 a\n%:&5L;&\\\n`\nend\n", "x-uuencode", b"hello"),
        (b"as it is\r\n", "7bit", b"as it is\r\n"),
        (b"as it is", "no-such-encoding", b"as it is"),
    ],
)
def test_encodings_are_undone_and_their_damage_is_lived_with(data, how, decoded):
    assert decode(data, how)[0] == decoded


@given(st.binary(max_size=400))
def test_what_was_encoded_comes_out_again(data):
    assert decode(encodebytes(data), "base64") == (data, True)
    lines = b"".join(b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    left, files = lifted(b"before\nbegin 644 a name\n" + lines + b"`\nend\nafter\n")
    assert files == ([(b"a name", data)] if data else [])
    if data:
        assert left == b"before\nafter\n"


def yenc(data: bytes) -> bytes:
    signs = [(byte + 42) % 256 for byte in data]
    critical = {0, 10, 13, 61}
    return b"".join(
        bytes([61, (sign + 64) % 256]) if sign in critical else bytes([sign]) for sign in signs
    )


@given(st.binary(min_size=1, max_size=400))
def test_yenc_comes_out_again(data):
    text = b"=ybegin line=128 size=1 name=a.jpg\r\n" + yenc(data) + b"\r\n=yend size=1\r\n"
    assert lifted(b"before\r\n" + text + b"after") == (b"before\r\nafter", [(b"a.jpg", data)])


def test_words_that_only_begin_like_a_file_stay():
    text = b"\nbegin 644 minutes later\nIt rained.\nend\n"
    assert lifted(text) == (text, [])
