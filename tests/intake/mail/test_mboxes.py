import io
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.intake.mail import mboxes
from tipdesk.intake.mail.mboxes import Slice, is_mbox, slices_of

FROM = b"From ada@example.org Sun Nov 22 10:41:00 2026\n"
AT = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)
HEAD = b"Subject: x\n\n"


def split(box: bytes) -> list[Slice]:
    found = list(slices_of(io.BytesIO(box)))
    assert b"".join(one.raw for one in found) == box
    assert [one.offset for one in found] == [
        sum(len(before.raw) for before in found[:number]) for number in range(len(found))
    ]
    return found


def messages(box: bytes) -> list[bytes]:
    return [one.message() for one in split(box) if one.begins]


def test_messages_are_parted_and_given_without_their_first_line():
    box = FROM + HEAD + b"one\n\n" + FROM + HEAD + b"two\n"
    assert messages(box) == [HEAD + b"one\n", HEAD + b"two\n"]
    assert not any(one.doubtful for one in split(box))


def test_messages_without_a_header_and_empty_ones_are_messages_too():
    box = FROM + b"words alone\n\n" + FROM + FROM + HEAD + b"x"
    assert messages(box) == [b"words alone\n", b"", HEAD + b"x"]


def test_a_year_may_have_two_digits():
    old = b"From ada Sun Nov 22 10:41:00 98\n" + HEAD + b"x\n\n"
    assert len(messages(old + old)) == 2


def test_line_ends_of_windows_are_kept():
    box = (FROM + HEAD + b"one\n\n" + FROM + HEAD + b"two\n").replace(b"\n", b"\r\n")
    assert messages(box)[0] == (HEAD + b"one\n").replace(b"\n", b"\r\n")
    assert len(messages(box)) == 2


@pytest.mark.parametrize(
    "line",
    [
        b"From here on it rained.\n",
        b"From 2026 on:\nand so on\n",
        b"From ada\nSubject: not a header\n",
        b"From ada@example.org\nit came: yesterday\n",
        b"From - \nit came: yesterday\n",
        b"From: ada@example.org\n",
        b"From Sun Nov 22 10:41:00 2026 to today it rained.\nAll of it.\n",
        b"From " + b"x" * 3_000 + b" 10:41:00 2026\nA: b\n",
    ],
)
def test_words_that_begin_with_from_part_nothing(line):
    assert messages(FROM + HEAD + b"\n" + line) == [HEAD + b"\n" + line]


def test_quoted_lines_are_given_as_they_were_written():
    box = FROM + HEAD + b">From here\n>>From there\n> From nowhere\n"
    assert messages(box) == [HEAD + b"From here\n>From there\n> From nowhere\n"]


def test_a_length_that_is_true_keeps_a_whole_mailbox_in_a_message():
    inside = FROM + HEAD + b"inner\n\n" + FROM + HEAD + b"inner\n"
    told = b"Subject: x\nContent-Length: %d\n\n" % len(inside)
    assert len(messages(FROM + told + inside + b"\n" + FROM + HEAD + b"two")) == 2
    false = told.replace(b": %d" % len(inside), b": 7")
    assert len(messages(FROM + false + inside + b"\n" + FROM + HEAD + b"two")) == 4
    assert len(messages(FROM + false.replace(b": 7", b": 99999999") + b"x\n\n" + FROM + HEAD)) == 2


def test_thunderbirds_lines_without_a_date_and_its_deleted_mail():
    status = b"X-Mozilla-Status: %s\n" + HEAD + b"x\n\n"
    box = b"".join(b"From - \n" + status % code for code in (b"0001", b"0009", b"0000"))
    assert [one.expunged for one in split(box)] == [False, True, False]
    assert not any(one.doubtful for one in split(box))


@pytest.mark.parametrize(
    "second",
    [
        b"no blank line before\n" + FROM + HEAD,
        b"\n\nFrom \nSubject: x\n\n",
        b"\n\n" + FROM + b"\n",
        b"\n\n" + FROM,
        b"\n\nFrom bob@example.org\nSubject: x\n\n",
        b"no blank line before\nFrom - \nFrom: bob@example.org\n\n",
    ],
)
def test_a_line_that_may_be_text_parts_and_is_doubtful(second):
    assert [one.doubtful for one in split(FROM + HEAD + second)] == [False, True]


