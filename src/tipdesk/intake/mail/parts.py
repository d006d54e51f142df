"""Takes the structure of a mail apart: parts in parts, in linear time and within limits."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tipdesk.intake.mail.header import Header, header_at
from tipdesk.intake.mail.parameters import value_and_parameters
from tipdesk.intake.mail.signeddata import content_of
from tipdesk.intake.mail.transfer import decode

DEPTH_LIMIT = 100
PARTS_LIMIT = 1_000
DASHES_LIMIT = 20_000  # lines that begin like a boundary and are none

MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
PKCS7 = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TYPE = re.compile(r"(?>[\w.+!#$&^-]+)/(?>[\w.+!#$&^*-]+)", re.ASCII)
_RESTS = frozenset({b"", b"--"})  # of the lines that part
_AS_IT_IS = frozenset({"", "7bit", "8bit", "binary"})
_FIELD = re.compile(rb"(?>\s*)(?>[!-9;-~]{1,80})(?>[ \t]*):")
_LIKELY = re.compile(rb"^--(\S[^\r\n]{0,200})\r?\n[!-9;-~]{1,80}:", re.MULTILINE)
_PARTING = re.compile(rb"^--(\S[^\r\n]{0,200})\r?\ncontent-", re.MULTILINE | re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Part:
    """A part as it lies in `raw`, from `start` to `stop`; its body begins at `header.end`."""

    raw: bytes = field(repr=False)
    start: int
    stop: int
    header: Header = field(repr=False)
    mime: str = field(repr=False)
    parameters: dict[str, str] = field(repr=False)
    depth: int = 0
    children: list["Part"] = field(default_factory=list, repr=False)

    def body(self) -> bytes:
        """Give the body as it lies there, still encoded."""
        return self.raw[self.header.end : self.stop]

    def encoding(self) -> str:
        """Name the Content-Transfer-Encoding."""
        value = self.header["content-transfer-encoding"]
        first = value.partition(";")[0].partition("(")[0]
        return first.strip(" \t\r\n\"'.").lower() if value else ""


@dataclass(slots=True)
class Structure:
    """A mail taken apart: its parts in a tree, and what was wrong with it."""

    root: Part
    parts: int = 1
    dashes: int = 0
    cut: str = field(default="", repr=False)
    damaged: bool = False


def taken_apart(raw: bytes) -> Structure:
    """Find all parts of a mail."""
    found = Structure(_opened(raw, 0, len(raw)))
    if found.root.header.cut:
        found.cut = "its header is longer than the desk reads"
    waiting = [found.root]
    while waiting:
        part = waiting.pop()
        part.children = list(_children(part, found))
        waiting += part.children
    return found


def _opened(
    raw: bytes, start: int, stop: int, *, depth: int = 0, usual: str = "text/plain"
) -> Part:
    header = header_at(raw, start, stop)
    mime, parameters = value_and_parameters(header["content-type"])
    if not _TYPE.fullmatch(mime):
        mime = "multipart/mixed" if mime.startswith("multipart") else usual
    return Part(raw, start, stop, header, mime, parameters, depth)


def _children(part: Part, found: Structure) -> Iterator[Part]:
    if not part.mime.startswith("multipart/") and part.mime not in MESSAGES | PKCS7:
        return
    if part.depth >= DEPTH_LIMIT:
        found.cut = "its parts are nested too deeply"
        return
    usual = "message/rfc822" if part.mime == "multipart/digest" else "text/plain"
    raw, slices = _slices(part, found)
    for begin, end in slices:
        if found.parts >= PARTS_LIMIT:
            found.cut = "it has too many parts"
            return
        found.parts += 1
        yield _opened(raw, begin, end, depth=part.depth + 1, usual=usual)


def _slices(part: Part, found: Structure) -> tuple[bytes, Iterable[tuple[int, int]]]:
    """Give the bytes in which the parts of this one lie, and where each begins and ends."""
    if part.mime in PKCS7:
        signed = content_of(decode(part.body(), part.encoding())[0])
        return (signed, [(0, len(signed))]) if signed else (b"", ())
    raw, start = (part.raw, part.header.end) if _lies_open(part) else _inside(part)
    if part.mime in MESSAGES:
        return raw, [(start, _stop(part, raw))]
    return raw, _between(part, raw, start, found)


def _lies_open(part: Part) -> bool:
    """Tell whether what is inside lies there as it is, whatever encoding it claims."""
    claimed = part.encoding()
    if claimed in _AS_IT_IS:
        return True
    if part.mime in MESSAGES:
        field = _FIELD.match(part.raw, part.header.end, part.stop)
        return claimed == "base64" and field is not None
    line = b"--" + _boundary_of(part)
    return len(line) > len(b"--") and part.raw.find(line, part.header.end, part.stop) >= 0


def _inside(part: Part) -> tuple[bytes, int]:
    """Give the bytes in which the parts lie; some encode what may not be encoded."""
    data, _ = decode(part.body(), part.encoding())
    return (data, 0) if data != part.body() else (part.raw, part.header.end)


def _stop(part: Part, raw: bytes) -> int:
    return part.stop if raw is part.raw else len(raw)


def _between(part: Part, raw: bytes, start: int, found: Structure) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a multipart begin and end."""
    stop = _stop(part, raw)
    boundary = _boundary_of(part)
    if not boundary or raw.find(b"--" + boundary, start, stop) < 0:
        guessed = (_PARTING if boundary else _LIKELY).search(raw, start, stop)
        boundary = guessed[1].rstrip() if guessed else boundary
    opened, closed = -1, False
    for line, after, last in _boundary_lines(raw, (start, stop), boundary, found):
        if opened >= 0:
            yield opened, max(opened, line)
        opened, closed = (-1 if last else after), last
    if opened >= 0:
        yield opened, stop
    found.damaged = found.damaged or not closed


def _boundary_of(part: Part) -> bytes:
    return part.parameters.get("boundary", "").encode("utf-8", "surrogateescape").rstrip()


def _boundary_lines(
    raw: bytes, span: tuple[int, int], boundary: bytes, found: Structure
) -> Iterator[tuple[int, int, bool]]:
    """Yield where the text before a boundary ends, where the next begins, and if it is the last."""
    start, stop = span
    line = b"--" + boundary
    at = start if raw.startswith(line, start, stop) else _line_from(raw, line, start, stop)
    while boundary and at >= 0:
        found.dashes += 1
        if found.dashes > DASHES_LIMIT:
            found.cut = "it has too many parts"
            return
        end = raw.find(b"\n", at + len(line), stop)
        after = stop if end < 0 else end + 1
        rest = raw[at + len(line) : min(after, at + len(line) + 100)].strip()
        if rest in _RESTS or rest.startswith(b"-- "):
            yield _without_break(raw, start, at), after, rest != b""
        at = _line_from(raw, line, after - 1, stop)


def _line_from(raw: bytes, line: bytes, at: int, stop: int) -> int:
    """Find the next line that begins with `line`; -1 where there is none."""
    found = raw.find(b"\n" + line, at, stop)
    return found + 1 if found >= 0 else -1


def _without_break(raw: bytes, start: int, at: int) -> int:
    """Leave out the line break before a boundary: it belongs to the boundary."""
    if at > start and raw[at - 1 : at] == b"\n":
        at -= 1
        if at > start and raw[at - 1 : at] == b"\r":
            at -= 1
    return at
