"""Finds in a shown text what a search found it by, so that it can be highlighted."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tipdesk.store.fulltext import Term
from tipdesk.store.signs import folded, is_gapless, wanted

_LONGEST = 200_000  # signs of a text that are looked at


def marks(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Give where the terms stand in a text, as begin and end, in order and without overlaps."""
    patterns = list(filter(None, (_pattern(term) for term in terms if not term.negated)))
    if not patterns:
        return []
    plain, places = _folded(text[:_LONGEST])
    found = sorted(
        (places[hit.start()], places[hit.end() - 1] + 1)
        for pattern in patterns
        for hit in re.finditer(pattern, plain)
    )
    return list(_apart(found))


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Fold a text and tell, for each sign of it, where it comes from."""
    if text.isascii():
        return text.casefold(), range(len(text))
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        plain = _fold_sign(sign)
        signs.append(plain)
        places.extend([at] * len(plain))
    return "".join(signs), places


@lru_cache(maxsize=4_096)
def _fold_sign(sign: str) -> str:
    return folded(sign)


def _pattern(term: Term) -> str:
    """Write a term as the index reads it: whole words, gapless signs anywhere."""
    parts = [part for part, _ in wanted(term.text)]
    if not parts:
        return ""
    if is_gapless(parts[0][0]) and all(is_gapless(part[0]) for part in parts):
        return re.escape(parts[0] + "".join(part[1:] for part in parts[1:]))
    words = r"[\W_]+".join(map(re.escape, parts))
    begun = "" if is_gapless(parts[0][0]) else r"(?<![^\W_])"
    ends = "" if term.prefix or is_gapless(parts[-1][0]) else r"(?![^\W_])"
    return f"{begun}{words}{ends}"


def _apart(found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = 0
    for first, last in found:
        if last > end:
            yield max(first, end), last
            end = last