def test_what_stands_before_the_first_message_is_no_message():
    found = split(b"Not a mailbox, but:\n\n" + FROM + HEAD)
    assert [one.begins for one in found] == [False, True]
    assert [one.begins for one in split(b"Nothing of the kind.\n")] == [False]
    assert split(b"") == []


def test_a_mark_of_byte_order_hides_no_message():
    assert [one.begins for one in split(b"\xef\xbb\xbf" + FROM + HEAD)] == [False, True]


def test_a_message_that_ends_in_the_middle_is_there():
    assert messages(FROM + HEAD + b"one\n\n" + FROM + b"Subject: half a hea")[1] == (
        b"Subject: half a hea"
    )


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        (FROM, AT),
        (b"From 1788@xxx Sun Nov 22 10:41:00 +0000 2026\n", AT),
        (b"From ada at example.org  Sun, 22 Nov 2026 10:41:00 +0000\n",
         AT),
        (b"From - \n", None),
    ],
)  # fmt: skip
def test_the_first_line_tells_when_a_message_was_put_there(line, moment):
    (one,) = split(line + b"X-Mozilla-Status: 0001\n" + HEAD)
    assert one.delivered == moment


def test_a_mailbox_is_known_by_how_it_begins():
    assert is_mbox(FROM + HEAD)
    assert is_mbox(b"\r\nFrom somebody\r\nReturn-Path: <x>\r\n")
    assert not is_mbox(b"From: ada@example.org\nSubject: x\n")
    assert not is_mbox(b"From ada to bob\nwith love\n")
    assert not is_mbox(b"")


def test_a_monstrous_message_comes_in_slices_that_are_no_messages(monkeypatch):
    monkeypatch.setattr(mboxes, "LONGEST", 100_000)
    found = split(FROM + HEAD + b"x" * 250_000 + b"\n\n" + FROM + HEAD + b"after\n")
    assert [one.begins for one in found] == [True, False, False, True]
    assert [one.cut for one in found] == [True, True, False, False]
    assert found[-1].message() == HEAD + b"after\n"


class Endless(io.RawIOBase):
    """A mailbox of many messages that never lies anywhere as a whole."""

    def __init__(self, message: bytes, many: int) -> None:
        self._pieces = self._all(message, many)
        self._left = b""

    @staticmethod
    def _all(message: bytes, many: int) -> Iterator[bytes]:
        for _ in range(many):
            yield message

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._left += piece
        given, self._left = self._left[:size], self._left[size:]
        return given


def test_a_mailbox_of_any_size_takes_little_memory_and_linear_time():
    message = FROM + HEAD + b"All is well.\n" * 5_000 + b"\n"
    tracemalloc.start()
    began = time.process_time()
    assert sum(one.begins for one in slices_of(Endless(message, 1_500))) == 1_500  # 97 MB
    assert time.process_time() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def test_lines_made_to_look_like_many_messages_take_as_long_as_there_are_of_them():
    line = b"From " + b"Dec 25 21:33 " * 38 + b"\n"

    def took(lines: int) -> float:
        began = time.process_time()
        split(FROM + HEAD + line * lines)
        return time.process_time() - began

    assert min(took(2_000) for _ in range(3)) < 8 * min(took(500) for _ in range(3))


PIECES = st.lists(
    st.sampled_from(
        [FROM, b"From - \n", b"From ", b">From ", HEAD, b"Subject: x\n", b"\n", b"\r\n", b"\n\n",
         b"Content-Length: 9\n", b"Content-Length: 99\n", b"X-Mozilla-Status: 0009\n",
         b"\xef\xbb\xbf", b"words\n", b"\0", FROM.replace(b"\n", b"\r\n")]
    )
    | st.binary(max_size=20),
    max_size=40,
).map(b"".join)  # fmt: skip


@given(PIECES, st.integers(1, 60), st.integers(20, 400))
def test_the_slices_of_anything_join_to_the_file(box, chunk, longest):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mboxes, "CHUNK", chunk)
        small = split(box)
        patch.setattr(mboxes, "CHUNK", 1 << 20)
        assert split(box) == small
        patch.setattr(mboxes, "LONGEST", longest)
        for one in split(box):
            assert one.message() is not None
            assert one.delivered is None or one.begins


def test_real_mailboxes_hold_what_other_programs_count(corpus):
    counted = {"mbox_complex": 2, "mbox_no_fields": 6, "pipermail_2015_november": 4}
    for name, many in counted.items():
        (path,) = corpus.rglob(f"{name}.mbox")
        assert sum(one.begins for one in split(path.read_bytes())) == many
