"""Counts what a mail holds before it is parsed, so that no mail can keep the desk busy."""

import re

HEADER_LIMIT = 256 * 1024
NESTING_LIMIT = 100
PARTS_LIMIT = 1_000
EFFORT_LIMIT = 10_000_000  # lines times nesting: what the parser compares

_HEADER_END = re.compile(rb"\r?\n\r?\n|\r\r")
# Possessive (*+): blanks without end after the word would be counted over and over otherwise.
_BOUNDARY = re.compile(
    rb"boundary\s*+(?:\*[0-9]*+\*?)?\s*+=\s*+\"?([^\"\r\n;]{1,100})", re.IGNORECASE
)
_INNER = re.compile(rb"^content-type\s*:\s*message/", re.IGNORECASE | re.MULTILINE)


def head_of(raw: bytes) -> bytes:
    """Give the header of a mail, cut where it is longer than any honest one."""
    end = _HEADER_END.search(raw, 0, HEADER_LIMIT)
    return raw[: end.start() if end else HEADER_LIMIT] + b"\n\n"


def what_is_too_much(raw: bytes) -> str:
    """Say what about a mail is too much to take it apart; nothing where it is all right."""
    if len(raw) > HEADER_LIMIT and not _HEADER_END.search(raw, 0, HEADER_LIMIT):
        return "its header is too long"
    boundaries = _first_few(_BOUNDARY, raw)
    nesting = len(boundaries) + len(_first_few(_INNER, raw))
    if nesting > NESTING_LIMIT:
        return "its parts are nested too deeply"
    if sum(raw.count(b"--" + boundary) for boundary in boundaries) > PARTS_LIMIT:
        return "it has too many parts"
    if (raw.count(b"\n") + raw.count(b"\r")) * (nesting + 1) > EFFORT_LIMIT:
        return "it has too many lines"
    return ""


def _first_few(pattern: re.Pattern[bytes], raw: bytes) -> set[bytes]:
    found: set[bytes] = set()
    for number, match in enumerate(pattern.finditer(raw)):
        found.add(match[match.lastindex or 0] + (b"" if match.lastindex else b"%d" % number))
        if len(found) > NESTING_LIMIT:
            break
    return found
