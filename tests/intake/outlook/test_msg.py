import struct
import time
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.outlook.messages import (
    ADDRESS,
    BODY,
    CLASS,
    HEADERS,
    HTML,
    PAGE,
    RICH,
    SENDER,
    SENT,
    SUBJECT,
    file,
    inside,
    message,
    storage,
)
from tipdesk.intake.mail.message import Address
from tipdesk.intake.outlook.compound import READ_LIMIT, Compound, Stream
from tipdesk.intake.outlook.compoundwriting import bound
from tipdesk.intake.outlook.letter import NESTING_LIMIT, TOO_DEEP
from tipdesk.intake.outlook.msg import CUT_OFF, NOT_READ, is_msg, read_msg
from tipdesk.newsroom.states import Mark

JPEG = b"\xff\xd8\xff" + bytes(range(256)) * 40
X500 = "/O=NEWSROOM/OU=EXCHANGE/CN=RECIPIENTS/CN=ZOE"
ZOE = {SENDER: "Zoë Ôst", ADDRESS: "zoe@example.org"}
FLOOD = {SUBJECT: "Überflutung", BODY: "Das Wasser steigt.\r\n", **ZOE}
SAMPLE = message(FLOOD, [file("Brücke.jpg", JPEG), inside(FLOOD, [file("tief.jpg", b"deep")])])


def wrapped(rich: bytes) -> bytes:
    """Rich text as Outlook keeps it, not compressed."""
    return struct.pack("<IIII", len(rich) + 12, len(rich), 0x414C454D, 0) + rich


def test_a_message_says_who_when_and_what_and_brings_its_files():
    sent = datetime(2026, 11, 22, 9, 41, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    people = [
        {0x3001: "Ann", 0x39FE: "ann@example.org", 0x0C15: 1},
        {0x3001: "Bob", 0x3003: X500, 0x0C15: 2},
        {0x3001: "Eve", 0x39FE: "eve@example.org", 0x0C15: 3},
    ]
    picture = file("Brücke.jpg", JPEG, mime="image/jpeg", cid="<a@b>")
    values = {**FLOOD, SENT: int(sent.total_seconds()) * 10_000_000, HTML: b'<img src="cid:a@b">'}
    mail = read_msg(message(values, [picture], people))
    assert (mail.subject, mail.text, mail.why) == ("Überflutung", "Das Wasser steigt.", "")
    assert mail.sender == (Address("Zoë Ôst", "zoe@example.org"),)
    assert mail.to == (Address("Ann", "ann@example.org"),)
    assert mail.cc == (Address("Bob"),)
    assert mail.date == datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
    (got,) = mail.attachments
    assert (got.name, got.data, got.cid, got.shown) == ("Brücke.jpg", JPEG, "a@b", True)


def test_a_path_of_a_directory_is_never_an_address():
    mail = read_msg(message({SENDER: "Zoë Ôst", ADDRESS: X500}))
    assert mail.sender == (Address("Zoë Ôst"),)
    headers = "Microsoft Mail Internet Headers Version 2.0\r\nFrom: Zoe <zoe@example.org>\r\n"
    mail = read_msg(message({SENDER: "Zoë Ôst", ADDRESS: X500, HEADERS: headers}))
    assert mail.sender == (Address("Zoe", "zoe@example.org"),)


def test_a_draft_has_no_sender():
    assert read_msg(message({SUBJECT: "Draft"})).sender == ()


def test_texts_of_8_bits_are_in_the_code_page_of_the_message():
    values = {SUBJECT: "测试邮件", PAGE: 936}
    assert read_msg(message(values, unicode=False, page="gbk")).subject == "测试邮件"


def test_html_hidden_in_rich_text_comes_out():
    rich = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\fonttbl{\f0\fcharset204 Arial;}}"
        rb"{\*\htmltag64 <p>}\htmlrtf {\b hidden}\htmlrtf0 Gr\'fc\u223 ?e \f0\'cf"
        rb"{\*\htmltag72 </p>}}"
    )
    mail = read_msg(message({RICH: wrapped(rich)}))
    assert (mail.html, mail.text) == ("<p>Grüße П</p>", "Grüße П")


