"""Puts first what says the words of a search most and in its headline.

Of what most words share, the newest are weighed; what was not weighed stays behind.
"""

from array import array
from collections.abc import Iterable

from sqlalchemy import and_, select, true
from sqlmodel import Session, col

from tipdesk.desk.asking.nodes import Query, Word
from tipdesk.desk.searching.asked import asked, page
from tipdesk.desk.searching.conditions import terms
from tipdesk.desk.searching.narrowing import Asking
from tipdesk.desk.searching.shape import looked_up
from tipdesk.desk.searching.taking import taken
from tipdesk.newsroom.tip import Tip
from tipdesk.store import fulltext
from tipdesk.store.batches import batches

_AT_ONCE = 2_000


def best_first(session: Session, asking: Asking) -> "array[int]":
    """Give all that a search finds."""
    every = taken(session, asked(session, asking), None)
    among = frozenset(every)
    return _before((tip for tip in _weighed(session, asking.query) if tip in among), every)


def best_page(session: Session, asking: Asking, limit: int) -> "array[int]":
    """Look whether the rest holds of the best, until so many are found."""
    together, weighed = _together(asking.query), _weighed(session, asking.query)
    holds = looked_up(and_(true(), *asking.conditions(answered=together)))
    best = array("q")
    for some in batches(weighed, _AT_ONCE):
        of_these = select(col(Tip.id)).where(col(Tip.id).in_(some), holds)
        held = frozenset(session.execute(of_these).scalars())
        best.extend(tip for tip in some if tip in held)
        if len(best) >= limit:
            return best[:limit]
    if together and len(weighed) != fulltext.WEIGHED:
        return best  # no others hold all words
    return _before(best, taken(session, page(session, asking), limit))[:limit]


def _weighed(session: Session, query: Query) -> "array[int]":
    return fulltext.ranked(session, terms(query), together=bool(_together(query)))


def _together(query: Query) -> frozenset[Word]:
    """Give the words where every one of them must be there."""
    words = frozenset(query.words)
    return words if words.issubset(query.parts) else frozenset()


def _before(best: Iterable[int], others: "array[int]") -> "array[int]":
    found = array("q", best)
    heard = frozenset(found)
    found.extend(tip for tip in others if tip not in heard)
    return found
