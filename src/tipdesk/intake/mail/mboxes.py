"""Splits a mailbox file (mbox) into its messages, as a stream: it may be larger than the memory.

The slices put together are the file, byte for byte. A line that begins with "From " parts two
messages where it holds a time and a year and is followed by a header: everything else is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from tipdesk.intake.mail.dates import date_in

CHUNK = 1 << 20
LONGEST = 150_000_000  # bytes of one message; what is more follows as slices without a message
HEADER = 64 * 1024  # in this much of a message its own notes are looked for
LOOK = 2_000  # bytes that are seen of a separator and of the line after it

_FROM = b"From "
_OF_A_LINE = (b">From ", _FROM)  # what may follow the line in place of a header
_DATED = re.compile(
    rb"From [^\r\n]{0,500}?\b(?:"
    rb"[A-Z][a-z]{2}[ ]{1,3}\d{1,2}[ ]{1,3}\d{1,2}:\d\d(?::\d\d)?(?:[ ]{1,3}[^ \r\n]{1,9}){0,3}?"
    rb"[ ]{1,3}(?:19|20)?\d\d(?!\d)"
    rb"|\d{1,2}[ -][A-Z][a-z]{2}[ -](?:19|20)\d\d[ ]{1,3}\d{1,2}:\d\d"
    rb"|(?:19|20)\d\d-\d\d-\d\d[ T]\d\d:\d\d"
    rb")[^\r\n]{0,100}\r*\n"
)
# As Thunderbird writes it, or with nothing but an address.
_UNDATED = re.compile(rb"From (-[^\r\n]{0,100}|[^\s@-][^\s@]{0,200}@[^\s@]{1,200}[ \t]*)?\r*\n")
_FIRST = re.compile(rb"From [^\r\n:]{0,500}\r*\n")  # needs no date: nothing stands before it
_FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_OF_A_MAIL = re.compile(
    rb"(?:from|to|date|subject|received|return-path|message-id|x-mozilla-status):", re.IGNORECASE
)
_BOM = b"\xef\xbb\xbf"
_THUNDERBIRD = re.compile(rb"X-Mozilla-", re.IGNORECASE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEAD_END = re.compile(rb"\n\r*\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(rb"^X-Mozilla-Status:[ \t]*([0-9a-f]{4})", re.IGNORECASE | re.MULTILINE)
_EXPUNGED = 0x0008
_BLANK_ENDS = (b"\n\n", b"\n\r\n")
_CLOCK = re.compile(
    rb"\b(?:[A-Z][a-z]{2} +\d{1,2} +\d{1,2}:\d\d|\d{1,2}[ -][A-Z][a-z]{2}[ -]\d{4}).*"
)


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of a mailbox file as it lies there.

    `begins` says that a message begins with it: what stands before the first one, and what is
    left of a message that is too long, begins none. `doubtful` says that its first line may be
    text of the message before; `cut` that its end is in the next slices.
    """

    offset: int
    raw: bytes = field(repr=False)
    begins: bool = True
    doubtful: bool = False
    cut: bool = False

    @property
    def expunged(self) -> bool:
        """Tell whether Thunderbird's user deleted it, and the file was not yet compacted."""
        head = self.raw[:HEADER]
        status = _STATUS.search(head) if b"-Status" in head else None
        return status is not None and bool(int(status[1], 16) & _EXPUNGED)

    @property
    def delivered(self) -> datetime | None:
        """Tell when it was put into the box, as its first line says."""
        clock = _CLOCK.search(self.raw[len(_FROM) : _line_end(self.raw, 0)].rstrip())
        return date_in(clock[0].decode("ascii", "replace")) if clock and self.begins else None

    def message(self) -> bytes:
        """Give the message itself: without its first line, quoted "From " as it was written."""
        mail = self.raw[_line_end(self.raw, 0) :]
        if mail.endswith(_BLANK_ENDS):
            mail = mail[: -2 if mail.endswith(b"\r\n") else -1]
        return _QUOTED.sub(rb"\1", mail) if b">From " in mail else mail


