import pytest

from tests.intake.mail.writing import files, part, parts
from tipdesk.intake.mail.parameters import value_and_parameters
from tipdesk.intake.mail.reading import read_mail
from tipdesk.newsroom.names import safe

NAMES = [
    (b'filename="plain.jpg"', "plain.jpg"),
    (b"filename=bare.jpg", "bare.jpg"),
    (b"filename=two words.jpg", "two words.jpg"),
    (b'filename = "around.jpg" ; x=y', "around.jpg"),
    (b'filename="a;b=c.jpg"', "a;b=c.jpg"),
    (b'filename="my "best" picture.jpg"', 'my "best" picture.jpg'),
    (b'filename="not closed.jpg', "not closed.jpg"),
    (b'filename="a.jpg"; filename="b.jpg"', "a.jpg"),
    (b'filename="a\\"b.jpg"', 'a"b.jpg'),
    (b'filename="../../etc/passwd"', "../../etc/passwd"),
    (b'filename="=?utf-8?B?Y2Fmw6kuanBn?="', "café.jpg"),
    (b"filename==?utf-8?Q?caf=C3=A9.jpg?=", "café.jpg"),
    (b'filename="=?utf-8?Q?caf=C3=A9?=\r\n =?utf-8?Q?_pho.jpg?="', "café pho.jpg"),
    (b"filename*=utf-8''%E2%80%AEgpj.exe", "\u202egpj.exe"),
    (b"filename*=iso-8859-1'de'caf%E9.jpg", "café.jpg"),
    (b"filename*=\"utf-8''caf%C3%A9.jpg\"", "café.jpg"),
    (b"filename*=caf%C3%A9.jpg", "café.jpg"),
    (b"filename=cafe.jpg; filename*=utf-8''caf%C3%A9.jpg", "café.jpg"),
    (b"filename*0*=utf-8''caf%C3; filename*1*=%A9; filename*2=.jpg", "café.jpg"),
    (b"filename*1*=%A9.jpg; filename*0*=utf-8''caf%C3", "café.jpg"),
    (b'filename*0="one "; filename*1="two.jpg"', "one two.jpg"),
    (b'filename*0="=?UTF-8?Q?caf=C3=A9_pho"; filename*1="to.jpg?="', "café photo.jpg"),
    (b'filename="caf\xc3\xa9.jpg"', "café.jpg"),
    (b'filename="caf\xe9.jpg"', "café.jpg"),
    (b'FileName="case.jpg"', "case.jpg"),
    (b"name=other.jpg", "other.jpg"),
    (b'filename=""', "part 1.jpg"),
    (b'filename="a\0b.jpg"', "a\\x00b.jpg"),
]


@pytest.mark.parametrize(("header", "name"), NAMES)
def test_names_of_files_are_read_as_they_were_meant(header, name):
    disposition = b"attachment; " + header
    raw = parts(part(b"x", Content_Type=b"image/jpeg", Content_Disposition=disposition))
    assert list(files(read_mail(raw))) == [name]
    written = safe(name, set())
    assert not set(written) & set('/\\:*?"<>|\0')


def test_a_type_names_a_file_that_its_disposition_does_not():
    read = read_mail(parts(part(b"x", Content_Type=b'image/png; name="=?utf-8?Q?=C3=A9.png?="')))
    assert list(files(read)) == ["é.png"]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (b"Content-Location: http://example.org/a/bridge.png", "bridge.png"),
        (b"Content-Description: The bridge.png", "The bridge.png"),
        (b"Content-ID: <image001.png@01D7>", "image001.png"),
        (b"Content-ID: <part1.AB12@example.org>", "part 1.png"),
        (b"Content-Description: a picture", "part 1.png"),
        (b"Content-Location: http://example.org/", "part 1.png"),
    ],
)
def test_a_file_without_a_name_has_one_elsewhere(field, name):
    raw = parts(field + b"\r\n" + part(b"x", Content_Type=b"image/png"))
    assert list(files(read_mail(raw))) == [name]


def test_a_very_long_name_keeps_its_end():
    header = b'attachment; filename="' + b"x" * 3_000 + b'.jpg"'
    (name,) = files(read_mail(parts(part(b"x", Content_Disposition=header))))
    assert len(name) == 501
    assert name.endswith("x.jpg")


def test_comments_and_odd_blanks_hide_no_value():
    assert value_and_parameters(" (a) Text/Plain ; charset = us-ascii (English)") == (
        "text/plain",
        {"charset": "us-ascii"},
    )
    assert value_and_parameters('multipart/mixed; boundary="a b" (x)')[1] == {"boundary": "a b"}
    assert value_and_parameters("multipart/mixed boundary=x")[1] == {"boundary": "x"}
    assert value_and_parameters('"Multipart/Mixed"; boundary=x') == (
        "multipart/mixed",
        {"boundary": "x"},
    )
    assert value_and_parameters("text / plain")[0] == "text/plain"
    assert value_and_parameters("") == ("", {})
