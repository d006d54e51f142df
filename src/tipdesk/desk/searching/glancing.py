"""Finds the first page of a search for words without asking full text for everything they find."""

from array import array
from contextlib import closing
from dataclasses import replace

from sqlmodel import Session

from tipdesk.desk.asking.nodes import Query, Word, every
from tipdesk.desk.searching.asked import page
from tipdesk.desk.searching.conditions import terms
from tipdesk.desk.searching.narrowing import Asking
from tipdesk.desk.searching.ranking import best_page
from tipdesk.desk.searching.taking import by_and_by
from tipdesk.store import fulltext

_LOOKED_AT = 4  # so many times a page's tips are read one by one before full text is asked
_AT_LEAST = 500
_AT_ONCE = 64


def glance(session: Session, asking: Asking, limit: int) -> "array[int] | None":
    """Give the first tips of a search, or nothing where it must be asked as a whole."""
    best = "relevance" in asking.query.sort
    if not best and not asking.by[0].is_arrival:
        return None
    newest = _begun(session, asking, limit)
    if not best:
        return None if newest is None else newest[:limit]
    if newest is None:
        return best_page(session, asking, limit)
    words = terms(asking.query)
    return array("q", fulltext.holding(session, newest, words, best_first=True))[:limit]


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
