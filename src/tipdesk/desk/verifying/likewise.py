"""Finds tips that say almost the same as one, in other words or sent on by others."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from tipdesk.desk.lines import lines_of
from tipdesk.desk.triaging.bulk import the_tip
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.tip import Tip
from tipdesk.store import fulltext
from tipdesk.store.database import Store
from tipdesk.store.fulltext import Term
from tipdesk.store.signs import folded, words_of

ALIKE = 80  # of 100; below that, two tips only tell of the same matter
_COMPARED = 4_000  # signs of a text
_WORDS = 40  # of which the rarest are looked for
_LOOKED_FOR = 8
_COMMON = 300  # tips that have a word in common: one that more have tells nothing
_CANDIDATES = 60
_SHORTEST = 4  # letters


@dataclass(frozen=True, slots=True)
class Likewise:
    """Another tip and how alike the two are, of 100."""

    tip: TipLine
    alike: int


def says_the_same(store: Store, tip: TipId) -> list[Likewise]:
    """Find the tips that look like this one by their words, the likest first."""
    with store.reading() as session:
        row = the_tip(session, tip)
        said = _said(row.headline, row.text)
        near = [one for one in _candidates(session, said) if one != tip]
        found = {one: alike for one in near if (alike := _alike(session, one, said)) >= ALIKE}
        lines = lines_of(session, list(found))
    known = [Likewise(line, found[line.id]) for line in lines if not line.trashed]
    return sorted(known, key=lambda one: (-one.alike, one.tip.id))


def _candidates(session: Session, said: str) -> Sequence[TipId]:
    terms = _telling(session, said)
    return [TipId(tip) for tip in fulltext.ranked(session, terms)[:_CANDIDATES]] if terms else []


def _telling(session: Session, said: str) -> list[Term]:
    """Choose the words that the fewest other tips say."""
    words = dict.fromkeys(word for word in words_of(said) if len(word) >= _SHORTEST)
    longest = sorted(words, key=len, reverse=True)[:_WORDS]
    held = [(fulltext.count(session, [Term(word)], most=_COMMON), word) for word in longest]
    rare = sorted((number, word) for number, word in held if 1 < number < _COMMON)
    return [Term(word) for _, word in rare[:_LOOKED_FOR]]


def _alike(session: Session, tip: TipId, said: str) -> int:
    from rapidfuzz import fuzz  # noqa: PLC0415  slow to load, and the window begins without it

    beginning = func.substr(col(Tip.text), 1, _COMPARED)
    asked = select(col(Tip.headline), beginning).where(col(Tip.id) == tip)
    row = session.execute(asked).first()
    return 0 if row is None else round(fuzz.token_sort_ratio(said, _said(*row)))


def _said(headline: str, text: str) -> str:
    return folded(f"{headline} {text}"[:_COMPARED])
