import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.rows import names, one
from tipdesk.intake.arrival import Arrival
from tipdesk.intake.letters import arrival_of
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.register import register
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.people import Contributor
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now


def read_mail(raw: bytes) -> Arrival:
    return arrival_of(Letter(raw))


JPEG = b"\xff\xd8\xff picture"


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    return message


def parts(*pieces: bytes) -> bytes:
    """Write a multipart mail by hand; each piece is a part's header and body."""
    body = b"".join(b"--b\r\n" + piece + b"\r\n" for piece in pieces)
    return b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + body + b"--b--\r\n"


def files(arrival: Arrival) -> dict[str, bytes]:
    return {file.name: file.source for file in arrival.files}


def test_a_mail_says_who_when_and_what_and_brings_its_files():
    message = mail(
        From="Zoë Ôst <zoe@example.org>",
        Subject="Überflutung an der Mühle",
        Date="Sun, 22 Nov 2026 10:41:00 +0100",
    )
    message.set_content("Das Wasser steigt.\n")
    message.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="Brücke.jpg")
    arrival = read_mail(message.as_bytes())
    assert arrival.tip.headline == "Überflutung an der Mühle"
    assert arrival.tip.text == "Das Wasser steigt."
    assert arrival.tip.sender == "Zoë Ôst <zoe@example.org>"
    assert arrival.tip.received_at == datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
    assert arrival.tip.channel is Channel.MAIL
    assert files(arrival) == {"Brücke.jpg": JPEG}
    assert arrival.messages[0].raw == message.as_bytes()


def test_a_mail_comes_in_with_itself_as_it_came(store):
    raw = b"Subject: Flood\n\nHello\n"
    register(store, read_mail(raw))
    assert one(store, Tip).text == "Hello"
    assert names(store) == []
    assert store.files.path(one(store, Message).digest).read_bytes() == raw


def test_the_plain_text_is_taken_where_both_are_there():
    message = mail(Subject="x")
    message.set_content("plain words")
    message.add_alternative("<p>words in <b>colour</b></p>", subtype="html")
    assert read_mail(message.as_bytes()).tip.text == "plain words"


def test_html_alone_becomes_text():
    html = "<head><style>p{}</style></head><p>One</p><p>Two &amp; three<br>four</p>"
    message = mail(Subject="x")
    message.set_content(html, subtype="html")
    assert read_mail(message.as_bytes()).tip.text == "One\n\nTwo & three\nfour"


def test_pictures_between_the_texts_are_found_in_every_version_of_a_mail():
    inner = mail()
    inner.set_content("<p>html</p>", subtype="html")
    inner.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="a.jpg")
    message = mail(Subject="x")
    message.set_content("first")
    message.make_alternative()
    message.attach(inner)
    arrival = read_mail(message.as_bytes())
    assert arrival.tip.text == "first"
    assert files(arrival) == {"a.jpg": JPEG}


def test_all_texts_come_in_their_order_and_a_forwarded_mail_is_opened():
    inner = mail(Subject="The first mail")
    inner.set_content("inner words")
    inner.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="deep.jpg")
    message = mail(Subject="Fwd")
    message.set_content("outer words")
    message.add_attachment(inner)
    arrival = read_mail(message.as_bytes())
    assert arrival.tip.text == "outer words\n\n--- Forwarded: The first mail ---\n\ninner words"
    assert files(arrival) == {"The first mail.eml": inner.as_bytes(), "deep.jpg": JPEG}


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'filename="../../etc/passwd"', "../../etc/passwd"),
        (b"filename*=utf-8''%E2%80%AEgpj.exe", "\u202egpj.exe"),
        (b'filename="=?utf-8?B?Y2Fmw6kuanBn?="', "café.jpg"),
        (b'filename*0="=?UTF-8?Q?caf=C3=A9_pho"; filename*1="to.jpg?="', "café photo.jpg"),
        (b'filename="caf\xc3\xa9.jpg"', "café.jpg"),
        (b'filename="caf\xe9.jpg"', "café.jpg"),
        (b'filename=""', "part 1.jpg"),
    ],
)
def test_names_of_files_are_read_as_they_were_meant(header, name):
    raw = parts(
        b"Content-Type: image/jpeg\r\nContent-Disposition: attachment; " + header + b"\r\n\r\nx"
    )
    assert list(files(read_mail(raw))) == [name]


def test_a_very_long_name_keeps_its_end():
    header = b'Content-Disposition: attachment; filename="' + b"x" * 3_000 + b'.jpg"\r\n\r\nx'
    (name,) = files(read_mail(parts(header)))
    assert len(name) == 501
    assert name.endswith("x.jpg")


