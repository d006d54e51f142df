"""The header of a mail or of a part: its fields in their order, found in one pass."""

import re
from collections.abc import Iterable, Iterator

from tipdesk.intake.mail.words import text_in

HEADER_LIMIT = 256 * 1024
_TAIL = 32 * 1024

_END = re.compile(rb"\n\r*\n")
# A field and the lines that go on with it, some of which lack the blank that should begin them;
# no letter is looked at twice.
_FIELD = re.compile(
    r"^((?>[!-9;-~]+))(?>[ \t]*):((?>[^\n]*)"
    r"(?>(?:\n[ \t](?>[^\n]*)|(?:(?<=;)|(?<=;\r))\n(?>[\w*-]{1,40})=(?>[^\n]*))*))\n?",
    re.MULTILINE,
)
# What goes on after broken lines; other words with a colon may begin the text of the mail.
_KNOWN = (
    r"(?:from|to|cc|date|subject|message-id|received|mime-version|reply-to|sender|references"
    r"|in-reply-to|return-path|delivered-to|content-[a-z-]{1,40}|x-[a-z0-9-]{1,60})[ \t]*:"
)
_BROKEN = re.compile(rf"(?:(?!--)[^ \t\n][^\n]*\n){{1,5}}?(?={_KNOWN})", re.IGNORECASE)
_BROKEN_AND_FOLDED = re.compile(rf"(?!--)(?:[^\n]+\n){{1,5}}?(?={_KNOWN})", re.IGNORECASE)
_TYPED = re.compile(r"^(?:mime-version|content-type)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_NEAR = 4_000
_BEFORE = re.compile(rf"(?>[\ufeff \t]+)(?={_KNOWN})", re.IGNORECASE)
RAW = re.compile(r"[\udc80-\udcff]")  # bytes that are not UTF-8
_ENVELOPE = re.compile(r">?From (?>[^\n]*)(?:\n|\Z)")


class Header:
    """Fields by their name, whatever its case; the first of a name counts.

    Values are as they came: folded, words encoded, bytes that are not UTF-8 as surrogates.
    `end` is where the body begins.
    """

    __slots__ = ("_first", "cut", "end", "fields")

    def __init__(self, fields: list[tuple[str, str]], end: int, *, cut: bool = False) -> None:
        self.fields = fields
        self.end = end
        self.cut = cut
        self._first: dict[str, str] = {}
        for name, value in fields:
            self._first.setdefault(name, value)

    def __getitem__(self, name: str) -> str:
        return self._first.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self._first

    def has_any(self, names: Iterable[str]) -> bool:
        """Tell whether one of these fields is there."""
        return not self._first.keys().isdisjoint(names)

    def read_as(self, charset: str) -> "Header":
        """Give it with raw bytes that are not UTF-8 read in a set of characters."""
        fields = [(name, _read_as(value, charset)) for name, value in self.fields]
        return Header(fields, self.end, cut=self.cut)

    def every(self, name: str) -> list[str]:
        """Give all values of a field that stands several times."""
        return [value for each, value in self.fields if each == name]


def header_at(raw: bytes, start: int, stop: int) -> Header:
    """Read the header that begins at `start`; it ends at an empty line or where no field is."""
    blank = _blank_line(raw, start, stop)
    last, end = blank or (stop, stop)
    cut = last - start > HEADER_LIMIT
    lines = _beginning_and_end(raw, start, last) if cut else raw[start:last]
    text = lines.decode("utf-8", "surrogateescape")
    before = _BEFORE.match(text)
    text = text[before.end() :] if before else text
    fields: list[tuple[str, str]] = []
    for name, value, at in _fields(text):
        if name:
            fields.append((name, value))
        elif not cut:
            body = text[at:].encode("utf-8", "surrogateescape")
            return Header(fields, last - len(body))
    return Header(fields, end, cut=cut)


def _read_as(value: str, charset: str) -> str:
    if not RAW.search(value):
        return value
    return text_in(value.encode("utf-8", "surrogateescape"), charset)


def _beginning_and_end(raw: bytes, start: int, stop: int) -> bytes:
    """Leave out the middle of a header that is too long: what tells of the body may stand last."""
    first = raw[start : start + HEADER_LIMIT - _TAIL].rpartition(b"\n")[0]
    last = raw[stop - _TAIL : stop].partition(b"\n")[2]
    # A field of no meaning takes the lines that went on with one that is left out.
    return first + b"\n-:" + last


def _blank_line(raw: bytes, start: int, stop: int) -> tuple[int, int] | None:
    """Tell where the line end before the first empty line is, and where the body begins."""
    if raw[start : start + 1] == b"\n":
        return start, start + 1
    if raw[start : start + 2] == b"\r\n":
        return start, start + 2
    found = _END.search(raw, start, stop)
    return (found.start() + 1, found.end()) if found else None


def _fields(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield name, value and place of each field; without a name where something else stands."""
    envelope = _ENVELOPE.match(text)
    at = envelope.end() if envelope else 0
    while at < len(text):
        for one in _FIELD.finditer(text, at):
            if one.start() != at:
                break
            yield one[1].lower(), one[2], at
            at = one.end()
        rest, at = at, _after_broken_lines(text, at)
        if at < 0:
            yield "", "", rest
            return


def _after_broken_lines(text: str, at: int) -> int:
    """Skip a few lines that are no fields where a known field follows; -1 where none does."""
    if at >= len(text):
        return at
    broken = _BROKEN.match(text, at)
    if not broken and _TYPED.search(text, at, at + _NEAR):
        broken = _BROKEN_AND_FOLDED.match(text, at)
    return broken.end() if broken else -1
