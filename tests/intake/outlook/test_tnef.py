import struct
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.outlook.messages import BODY, DATA, NAME, SUBJECT, attribute, listed, winmail
from tipdesk.intake.mail.message import Attachment, Mail
from tipdesk.intake.outlook.letter import TOO_DEEP
from tipdesk.intake.outlook.tnef import CUT_OFF, NOT_READ, is_tnef, read_tnef
from tipdesk.intake.outlook.winmail import NOT_UNWRAPPED, unwrapped
from tipdesk.newsroom.states import Mark

JPEG = b"\xff\xd8\xff a picture"
SAMPLE = winmail(
    {SUBJECT: "Überflutung", BODY: "Das Wasser steigt."}, {"Brücke am Fluss.jpg": JPEG}
)


def object_of(raw: bytes) -> bytes:
    """The list of an attachment that holds another winmail.dat."""
    data = bytes(16) + raw
    return struct.pack("<IHHII", 1, 0x0D, DATA, 1, len(data)) + data + bytes(-len(data) % 4)


def holding(raw: bytes) -> bytes:
    return (
        winmail({SUBJECT: "outer"})
        + attribute(2, 0x69002, b"")
        + attribute(2, 0x69005, object_of(raw))
    )


def test_the_long_name_of_a_file_counts():
    mail = read_tnef(SAMPLE)
    assert is_tnef(SAMPLE)
    assert (mail.subject, mail.text, mail.why) == ("Überflutung", "Das Wasser steigt.", "")
    assert [(one.name, one.data) for one in mail.attachments] == [("Brücke am Fluss.jpg", JPEG)]


def test_old_texts_are_in_the_code_page_that_is_named():
    raw = SAMPLE[:6] + attribute(1, 0x69007, struct.pack("<Q", 1251))
    assert read_tnef(raw + attribute(1, 0x18004, "Паводок\0".encode("cp1251"))).subject == "Паводок"


def test_a_message_inside_is_told_and_can_be_opened_by_itself():
    mail = read_tnef(holding(SAMPLE))
    assert [one.name for one in mail.attachments] == ["Überflutung.tnef", "Brücke am Fluss.jpg"]
    assert mail.attachments[0].data == SAMPLE
    assert "Das Wasser steigt." in mail.text


def test_messages_too_deep_inside_each_other_are_cut():
    raw = SAMPLE
    for _ in range(40):
        raw = holding(raw)
    mail = read_tnef(raw)
    assert (mail.why, Mark.CUT in mail.marks) == (TOO_DEEP, True)


def test_what_is_cut_short_is_told():
    assert read_tnef(b"nothing").why == NOT_READ
    assert read_tnef(SAMPLE[:-20]).why == CUT_OFF


def test_a_list_that_promises_too_much_ends():
    many = struct.pack("<I", 0xFFFFFFFF)
    began = time.process_time()
    mail = read_tnef(SAMPLE + attribute(1, 0x69003, many) + attribute(1, 0x69004, many))
    assert (mail.subject, mail.why) == ("Überflutung", CUT_OFF)
    assert time.process_time() - began < 1


def test_a_winmail_is_replaced_by_what_is_in_it():
    pdf, dat = Attachment("a.pdf", b"%PDF"), Attachment("winmail.dat", SAMPLE)
    mail = unwrapped(Mail(attachments=(pdf, dat, pdf)))
    assert [one.name for one in mail.attachments] == ["a.pdf", "Brücke am Fluss.jpg", "a.pdf"]
    assert mail.text == "Das Wasser steigt."
    assert unwrapped(Mail(text="said", attachments=(dat,))).text == "said"


def test_a_winmail_that_cannot_be_read_is_kept_and_told():
    dat = Attachment("winmail.dat", SAMPLE[:-20])
    mail = unwrapped(Mail(attachments=(dat,)))
    assert mail.attachments[-1] == dat
    assert (mail.why, Mark.DAMAGED in mail.marks) == (NOT_UNWRAPPED, True)


def test_other_mails_stay_as_they_are():
    mail = Mail(text="said", attachments=(Attachment("winmail.dat", b"no"),))
    assert unwrapped(mail) is mail


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=20))
def test_no_change_of_a_winmail_makes_it_stumble(changes):
    raw = bytearray(holding(SAMPLE))
    for at, value in changes:
        raw[at % len(raw)] = value
    read_tnef(bytes(raw))


@given(st.binary(max_size=300))
def test_no_list_of_properties_makes_it_stumble(data):
    read_tnef(SAMPLE[:6] + attribute(1, 0x69003, data) + attribute(1, 0x69004, data))


def test_properties_of_several_values_are_passed():
    several = struct.pack("<IHHIII", 2, 0x1003, 0x4001, 2, 1, 2) + listed({NAME: "a.txt"})[4:]
    raw = SAMPLE[:6] + attribute(2, 0x69002, b"") + attribute(2, 0x69005, several)
    assert read_tnef(raw).attachments[0].name == "a.txt"
