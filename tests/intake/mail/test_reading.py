from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.intake.mail.writing import JPEG, files, mail, nested, part, parts
from tipdesk.intake.mail.message import Address
from tipdesk.intake.mail.reading import DAMAGED, NO_HEADER, UNREAD, read_mail
from tipdesk.newsroom.states import Mark


def test_a_mail_says_who_when_and_what_and_brings_its_files():
    message = mail(
        From="Zoë Ôst <zoe@example.org>",
        To="tips@news.example, Desk <desk@news.example>",
        Reply_To="other@example.org",
        Subject="Überflutung an der Mühle",
        Date="Sun, 22 Nov 2026 10:41:00 +0100",
        Message_ID="<1@example.org>",
        In_Reply_To="<0@example.org>",
        References="<a@example.org> <0@example.org>",
        Received="from x by mx.news.example; Sun, 22 Nov 2026 09:42:00 +0000",
    )
    message.set_content("Das Wasser steigt.\n")
    message.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="Brücke.jpg")
    read = read_mail(message.as_bytes())
    assert read.subject == "Überflutung an der Mühle"
    assert read.sender == (Address("Zoë Ôst", "zoe@example.org"),)
    assert [one.address for one in read.to] == ["tips@news.example", "desk@news.example"]
    assert read.reply_to == (Address("", "other@example.org"),)
    assert read.message_id == "1@example.org"
    assert read.in_reply_to == ("0@example.org",)
    assert read.references == ("a@example.org", "0@example.org")
    cet = timezone(timedelta(hours=1))
    assert read.date == datetime(2026, 11, 22, 10, 41, tzinfo=cet)
    assert read.date.utcoffset() == timedelta(hours=1)
    assert read.received == datetime(2026, 11, 22, 9, 42, tzinfo=UTC)
    assert read.text == "Das Wasser steigt."
    assert files(read) == {"Brücke.jpg": JPEG}
    assert (read.marks, read.why) == (frozenset(), "")


def test_the_plain_text_is_taken_where_both_are_there_and_the_html_is_kept():
    message = mail(Subject="x")
    message.set_content("plain words")
    message.add_alternative("<p>words in <b>colour</b></p>", subtype="html")
    read = read_mail(message.as_bytes())
    assert read.text == "plain words"
    assert "<b>colour</b>" in read.html


def test_html_alone_becomes_text_also_where_the_plain_text_is_blank():
    html = part(b"<p>One</p><p>Two &amp; three<br>four</p>", Content_Type=b"text/html")
    assert read_mail(html).text == "One\n\nTwo & three\nfour"
    both = parts(part(b" \r\n", Content_Type=b"text/plain"), html, kind=b"alternative")
    assert read_mail(both).text == "One\n\nTwo & three\nfour"


def test_apples_pictures_between_the_texts_are_found_in_every_version_of_a_mail():
    inner = mail()
    inner.set_content("<p>html</p>", subtype="html")
    inner.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="a.jpg")
    message = mail(Subject="x")
    message.set_content("first")
    message.make_alternative()
    message.attach(inner)
    read = read_mail(message.as_bytes())
    assert read.text == "first"
    assert files(read) == {"a.jpg": JPEG}


def test_texts_and_inline_pictures_in_turns_come_in_their_order():
    read = read_mail(
        parts(
            part(b"before", Content_Type=b"text/plain"),
            part(b"1", Content_Type=b"image/heic; name=1.heic", Content_Disposition=b"inline"),
            part(b"between", Content_Type=b"text/plain"),
            part(b"2", Content_Type=b"image/heic; name=2.heic", Content_Disposition=b"inline"),
            part(b"after", Content_Type=b"text/plain"),
        )
    )
    assert read.text == "before\n\nbetween\n\nafter"
    assert files(read) == {"1.heic": b"1", "2.heic": b"2"}


def test_a_picture_that_the_html_shows_is_told_from_one_that_is_only_there():
    read = read_mail(
        parts(
            part(b'<img src="cid:logo@x">', Content_Type=b"text/html"),
            part(b"1", Content_Type=b"image/png; name=logo.png", Content_ID=b"<logo@x>"),
            part(b"2", Content_Type=b"image/png; name=photo.png", Content_ID=b"<photo@x>"),
            kind=b"related",
        )
    )
    assert [(file.cid, file.shown) for file in read.attachments] == [
        ("logo@x", True),
        ("photo@x", False),
    ]


