"""The list: the ids that a search finds, and the lines of those that are shown."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from operator import itemgetter

from sqlalchemy import func, select, true
from sqlmodel import Session

from tipdesk.desk.asking.query import parse
from tipdesk.desk.lines import lines_of
from tipdesk.desk.searching.asked import Asked, asked
from tipdesk.desk.searching.conditions import terms
from tipdesk.desk.searching.glancing import glance
from tipdesk.desk.searching.narrowing import Asking, narrowed
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.tip import Tip
from tipdesk.store import fulltext
from tipdesk.store.database import Store

_AT_ONCE = 8_192


def never() -> bool:
    """Tell that a question is not given up."""
    return False


def tip_ids(
    store: Store,
    query: str = "",
    *,
    newest_first: bool = True,
    limit: int | None = None,
    cancelled: Callable[[], bool] = never,
) -> "array[int]":
    """Find tips in the order asked for, or of their arrival; `cancelled` is asked now and then."""
    asking = Asking(parse(query), store.editor, newest_first=newest_first)
    words = asking.query.words
    if words and limit is not None:
        with store.reading() as session:
            found = glance(session, asking, limit)
        if found is not None:
            return found
    with store.reading() as session:
        questions = asked(session, asking)
    if "relevance" in asking.query.sort and words:
        return _best_first(store, asking, questions, cancelled)[:limit]
    return numbers(store, questions, limit, cancelled)


def tip_count(store: Store, query: str = "") -> int:
    """Count what a search finds, without reading it."""
    with store.reading() as session:
        way = narrowed(session, Asking(parse(query), store.editor))
        holds = way.holds if way.is_few else way.beside_a_walk
        each = [
            select(func.count()).select_from(Tip).where(one, *holds)
            for one in way.stretches or (true(),)
        ]
        return sum(int(session.execute(one).scalar_one()) for one in each)


def _best_first(
    store: Store, asking: Asking, questions: list[Asked], cancelled: Callable[[], bool]
) -> "array[int]":
    """Put first what says the words most and in its headline; what was not weighed stays behind."""
    found = numbers(store, questions, None, cancelled)
    with store.reading() as session:
        weighed = fulltext.ranked(session, terms(asking.query))
    among = frozenset(found)
    best = array("q", (tip for tip in weighed if tip in among))
    heard = frozenset(best)
    best.extend(tip for tip in found if tip not in heard)
    return best


def numbers(
    store: Store, questions: Iterable[Asked], limit: int | None, cancelled: Callable[[], bool]
) -> "array[int]":
    """Ask one question after the other, until so many tips are found."""
    ids = array("q")
    with store.reading() as session:
        for question in questions:
            left = None if limit is None else limit - len(ids)
            if left != 0:
                _read(session, question.limit(left), ids, cancelled)
    return ids


def _read(
    session: Session, asked: Asked, into: "array[int]", cancelled: Callable[[], bool]
) -> None:
    """Take the numbers from the driver as they come: a row object each would cost five times."""
    # Closed here: a cursor that is freed later, on another thread, disturbs what runs there.
    with closing(session.connection().execute(asked)) as found:
        cursor = found.cursor
        while cursor is not None and (rows := cursor.fetchmany(_AT_ONCE)):
            if cancelled():
                raise Cancelled("The search was replaced by a newer one.")
            into.extend(map(itemgetter(0), rows))


def tip_lines(store: Store, ids: Sequence[TipId]) -> list[TipLine]:
    """Read the lines of these tips, in the order asked; tips that are gone are left out."""
    with store.reading() as session:
        return lines_of(session, ids)
