"""Tells in a mail's text what its sender wrote from what was quoted of others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

FEWEST = 3  # lines; a shorter quotation is not worth folding
_ATTRIBUTION = 250  # letters

_QUOTED = re.compile(r"\s{0,3}(?:>|\|\s)")
# From here on everything is the mail that is answered, as Outlook and others put it.
_BELOW = re.compile(
    r"\s*-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original"
    r"|messaggio originale|oorspronkelijk bericht|原始邮件)\s*-{2,}\s*|\s*_{20,}\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; `quoted` was written by somebody else."""

    text: str = field(repr=False)
    quoted: bool = False


def parts_of(text: str) -> list[Part]:
    """Cut a text into what was written and what was quoted, in its order."""
    lines = text.split("\n")
    marks = _marks(lines)
    parts = [Part(words, quoted) for words, quoted in _runs(lines, marks) if words.strip("\n")]
    is_all_quoted = all(part.quoted for part in parts)
    return [Part(text)] if is_all_quoted else parts


def _marks(lines: list[str]) -> list[bool]:
    """Tell of each line whether it is quoted."""
    marks = [bool(_QUOTED.match(line)) for line in lines]
    below = next((n for n, line in enumerate(lines) if _BELOW.fullmatch(line[:200])), len(lines))
    for at in range(below, len(lines)):
        marks[at] = True
    for start, end in list(_stretches(marks)):
        if sum(1 for line in lines[start:end] if line.strip()) < FEWEST:
            marks[start:end] = [False] * (end - start)
        else:
            first = _attribution(lines, start)
            marks[first:start] = [True] * (start - first)
    return marks


def _stretches(marks: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for at, marked in enumerate([*marks, False]):
        if marked and start is None:
            start = at
        elif not marked and start is not None:
            yield start, at
            start = None


def _attribution(lines: list[str], start: int) -> int:
    """Find where "On Sunday Ben wrote:" begins, above a quotation."""
    at = start - 1
    while at >= 0 and not lines[at].strip():
        at -= 1
    if at < 0 or not lines[at].rstrip().endswith((":", "：")) or len(lines[at]) > _ATTRIBUTION:
        return start
    goes_on = at > 0 and lines[at - 1].strip() and (at < 2 or not lines[at - 2].strip())  # noqa: PLR2004
    return at - 1 if goes_on and not lines[at - 1].rstrip().endswith((".", "!", "?")) else at


def _runs(lines: list[str], marks: list[bool]) -> Iterator[tuple[str, bool]]:
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or marks[at] != marks[start]:
            yield "\n".join(lines[start:at]).strip("\n"), marks[start]
            start = at
