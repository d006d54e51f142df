"""Tells how well a name fits the few letters that were typed."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

EXACT, BEGINS, WORD_BEGINS, CONTAINS, SCATTERED = 1_000, 800, 600, 400, 200
SEPARATORS = " -_/#.,·"


def fold(text: str) -> str:
    """Bring a text to the letters that are compared: no case, no accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()  # capitals come out of signs, too
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def best(
    typed: str, items: Iterable[T], name: Callable[[T], str], *, limit: int | None = None
) -> list[T]:
    """List the items that fit, the best first; equals stay in their order.

    Every typed word must be found: as the beginning, at the start of a word, somewhere inside,
    or with its letters scattered in order.
    """
    words = fold(typed).split()
    if not words:
        return list(items)[:limit]
    rated = ((_score_folded(words, fold(name(item))), item) for item in items)
    fitting = [(rating, item) for rating, item in rated if rating is not None]
    fitting.sort(key=lambda pair: -pair[0])
    return [item for _, item in fitting[:limit]]


def _score_folded(words: list[str], text: str) -> int | None:
    total = 0
    for word in words:
        rating = _score_word(word, text)
        if rating is None:
            return None
        total += rating
    # Of two names that fit alike the shorter one is meant more often.
    return total - min(len(text), 99)


def _score_word(word: str, text: str) -> int | None:
    if text == word:
        return EXACT
    at = text.find(word)
    if at == 0:
        return BEGINS
    while at > 0:
        if text[at - 1] in SEPARATORS:
            return WORD_BEGINS
        at = text.find(word, at + 1)
    if word in text:
        return CONTAINS
    return _score_scattered(word, text)


def _score_scattered(word: str, text: str) -> int | None:
    """Find the letters in order; starts of words and neighbours count, gaps cost."""
    rating, at = SCATTERED, -1
    for letter in word:
        found = text.find(letter, at + 1)
        if found < 0:
            return None
        is_start = found == 0 or text[found - 1] in SEPARATORS
        rating += 4 if is_start or found == at + 1 else -min(found - at, 20)
        at = found
    return max(rating, 1)