def test_a_picture_in_the_html_itself_is_a_file_and_no_text():
    picture = b64encode(JPEG * 100)
    html = b'<p>See: <img src="data:image/jpeg;base64,' + picture + b'"></p>'
    read = read_mail(
        parts(part(b"See:"), part(html, Content_Type=b"text/html"), kind=b"alternative")
    )
    assert files(read) == {"part 1.jpg": JPEG * 100}
    assert read.attachments[0].shown
    assert picture.decode() in read.html
    long = html.replace(picture, picture * 2_000)
    assert (
        read_mail(part(long + b"<p>after</p>", Content_Type=b"text/html")).text == "See:\n\nafter"
    )


def test_a_mail_in_a_mail_is_kept_named_after_its_subject_and_opened():
    inner = mail(Subject="The first mail")
    inner.set_content("inner words")
    inner.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="deep.jpg")
    message = mail(Subject="Fwd")
    message.set_content("outer words")
    message.add_attachment(inner)
    read = read_mail(message.as_bytes())
    assert read.text == "outer words\n\n--- Forwarded: The first mail ---\n\ninner words"
    assert list(files(read)) == ["The first mail.eml", "deep.jpg"]
    assert files(read)["deep.jpg"] == JPEG
    assert read_mail(files(read)["The first mail.eml"]).subject == "The first mail"


def test_a_mail_in_a_mail_that_was_encoded_against_the_rules_is_opened_too():
    inner = part(b"aGVsbG8=", Content_Type=b"image/png; name=a.png",
                 Content_Transfer_Encoding=b"base64")  # fmt: skip
    quoted = inner.replace(b"=", b"=3D")
    read = read_mail(
        part(quoted, Content_Type=b"message/rfc822", Content_Transfer_Encoding=b"quoted-printable")
    )
    assert files(read)["a.png"] == b"hello"


@pytest.mark.parametrize("encoding", [b"base64", b"quoted-printable", b"Base64 (so it says)"])
def test_parts_that_claim_an_encoding_and_lie_there_open_are_found(encoding):
    picture = part(b"aGVsbG8=", Content_Type=b"image/png; name=a.png",
                   Content_Transfer_Encoding=b"base64 (really)")  # fmt: skip
    claim = b"Content-Transfer-Encoding: " + encoding + b"\r\n"
    assert files(read_mail(claim + parts(picture))) == {"a.png": b"hello"}


@pytest.mark.parametrize("more", [b"", b"a", b"ab", b"abc"])
def test_words_that_claim_to_be_encoded_are_read(more):
    words = b"Das Wasser steigt, und niemand kommt.\r\nSchicken Sie bitte jemanden her!" + more
    raw = part(words, Content_Type=b"text/plain", Content_Transfer_Encoding=b"base64")
    assert read_mail(raw).text == words.decode().replace("\r\n", "\n")
    assert read_mail(raw).why == DAMAGED


def test_a_mail_in_a_mail_that_claims_an_encoding_and_lies_there_open_is_read():
    raw = part(b"Subject: Inside\r\n\r\nhello", Content_Type=b"message/rfc822",
               Content_Transfer_Encoding=b"base64")  # fmt: skip
    assert list(files(read_mail(raw))) == ["Inside.eml"]
    assert read_mail(raw).text.endswith("hello")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"no header at all\r\n\r\nand two paragraphs", "no header at all\n\nand two paragraphs"),
        (b"Subject: x\r\nhello there\r\n\r\nbody", "hello there\n\nbody"),
        (b"Subject: x\r\n", ""),
        (b"Subject: x", ""),
        (b"\r\nonly a body", "only a body"),
        (b"Subject: x\r\rcarriage\rreturns", "carriage\nreturns"),
        (b"Subject: x\n\r\nmixed\r\nbreaks\nhere\rthere", "mixed\nbreaks\nhere\nthere"),
        (b"Subject: x\r\r\n\r\r\ndoubled\r\r\nreturns", "doubled\n\nreturns"),
        (b"From somebody Sun Nov 22 10:00:00 2026\nSubject: x\n\nhi", "hi"),
        (b"Content-Type: multipart/mixed\r\n\r\nhello", "hello"),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\nhello", "hello"),
        (b"Content-Type: multipart/mixed\r\n\r\n--x\r\nA: b\r\n\r\nhello\r\n--x--", "hello"),
        (b"Content-Type: nonsense\r\n\r\nhello", "hello"),
        (b"Content-Type: text/plain; charset=unknown-8bit\r\n\r\nBr\xfccke", "Brücke"),
        (b"Content-Type: text/plain; name=body.txt\r\n\r\nhello", "hello"),
    ],
)
def test_whatever_is_broken_the_words_are_there(raw, text):
    assert read_mail(raw).text == text


