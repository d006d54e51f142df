"""Mails made to keep a reader busy for ever, or to bring it down."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.mail.writing import nested
from tipdesk.intake.mail.elsewhere import links_elsewhere
from tipdesk.intake.mail.honesty import findings
from tipdesk.intake.mail.reading import read_mail

TYPE = b"Content-Type: text/plain; "
HTML = b"Content-Type: text/html\r\n\r\n"
MIXED = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
HOSTILE = {
    "parts in parts": nested(1_000),
    "parts in parts, full": nested(99) + b"\r\nhello world" * 100_000,
    "one boundary for all": b"Subject: x\r\n" + (MIXED + b"--b\r\n") * 5_000,
    "mails in mails": b"Content-Type: message/rfc822\r\n\r\n" * 99 + b"\r\nhello" * 200_000,
    "recipients": b"To: " + b"Somebody <a@example.org>,\r\n " * 20_000 + b"\r\n\r\nhi",
    "encoded words": b"Subject: " + b"=?utf-8?q?x?= " * 30_000 + b"\r\n\r\nhi",
    "open words": b"Subject: " + b"=?utf-8?q?x" * 20_000 + b"\r\n\r\nhi",
    "fields": b"A: b\r\n" * 100_000 + b"\r\nhi",
    "broken lines": b"x y\nSubject: a\n" * 15_000 + b"\nhi",
    "one line": b"Subject: x\r\n\r\n" + b"x" * 30_000_000,
    "returns": b"\r" * 3_000_000,
    "brackets": b"From: " + b"(" * 200_000 + b"\r\n\r\nhi",
    "angles": b"From: " + b"<" * 200_000 + b"\r\n\r\nhi",
    "blanks": b"From: x@y" + b" " * 250_000 + b"x\r\n\r\nhi",
    "semicolons": TYPE + b'x="' + b";" * 200_000 + b"\r\n\r\nhi",
    "quotes": TYPE + b'name="' + b'" ' * 100_000 + b"\r\n\r\nhi",
    "a long parameter": TYPE + b"a" * 200_000 + b"\r\n\r\nhi",
    "blank parameters": TYPE + b"a=b;" + b" " * 200_000 + b"x\r\n\r\nhi",
    "sections": TYPE + b"".join(b"f*%d=x;" % n for n in range(20_000)) + b"\r\n\r\nhi",
    "many parts": MIXED + b"--b\r\n\r\nx\r\n" * 200_000,
    "near boundaries": MIXED + b"--bx\r\n" * 500_000,
    "padding": b"Content-Transfer-Encoding: base64\r\n\r\n" + b"QQ==" * 500_000,
    "soft breaks": b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"= " * 2_000_000,
    "begins": b"Subject: x\r\n\r\n" + b"begin 644 x\n" * 200_000,
    "comments": HTML + b"<!--" * 500_000,
    "tags": HTML + b"<a href=" * 250_000,
    "paragraphs": HTML + b"<p>" * 600_000,
    "entities": HTML + b"&#x41;" * 300_000,
    "codec": TYPE + b"charset=punycode\r\n\r\n" + b"a" * 300_000,
    "bad letters": TYPE + b"charset=utf-8\r\n\r\n" + b"\xff" * 5_000_000,
    "links": b"Subject: x\r\n\r\n" + b"https://we.tl/t-x " * 100_000,
    "an id": b"Message-ID: <[bad@x]>\r\nReferences: " + b"<" * 200_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_mails_that_stall_other_programs_are_read_in_no_time(name):
    raw = HOSTILE[name]
    began = time.process_time()
    read = read_mail(raw)
    findings(read, "mx.news.example")
    links_elsewhere(read)
    assert time.process_time() - began < 2  # most need a tenth; what is quadratic, minutes


PIECES = st.lists(
    st.sampled_from(
        [
            *(b"\r\n", b"\n", b"\r", b"--b", b"--b--", b":", b";", b"=", b'"', b" ", b"\t", b"\0"),
            *(b"Content-Type: multipart/mixed; boundary=b", b"Content-Type: text/html"),
            *(b"Content-Type: message/rfc822", b"Content-Type: multipart/alternative; boundary=b"),
            *(b"Content-Disposition: attachment; filename*0*=", b"utf-8''%ff", b"filename=x"),
            *(b"Content-Transfer-Encoding: base64", b"=?utf-8?B?", b"?=", b"charset=", b"utf-16"),
            *(b"Subject: ", b"From: ", b"Date: ", b"<a@b>", b"<!--", b"<p>", b"\xff\xfe", b"&#0;"),
            *(b"Content-Transfer-Encoding: x-uuencode", b"begin 666 a\n", b"name*=", b"idna"),
            *(
                b"Received: from a by b; ",
                b"Authentication-Results: b; dkim=pass",
                b"format=flowed",
            ),
            *(
                b"Content-Type: multipart/digest; boundary=b",
                b"Content-Type: message/partial; id=b",
            ),
            *(b"=ybegin line=1 name=a\n", b"https://we.tl/a", b"xn--a", b"Reply-To: ", b"(", b","),
        ]
    )
    | st.binary(max_size=6),
    max_size=60,
).map(b"".join)


@given(PIECES)
def test_any_bytes_are_a_mail_that_the_desk_can_hold(raw):
    read = read_mail(raw)
    names = [word for one in read.sender for word in (one.name, one.address)]
    for words in (read.subject, read.text, read.html, read.message_id, *names):
        assert words.encode().decode() == words
        assert "\0" not in words
    for file in read.attachments:
        assert file.name.encode().decode() == file.name
        assert isinstance(file.data, bytes)
    findings(read, "b", {"example.org"})
    links_elsewhere(read)