@pytest.mark.parametrize(
    ("header", "headline"),
    [
        (b"=?iso-8859-1?Q?Br=FCcke?=", "Brücke"),
        (b"=?utf-8?B?w4Q=?= =?utf-8?B?w5Y=?=", "ÄÖ"),
        (b"=?utf-8?Q?=E6=A9?= =?utf-8?Q?=8B?=", "橋"),
        (b"Br\xc3\xbccke", "Brücke"),
        (b"Br\xfccke", "Brücke"),
        (b"=?no-such-set?Q?a=C3=BC?=", "aü"),
        (b"=?punycode?Q?a-b?= =?hex?Q?00?=", "a-b00"),
        (b"=?utf-8?B?!!!?=", "Mail without a subject"),
        (b"=?utf-8?Q?a=0AB=00?=", "a B\\x00"),
        (b"", "Mail without a subject"),
    ],
)
def test_subjects_are_read_whatever_their_letters(header, headline):
    arrival = read_mail(b"Subject: " + header + b"\r\n\r\n")
    assert arrival.tip.headline == headline


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        (b"ada@example.org", "ada@example.org"),
        (b'"Ada, the First" <ada@example.org>', "Ada, the First <ada@example.org>"),
        (
            b"=?utf-8?Q?Boss_=3Cboss=40news.example=3E?= <x@evil.example>",
            "Boss boss@news.example <x@evil.example>",
        ),
        (b"nobody in particular", "nobody in particular"),
        (b"(" * 3_000, ""),
        (b"", ""),
    ],
)
def test_only_the_real_address_is_the_senders(header, sender):
    arrival = read_mail(b"From: " + header + b"\r\n\r\n")
    assert arrival.tip.sender == sender


@pytest.mark.parametrize(
    "said",
    [
        "",
        "yesterday",
        "Fri, 31 Dec 9999 23:59:59 -1400",
        "Thu, 01 Jan 1970 00:00:00 +0000",
        format_datetime(now() + timedelta(days=3)),
        "Sun, 22 Nov 2026 10:41:00 +9999999999",
    ],
)
def test_a_date_that_can_not_be_is_not_believed(said):
    assert read_mail(f"Date: {said}\r\n\r\n".encode()).tip.received_at is None


def test_a_character_set_that_nobody_knows_loses_no_words():
    raw = b"Content-Type: text/plain; charset=unknown-8bit\r\n\r\nBr\xfccke"
    assert read_mail(raw).tip.text == "Brücke"


def test_a_mail_that_promised_parts_and_has_none_is_read_as_text():
    assert read_mail(b"Content-Type: multipart/mixed\r\n\r\nhello").tip.text == "hello"


def test_a_text_of_many_megabytes_is_cut_and_says_so():
    text = read_mail(b"Subject: x\r\n\r\n" + b"long " * 1_000_000).tip.text
    assert len(text) <= 1_000_000
    assert text.endswith("the rest is in the mail as it came.]")


def nested(depth: int) -> bytes:
    levels = (
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    return b"Subject: x\r\n" + b"".join(levels) + b"\r\nhi"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (nested(1_000), "nested too deeply"),
        (b"Subject: x\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5_000, "nested too deeply"),
        (b"Subject: x\r\n" + parts(*[b"\r\nx"] * 2_000), "too many parts"),
        (b"Subject: x\r\n" + b"To: " + b"a@example.org, " * 20_000, "header is longer"),
    ],
)
def test_a_mail_that_is_too_much_is_kept_whole_and_says_why(raw, why):
    arrival = read_mail(raw)
    assert arrival.tip.headline == "x"
    assert why in arrival.tip.text
    assert arrival.messages[0].raw == raw


@pytest.mark.parametrize(
    "raw",
    [
        nested(99) + b"\r\nhi",
        b"From: " + b"(" * 200_000 + b"\r\n\r\nhi",
        b"Subject: " + b"=?utf-8?q?x?= " * 15_000 + b"\r\n\r\nhi",
        b'Content-Type: text/plain; x="' + b";" * 200_000 + b"\r\n\r\nhi",
        b"a:\n" * 60_000 + b"\nhi",
        b"Content-Type: text/html\r\n\r\nhi" + b"<!--" * 500_000,
        b"Content-Type: text/html\r\n\r\nhi" + b"<a href=" * 500_000,
        b"Content-Type: text/plain; charset=punycode\r\n\r\nhi" + b"a" * 300_000,
        b"Message-ID: <[bad@x]>\r\nSubject: \r\n\r\nhi",
    ],
    ids=["nested", "brackets", "words", "params", "headers", "comments", "tags", "codec", "id"],
)
def test_mails_that_stall_other_programs_are_read_in_time(raw):
    began = time.process_time()
    assert "hi" in read_mail(raw).tip.text
    assert time.process_time() - began < 10


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
        ]
    )
    | st.binary(max_size=6),
    max_size=60,
).map(b"".join)


@given(PIECES)
def test_any_bytes_are_a_mail_that_the_desk_can_hold(raw):
    arrival = read_mail(raw)
    assert arrival.messages[0].raw == raw
    for words in (arrival.tip.headline, arrival.tip.text, arrival.tip.sender):
        assert storable(words) == words
    assert 0 < len(arrival.tip.headline) <= 300
    assert all(isinstance(file.source, bytes) for file in arrival.files)


def test_blanks_without_end_after_a_boundary_do_not_keep_the_desk_busy():
    begun = time.process_time()
    read_mail(b"Subject: Blanks\n\nboundary" + b" " * 300_000)
    assert time.process_time() - begun < 5  # quadratic would be minutes


def test_no_subject_and_no_sender_turns_the_letters_round(store):
    raw = "From: \u202ekcabdeef <a@example.org>\nSubject: photo_\u202egnp.exe\n\nx\n".encode()
    register(store, read_mail(raw))
    assert one(store, Tip).headline == "photo_⟨RLO⟩gnp.exe"
    assert one(store, Contributor).name == "⟨RLO⟩kcabdeef"
    assert one(store, Message).subject == "photo_\u202egnp.exe"