def test_a_broken_line_in_a_header_hides_nothing_that_follows():
    raw = b"Date: today\r\nquite Delivered-To: x@example.org\r\nSubject: Flood\r\n\r\nhello"
    assert (read_mail(raw).subject, read_mail(raw).text) == ("Flood", "hello")


@pytest.mark.parametrize("broken", [b"\xef\xbb\xbf", b"a\r\nb\r\nc", b"Two words: x\r\nunknown: y"])
def test_several_broken_lines_hide_nothing_either(broken):
    raw = b"To: x@example.org\r\n" + broken + b"\r\nSubject: Flood\r\n\r\nhello"
    assert (read_mail(raw).subject, read_mail(raw).text) == ("Flood", "hello")


def test_a_line_that_is_badly_folded_hides_no_type():
    raw = b"Received: from x\r\nby y\r\n\twith z;\r\n\ttoday\r\n"
    raw += part(b"x", Content_Type=b"image/png; name=a.png")
    assert files(read_mail(raw)) == {"a.png": b"x"}


def test_a_boundary_below_a_blank_that_is_not_empty_begins_the_body():
    picture = part(b"x", Content_Type=b"image/png; name=a.png")
    raw = parts(picture).replace(b"boundary=b\r\n\r\n", b"boundary=b\r\n \r\n")
    assert files(read_mail(raw)) == {"a.png": b"x"}


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b" ", b"\t", b"\xef\xbb\xbf \t"])
def test_what_stands_before_the_first_field_does_not_hide_it(before):
    assert read_mail(before + b"Subject: Flood\r\n\r\nhello").subject == "Flood"


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_a_field_goes_on_in_a_line_that_lacks_its_blank(end):
    raw = b"Content-Type: image/png;" + end + b'name="a.png"' + end + end + b"hello"
    assert files(read_mail(raw)) == {"a.png": b"hello"}


def test_letters_that_a_header_does_not_encode_are_in_the_set_of_the_text():
    text = part("Вода".encode("koi8-r"), Content_Type=b"text/plain; charset=koi8-r")
    read = read_mail(
        "Subject: Вода\r\nFrom: Ада <ada@example.org>\r\n".encode("koi8-r") + parts(text)
    )
    assert (read.subject, read.sender[0].name, read.text) == ("Вода", "Ада", "Вода")
    assert read_mail("Subject: Вода\r\n".encode() + text).subject == "Вода"


def test_nothing_that_can_not_be_stored_comes_out():
    raw = b"Subject: a\0b\xed\xa0\x80\r\n\r\nn\0l"
    assert read_mail(raw).subject.encode()
    assert read_mail(raw).text == "n\\x00l"


def test_a_part_without_an_end_and_parts_after_the_end_are_there():
    raw = parts(part(b"1", Content_Type=b"image/png; name=1.png"), end=b"--b--\r\n--b\r\n")
    raw += part(b"2", Content_Type=b"image/png; name=2.png")
    assert files(read_mail(raw)) == {"1.png": b"1", "2.png": b"2"}
    assert read_mail(raw).marks == {Mark.DAMAGED}
    assert read_mail(raw).why == DAMAGED


def test_boundaries_that_begin_alike_are_told_apart():
    inner = b"Content-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\n\r\ninner\r\n--bb--"
    assert read_mail(parts(inner, part(b"outer"))).text == "inner\n\nouter"


@pytest.mark.parametrize(
    "kind",
    [
        b"multipart/*; boundary=x",
        b"multipart; boundary=x",
        b"multipart/mixed; boundary=y",
        b"multipart/mixed; boundary=X",
    ],
)
def test_parts_are_found_whatever_the_mail_says_of_them(kind):
    picture = part(b"hello", Content_Type=b"image/png; name=a.png")
    raw = part(b"--x\r\n" + picture + b"\r\n--x-- the end\r\n", Content_Type=kind)
    assert files(read_mail(raw)) == {"a.png": b"hello"}


