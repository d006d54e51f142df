"""Keeps a protected source out of everything that was written about a tip."""

import re
from collections.abc import Iterable

from tipdesk.desk.triaging.protecting import PROTECTED_SOURCE

HIDDEN = f"[{PROTECTED_SOURCE}]"
_LEAST = 2
_TELLING = 3
_PHONE = re.compile(r"[+0-9][0-9 ()/.\-]{5,}")


class Veil:
    """Hides a person's whole name and contacts in a text; without a person it hides nothing.

    A signature under a tip names a source as surely as its own field does. Single words of a name
    stay: "[protected source] Road" for Mill Road would give the name away. A credit line is
    different: with any word of the name in it, it is about the person, and goes as a whole.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        plain = {" ".join((word or "").split()) for word in known}
        ways = {way for word in plain for way in (word, word.removeprefix("@"))}
        self._whole = _any_of(_pattern(way) for way in ways if len(way) >= _LEAST)
        words = {part for way in ways for part in re.findall(r"\w+", way)}
        self._words = _any_of(_pattern(word) for word in words if len(word) >= _TELLING)

    def __call__(self, text: str) -> str:
        """Hide the person in a text."""
        return self._whole.sub(HIDDEN, text) if self._whole else text

    def credit(self, line: str) -> str:
        """Hide a credit line that speaks of the person."""
        return HIDDEN if self._words and self._words.search(line) else self(line)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    return re.compile("|".join(longest_first), re.IGNORECASE) if longest_first else None


def _pattern(word: str) -> str:
    if _PHONE.fullmatch(word):
        return r"[ ()/.\-]*".join(re.escape(sign) for sign in word if sign in "+0123456789")
    inner = r"\s+".join(re.escape(part) for part in word.split())
    return rf"(?<!\w){inner}(?!\w)"
