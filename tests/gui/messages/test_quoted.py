from tipdesk.gui.messages.quoted import parts_of

REPLY = """Yes, I was there.

On Sun, 22 Nov 2026 at 10:41, The Desk
<tips@courier.example> wrote:
> Dear Amina,
>
> were you there?
> The Desk

Best
Amina"""


def told(text):
    return [(part.quoted, part.text) for part in parts_of(text)]


def test_a_quotation_is_told_from_what_was_written_with_the_line_that_leads_to_it():
    written, quoted, end = told(REPLY)

    assert written == (False, "Yes, I was there.")
    assert quoted[0]
    assert quoted[1].startswith("On Sun, 22 Nov 2026")
    assert quoted[1].endswith("> The Desk")
    assert end == (False, "Best\nAmina")


def test_what_outlook_puts_below_is_quoted_to_the_end():
    text = "Yes.\n\n-----Original Message-----\nFrom: The Desk\nSubject: Pumps\n\nWere you there?"

    assert told(text)[0] == (False, "Yes.")
    assert told(text)[1][0]


def test_a_short_quotation_and_a_text_that_is_nothing_else_are_not_folded():
    assert told("> When?\n\nAt six.") == [(False, "> When?\n\nAt six.")]
    assert told("> a\n> b\n> c") == [(False, "> a\n> b\n> c")]
    assert told("") == [(False, "")]


def test_no_letter_is_lost():
    for text in (REPLY, "x\n" * 50, "> a\n" * 5 + "b", "b\n" + "> a\n" * 5):
        lines = [line for part in parts_of(text) for line in part.text.split("\n") if line]
        assert lines == [line for line in text.split("\n") if line]