@dataclass(slots=True)
class _Box:
    """The part of the file that is looked at: from the beginning of a slice on."""

    file: BinaryIO = field(repr=False)
    seen: bytearray = field(default_factory=bytearray, repr=False)
    offset: int = 0
    ended: bool = False

    def reach(self, size: int) -> bool:
        """Read on until so much is seen; False where the file ends before."""
        while len(self.seen) < size and not self.ended:
            more = self.file.read(CHUNK)
            self.ended = not more
            self.seen += more
        return len(self.seen) >= size

    def cut_off(self, size: int) -> tuple[int, bytes]:
        """Take a slice off the front."""
        with memoryview(self.seen) as view, view[:size] as front:
            raw = bytes(front)
        del self.seen[:size]
        offset = self.offset
        self.offset += size
        return offset, raw


def is_mbox(head: bytes) -> bool:
    """Tell a mailbox file by its first bytes."""
    start = head.removeprefix(_BOM).lstrip(b"\r\n")
    return start.startswith(_FROM) and _judged(bytearray(start), 0) is not None


def slices_of(file: BinaryIO) -> Iterator[Slice]:
    """Yield the slices of a mailbox file in their order."""
    box = _Box(file)
    box.reach(LOOK)
    if box.seen.startswith(_BOM + _FROM):
        yield Slice(*box.cut_off(len(_BOM)), begins=False)
    doubt = _judged(box.seen, 0) if box.seen.startswith(_FROM) else None
    begins = doubt is not None
    while box.reach(1):
        size, next_doubt = _size_of(box, begins=begins)
        cut = next_doubt is None and size >= LONGEST
        yield Slice(*box.cut_off(size), begins=begins, doubtful=bool(doubt), cut=cut)
        begins, doubt = next_doubt is not None, next_doubt


def _size_of(box: _Box, *, begins: bool) -> tuple[int, bool | None]:
    """Measure the slice at the front, and tell whether the line that ends it is doubtful."""
    at = _told_length(box) if begins else 0
    while True:
        found = box.seen.find(b"\n" + _FROM, at)
        if found >= LONGEST or (found < 0 and len(box.seen) >= LONGEST):
            return LONGEST, None
        if found < 0:
            at = max(at, len(box.seen) - len(_FROM))
            if not box.reach(len(box.seen) + 1):
                return len(box.seen), None
            continue
        box.reach(found + LOOK)
        doubtful = _judged(box.seen, found + 1)
        if doubtful is not None:
            return found + 1, doubtful
        at = found + 1


def _judged(seen: bytearray, at: int) -> bool | None:
    """Judge a line that begins with "From ": is it doubtful as a separator? None: it is none."""
    after_blank = at == 0 or seen[max(0, at - 3) : at].endswith(_BLANK_ENDS)
    line = _DATED.match(seen, at, at + LOOK)
    if line is None:
        return _judged_without_date(seen, at, after_blank=after_blank)
    if at == 0 or _FIELD.match(seen, line.end()) or seen.startswith(_OF_A_LINE, line.end()):
        return not after_blank
    # A message may lack a header, or be the last and empty.
    rest = seen[line.end() : line.end() + 1].strip()
    return True if after_blank and not rest else None


def _judged_without_date(seen: bytearray, at: int, *, after_blank: bool) -> bool | None:
    line = (_FIRST if at == 0 else _UNDATED).match(seen, at, at + LOOK)
    if line is None or not _FIELD.match(seen, line.end()):
        return None
    if at == 0 or (after_blank and _THUNDERBIRD.match(seen, line.end())):
        return False
    dash = line[1] is not None and line[1].startswith(b"-")
    if not (after_blank or dash):
        return None
    usual = after_blank and (dash or line[1] is None)
    return True if usual or _OF_A_MAIL.match(seen, line.end()) else None


def _told_length(box: _Box) -> int:
    """Tell where to look for the end, where a message says how long it is and that is true."""
    box.reach(HEADER)
    end = _HEAD_END.search(box.seen, 0, HEADER)
    told = _LENGTH.search(box.seen, 0, end.start() + 1) if end else None
    if end is None or told is None or end.end() + int(told[1]) >= LONGEST:
        return 0
    stop = end.end() + int(told[1])
    box.reach(stop + LOOK)
    rest = bytes(box.seen[stop : stop + len(_FROM) + 4])
    if len(box.seen) < stop or not (rest.lstrip(b"\r\n").startswith(_FROM) or not rest.strip()):
        return 0
    return max(0, stop - 1)


def _line_end(raw: bytes, at: int) -> int:
    end = raw.find(b"\n", at)
    return len(raw) if end < 0 else end + 1
