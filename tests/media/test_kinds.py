import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.media.kinds import MAGIC, kind_of

KINDS = {"picture", "video", "audio", "mail", "mbox", "document", "other"}
MAIL = b"Received: from a.example\r\nFrom: Reader <r@a.example>\r\nSubject: Water\r\n\r\nText"


@pytest.mark.parametrize(("offset", "magic", "kind"), MAGIC, ids=[kind[1] for *_, kind in MAGIC])
def test_a_magic_is_known_under_any_name(offset: int, magic: bytes, kind: tuple[str, str]):
    assert kind_of(bytes(offset) + magic + bytes(64), "letter.txt") == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", ("picture", "image/heic")),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", ("picture", "image/avif")),
        (b"\0\0\0\x14ftypmif1\0\0\0\0mif1", ("picture", "image/heif")),
        (b"\0\0\0\x14ftypavis\0\0\0\0avis", ("picture", "image/avif")),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", ("video", "video/mp4")),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", ("video", "video/quicktime")),
        (b"\0\0\0\x143typ3gp4", ("other", "application/octet-stream")),
        (b"\0\0\0\x14ftyp3gp4\0\0\0\0isom", ("video", "video/3gpp")),
        (b"\0\0\0\x14ftypM4A \0\0\0\0M4A ", ("audio", "audio/mp4")),
        (b"\0\0\0\x08wide\0\0\1\0mdat", ("video", "video/quicktime")),
        (b"RIFF\0\0\0\0WEBPVP8 ", ("picture", "image/webp")),
        (b"RIFF\0\0\0\0AVI LIST", ("video", "video/x-msvideo")),
        (b"RIFF\0\0\0\0WAVEfmt ", ("audio", "audio/wav")),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", ("video", "video/webm")),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", ("video", "video/x-matroska")),
        (b"\xff\xfb\x90\x44" + bytes(64), ("audio", "audio/mpeg")),
        (b"\xff\xf1\x50\x80" + bytes(64), ("audio", "audio/aac")),
        ((b"G" + bytes(187)) * 4, ("video", "video/mp2t")),
        ((bytes(4) + b"G" + bytes(187)) * 4, ("video", "video/mp2t")),
        (b"FORM\0\0\0\0AIFFCOMM", ("audio", "audio/aiff")),
        (b"P6\n# drawn\n30 20\n255\n", ("picture", "image/x-portable-anymap")),
        (b"Pf 30 20 -1.0\n", ("picture", "image/x-portable-anymap")),
        (b"P1 is not enough", ("document", "text/plain")),
        (b"BM" + bytes(12) + b"\x28\0\0\0", ("picture", "image/bmp")),
        (b"BM" + bytes(12) + b"\x29\0\0\0", ("other", "application/octet-stream")),
        (b"\xff\xfeH\0e\0l\0l\0o\0", ("document", "text/plain")),
        (b"<?xml version='1.0'?><svg xmlns='x'>", ("document", "image/svg+xml")),
        (MAIL, ("mail", "message/rfc822")),
        (b"From r@a.example Sun Nov 22 10:05:00 2026\n" + MAIL, ("mbox", "application/mbox")),
        (b"From here on it is only a note.", ("document", "text/plain")),
        (b"Note: the date: unknown", ("document", "text/plain")),
        (b"\0\1\2\3", ("other", "application/octet-stream")),
        (b"", ("other", "application/octet-stream")),
    ],
)
def test_the_kind_comes_from_the_content(head: bytes, kind: tuple[str, str]):
    assert kind_of(head, "photo.jpg") == kind


def test_an_office_file_is_a_document_and_another_archive_is_not():
    start = b"PK\3\4" + bytes(26)
    word = start + b"[Content_Types].xml" + bytes(40) + b"word/document.xml"
    assert kind_of(word)[0] == "document"
    assert kind_of(start + b"mimetypeapplication/vnd.oasis.opendocument.textPK") == (
        "document",
        "application/vnd.oasis.opendocument.text",
    )
    assert kind_of(start + b"photos/1.jpg") == ("other", "application/zip")


def test_an_old_office_file_is_mail_only_where_it_says_so():
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
    assert kind_of(compound, "letter.doc")[0] == "document"
    assert kind_of(compound, "letter.MSG") == ("mail", "application/vnd.ms-outlook")
    assert kind_of(compound + "__properties_version1.0".encode("utf-16-le"))[0] == "mail"


def test_texts_without_a_magic_go_by_their_name():
    assert kind_of(b"a;b\n1;2\n", "list.CSV") == ("document", "text/csv")
    assert kind_of(b"Hello\n\nonly a text", "note.eml") == ("mail", "message/rfc822")
    assert kind_of(b"Subject: a\0b\n\nhello", "note.eml") == ("mail", "message/rfc822")
    assert kind_of(b"\1\0\2\0", "note.eml")[0] == "other"


@given(st.binary(max_size=400), st.text(max_size=20))
def test_any_bytes_have_a_kind(head: bytes, name: str):
    kind, mime = kind_of(head, name)
    assert kind in KINDS
    assert mime.count("/") == 1


@given(st.binary(max_size=40))
def test_any_brand_of_the_mp4_family_has_a_kind(brands: bytes):
    assert kind_of(b"\xff\xff\xff\xffftyp" + brands)[0] in {"video", "picture", "audio"}
