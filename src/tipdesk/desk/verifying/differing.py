"""Finds the words in which two texts differ; what a stranger wrote can't make it slow."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

Place = tuple[int, int]  # where it begins in a text, and where it ends

MOST_WORDS = 8_000  # of a text; what comes later is not compared
# A sign of Chinese or Japanese is a word by itself: nothing parts the words there.
_ALONE = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_ALONE}]|(?:(?![{_ALONE}])\w)+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Differing:
    """Places that only one of two texts has, and how far each was compared."""

    first: tuple[Place, ...]
    second: tuple[Place, ...]
    compared: Place  # signs of the first text, and of the second


def differing(first: str, second: str) -> Differing:
    """Compare two texts by their words, whatever their capitals."""
    ours, theirs = _places(first), _places(second)
    steps = Indel.opcodes(_words(first, ours), _words(second, theirs))
    changed = [step for step in steps if step.tag != "equal"]
    return Differing(
        tuple(_joined(ours, ((step.src_start, step.src_end) for step in changed))),
        tuple(_joined(theirs, ((step.dest_start, step.dest_end) for step in changed))),
        (_end(first, ours), _end(second, theirs)),
    )


def _places(text: str) -> list[Place]:
    found = zip(range(MOST_WORDS + 1), _WORD.finditer(text), strict=False)
    return [word.span() for _, word in found]


def _words(text: str, places: Sequence[Place]) -> list[str]:
    return [text[begin:end].casefold() for begin, end in places[:MOST_WORDS]]


def _end(text: str, places: Sequence[Place]) -> int:
    return places[MOST_WORDS - 1][1] if len(places) > MOST_WORDS else len(text)


def _joined(places: Sequence[Place], runs: Iterable[Place]) -> Iterator[Place]:
    """Give runs of words as places in the text; runs that touch are one."""
    joined: list[Place] = []
    for start, stop in runs:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], stop)
        elif start < stop:
            joined.append((start, stop))
    return ((places[start][0], places[stop - 1][1]) for start, stop in joined)
