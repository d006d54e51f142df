from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tipdesk.intake.mailboxes.answers import Answer, items_of, literal_size, moment_of, number_of


def test_a_message_is_found_between_what_a_server_says_around_it():
    said = (b'12 FETCH (UID 34 FLAGS (\\Recent "odd)") BODY[] {5}', b' INTERNALDATE "x")')
    answer = Answer(said, (b"hello",))
    assert (answer.kind, answer.number) == (b"FETCH", 12)
    assert items_of(answer) == {
        b"UID": b"34",
        b"FLAGS": [b"\\Recent", b"odd)"],
        b"BODY[]": b"hello",
        b"INTERNALDATE": b"x",
    }


def test_a_short_message_may_come_in_quotation_marks_and_a_lost_one_as_nil():
    assert items_of(Answer((b'1 FETCH (BODY[] "a \\"b\\" \\\\")',))) == {b"BODY[]": b'a "b" \\'}
    assert items_of(Answer((b"1 FETCH (UID 3 BODY[] NIL)",))) == {b"UID": b"3", b"BODY[]": None}


def test_a_response_code_is_read():
    assert Answer((b"OK [UIDVALIDITY 7] numbered",)).code == (b"UIDVALIDITY", b"7")
    assert Answer((b"OK all well",)).code == (b"", b"")


@pytest.mark.parametrize(
    ("line", "size"),
    [
        *((b"BODY[] {12}", 12), (b"BODY[] {12+}", 12), (b"{9999999999999999999}", 10**19 - 1)),
        *((b"BODY[] {12} ", None), (b"{12", None), (b"{-1}", None)),
        (b"{" + b"9" * 20 + b"}", None),
    ],
)
def test_the_size_of_what_follows_is_read(line, size):
    assert literal_size(line) == size


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        (b"24-Nov-2026 10:00:00 +0100", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (b" 1-jan-2026 00:30:00 -0130", datetime(2026, 1, 1, 2, tzinfo=UTC)),
        (b"31-Feb-2026 10:00:00 +0000", None),
        (b"24-Nov-2026 10:00:00 +9900", None),
        (b"01-Jan-0001 00:00:00 +1200", None),
        (b"yesterday", None),
        (None, None),
    ],
)
def test_when_a_message_came_is_read_in_any_language_of_the_system(said, moment):
    assert moment_of(said) == moment


def test_what_is_no_number_counts_as_none():
    assert [number_of(one) for one in (b"12", b"-1", b"x", b"9" * 30, None, [b"1"])] == [
        *(12, 0, 0, 0, 0, 0)
    ]


@given(some.binary(max_size=200))
def test_no_answer_whatever_can_not_be_taken_apart(line):
    answer = Answer((line,))
    assert isinstance(answer.kind, bytes)
    assert answer.number >= 0
    assert isinstance(items_of(answer), dict)
    assert len(answer.code) == 2


def test_ten_thousand_parentheses_are_no_trouble():
    assert items_of(Answer((b"1 FETCH " + b"(" * 10_000 + b")" * 20_000,))) == {}
