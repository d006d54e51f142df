"""Finds the first page of a search without asking for everything that it finds."""

from array import array
from contextlib import closing
from dataclasses import replace

from sqlalchemy import and_, select, true
from sqlmodel import Session, col

from tipdesk.desk.asking.nodes import Query, Word, every
from tipdesk.desk.searching.asked import page
from tipdesk.desk.searching.conditions import terms
from tipdesk.desk.searching.narrowing import Asking
from tipdesk.desk.searching.order import keys
from tipdesk.desk.searching.shape import looked_up
from tipdesk.desk.searching.taking import by_and_by, taken
from tipdesk.newsroom.tip import Tip
from tipdesk.store import fulltext
from tipdesk.store.batches import batches

_LOOKED_AT = 4  # so many times a page's tips are read one by one before full text is asked
_AT_LEAST = 500
_AT_ONCE = 64
_WEIGHED_AT_ONCE = 2_000


def glance(session: Session, asking: Asking, limit: int) -> "array[int] | None":
    """Give the first tips of a search, or nothing where it must be asked as a whole."""
    if "relevance" in asking.query.sort:
        return _best(session, asking, limit)
    if keys(asking.query, newest_first=asking.newest_first)[0].is_arrival:
        newest = _begun(session, asking, limit)
        return None if newest is None else newest[:limit]
    return None


def _begun(session: Session, asking: Asking, limit: int) -> "array[int] | None":
    """Read the newest tips for words that begin so: what most words share is found at once.

    Full text would first gather every tip with such a word.
    """
    begun = [part for part in asking.query.parts if isinstance(part, Word) and part.prefix]
    if not begun:
        return None
    wanted = terms(Query(every(begun)))
    found, looked_at = array("q"), 0
    most = max(_AT_LEAST, _LOOKED_AT * limit)
    rest = replace(asking, answered=frozenset(begun))
    with closing(by_and_by(session, page(session, rest), most, _AT_ONCE)) as newest:
        for some in newest:
            found.extend(fulltext.holding(session, some, wanted))
            looked_at += len(some)
            if len(found) >= limit:
                return found
            if len(found) * most < limit * looked_at:
                return None  # too rare: so few would not fill the page
    return found if looked_at < most else None


def _best(session: Session, asking: Asking, limit: int) -> "array[int]":
    """Weigh the words, and look whether the rest holds of the best, until the page is full.

    Of what most words share, the newest are weighed; what was not weighed stays behind.
    """
    newest = _begun(session, asking, limit)
    if newest is not None:
        words = terms(asking.query)
        return array("q", fulltext.holding(session, newest, words, best_first=True))[:limit]
    said = asking.query.words
    known = frozenset(said if len(said) == 1 and said[0] in asking.query.parts else ())
    holds = looked_up(and_(true(), *asking.conditions(answered=known)))
    found = array("q")
    for some in batches(fulltext.ranked(session, terms(asking.query)), _WEIGHED_AT_ONCE):
        of_these = select(col(Tip.id)).where(col(Tip.id).in_(some), holds)
        held = frozenset(session.execute(of_these).scalars())
        found.extend(tip for tip in some if tip in held)
        if len(found) >= limit:
            return found[:limit]
    heard = frozenset(found)
    found.extend(tip for tip in taken(session, page(session, asking), limit) if tip not in heard)
    return found[:limit]