def test_apple_double_gives_the_file_and_not_the_bookkeeping():
    double = parts(
        part(b"fork", Content_Type=b"application/applefile; name=a.jpg"),
        part(b"data", Content_Type=b"image/jpeg; name=a.jpg"),
        kind=b"appledouble",
    )
    assert files(read_mail(double)) == {"a.jpg": b"data"}


def test_calendars_and_cards_are_files():
    read = read_mail(
        parts(
            part(b"BEGIN:VCALENDAR", Content_Type=b"text/calendar; method=REQUEST"),
            part(b"BEGIN:VCARD", Content_Type=b"text/vcard"),
        )
    )
    assert list(files(read)) == ["part 1.ics", "part 2.vcf"]


def test_a_file_elsewhere_and_a_piece_of_a_longer_mail_are_told():
    outside = b'message/external-body; access-type=URL; url="http://example.org/film.mov"'
    read = read_mail(part(b"Content-Type: video/quicktime", Content_Type=outside))
    assert "lies elsewhere: URL, http://example.org/film.mov" in read.text
    piece = read_mail(part(b"x", Content_Type=b"message/partial; number=2; total=5; id=a"))
    assert "piece 2 of 5" in piece.text
    assert files(piece) == {"part 1.eml": b"x"}


def test_files_in_the_text_are_lifted_out_of_it():
    raw = b"Subject: x\n\nbefore\nbegin 644 a.txt\n%:&5L;&\\\n`\nend\nafter\n"
    assert read_mail(raw).text == "before\nafter"
    assert files(read_mail(raw)) == {"a.txt": b"hello"}


def test_the_same_file_is_the_same_bytes_however_the_mail_came():
    raw = parts(part(b"one\r\ntwo", Content_Type=b"text/csv; name=a.csv"))
    assert files(read_mail(raw)) == files(read_mail(raw.replace(b"\r\n", b"\n")))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (nested(1_000), "nested too deeply"),
        (b"Subject: x\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5_000, "nested too deeply"),
        (b"Subject: x\r\n" + parts(*[b"\r\nx"] * 2_000), "too many parts"),
        (b"Subject: x\r\nTo: " + b"a@example.org, " * 20_000 + b"\r\n\r\nhi", "header is longer"),
        (b"Subject: x\r\n\r\n" + b"long " * 1_000_000, "text is longer"),
    ],
    ids=["parts", "mails", "many", "header", "text"],
)
def test_a_mail_that_is_too_much_is_read_as_far_as_it_goes_and_says_why(raw, why):
    read = read_mail(raw)
    assert read.subject == "x"
    assert why in read.why
    assert Mark.CUT in read.marks
    assert read.text or read.attachments


def test_what_stands_last_in_a_header_that_is_too_long_still_counts():
    header = b"Subject: x\r\nTo: " + b"a@example.org,\r\n " * 30_000 + b"b@example.org\r\n"
    read = read_mail(header + parts(part(b"1", Content_Type=b"image/png; name=1.png")))
    assert files(read) == {"1.png": b"1"}


def test_nothing_is_no_mail_and_no_trouble():
    read = read_mail(b"")
    assert (read.why, read.marks) == (NO_HEADER, {Mark.DAMAGED})


def test_labels_of_a_takeout_are_kept():
    raw = b'X-Gmail-Labels: Inbox,=?utf-8?Q?Sch=C3=B6n?=,"Tips, local"\r\n\r\n'
    assert read_mail(raw).labels == ("Inbox", "Schön", "Tips, local")


def test_a_mail_that_the_reader_trips_over_does_not_stop_the_next(monkeypatch):
    def trip(_root):
        raise IndexError

    monkeypatch.setattr("tipdesk.intake.mail.reading.contents_of", trip)
    read = read_mail(b"Subject: x\r\n\r\nhi")
    assert (read.why, read.marks) == (UNREAD, {Mark.DAMAGED})


def test_both_senders_of_a_mail_with_two_are_told():
    read = read_mail(b"From: ada@example.org\r\nFrom: bob@example.org\r\n\r\n")
    assert [one.address for one in read.sender] == ["ada@example.org", "bob@example.org"]