def test_plain_rich_text_becomes_words():
    rich = (
        rb"{\rtf1{\stylesheet no}{\*\generator no}One\par \lquote two\rquote\tab\{3\}"
        rb"\u-10179?\u-8704?}"
    )
    assert read_msg(message({RICH: wrapped(rich)})).text == "One\n‘two’\t{3}😀"


def test_a_message_inside_is_told_and_can_be_opened_by_itself():
    mail = read_msg(SAMPLE)
    assert [one.name for one in mail.attachments] == ["Brücke.jpg", "Überflutung.msg", "tief.jpg"]
    assert "--- Forwarded: Überflutung ---" in mail.text
    alone = read_msg(mail.attachments[1].data)
    assert (alone.subject, alone.attachments[0].data) == ("Überflutung", b"deep")


def test_messages_too_deep_inside_each_other_are_cut():
    deepest = inside({SUBJECT: "deepest"})
    for _ in range(NESTING_LIMIT + 3):
        deepest = inside({SUBJECT: "x"}, [deepest])
    mail = read_msg(message(FLOOD, [deepest]))
    assert (mail.why, Mark.CUT in mail.marks) == (TOO_DEEP, True)
    assert mail.text.startswith("Das Wasser steigt.")


def test_an_object_inside_becomes_a_file_of_its_own():
    part = {**storage({0x3707: "sheet.xls"}, 8), "__substg1.0_3701000D": {"Workbook": JPEG}}
    (got,) = read_msg(message(FLOOD, [part])).attachments
    assert (got.name, is_msg(got.data)) == ("sheet.xls", True)


def test_a_file_without_a_name_is_numbered():
    (got,) = read_msg(message(FLOOD, [file("", b"x", mime="text/plain")])).attachments
    assert got.name == "part 1.txt"


def test_a_signed_mail_is_taken_apart():
    signed = (
        b"Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
        b"Hi\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nx\r\n"
        b"--b--\r\n"
    )
    values = {CLASS: "IPM.Note.SMIME.MultipartSigned"}
    mail = read_msg(message(values, [file("", signed, mime="multipart/signed")]))
    assert (mail.text, [one.name for one in mail.attachments]) == ("Hi", ["smime.p7s"])
    assert Mark.SIGNED in mail.marks


def test_a_message_cut_short_gives_what_is_left_or_says_why():
    assert read_msg(b"nothing").why == NOT_READ
    whys = {read_msg(SAMPLE[:size]).why for size in range(0, len(SAMPLE), 999)}
    assert whys <= {NOT_READ, CUT_OFF, ""}


def test_sectors_in_circles_end():
    raw = bytearray(SAMPLE)
    for at in range(4096, len(raw) - 4, 4):
        if raw[at : at + 4] == struct.pack("<I", 3):
            raw[at : at + 4] = struct.pack("<I", 2)
    began = time.process_time()
    read_msg(bytes(raw))
    assert time.process_time() - began < 2


def test_many_files_that_share_their_sectors_give_no_more_than_there_is():
    raw = bound({f"file {number}": JPEG for number in range(20)})
    compound = Compound(raw)
    given = [Stream(1, size) for size in range(len(raw) - 200, len(raw))]
    assert sum(len(compound.read(stream)) for stream in given) <= READ_LIMIT * len(raw)
    assert compound.cut


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), max_size=30))
def test_no_change_of_a_message_makes_it_stumble(changes):
    raw = bytearray(SAMPLE)
    for at, value in changes:
        raw[at % len(raw)] = value
    read_msg(bytes(raw))


@given(st.binary(max_size=600))
def test_no_rich_text_makes_it_stumble(rich):
    read_msg(message({RICH: wrapped(rb"{\rtf1\fromhtml1 " + rich)}))


def test_rich_text_of_many_brackets_takes_little_time():
    began = time.process_time()
    read_msg(message({RICH: wrapped(rb"{\rtf1 " + b"{\\*\\a}{" * 50_000)}))
    assert time.process_time() - began < 3
