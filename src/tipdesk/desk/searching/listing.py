"""The list: the ids that a search finds, and the lines of those that are shown."""

from array import array
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select, true

from tipdesk.desk.asking.query import parse
from tipdesk.desk.lines import lines_of
from tipdesk.desk.searching.asked import Asked, asked, page
from tipdesk.desk.searching.glancing import glance
from tipdesk.desk.searching.narrowing import Asking, narrowed
from tipdesk.desk.searching.ranking import best_first
from tipdesk.desk.searching.taking import taken
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store


def tip_ids(
    store: Store,
    query: str = "",
    *,
    newest_first: bool = True,
    limit: int | None = None,
) -> "array[int]":
    """Find tips in the order asked for, or of their arrival."""
    return found(store, Asking(parse(query), store.editor, newest_first=newest_first), limit)


def found(store: Store, asking: Asking, limit: int | None = None) -> "array[int]":
    """Find the tips that are asked for, all or the first."""
    words = asking.query.words
    with store.reading() as session:
        if limit is not None and words:
            first = glance(session, asking, limit)
            if first is not None:
                return first
        if "relevance" in asking.query.sort and words:
            return best_first(session, asking)
        questions = asked(session, asking) if limit is None else page(session, asking)
        return taken(session, questions, limit)


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


def numbers(store: Store, questions: Iterable[Asked], limit: int | None) -> "array[int]":
    """Ask one question after the other, until so many tips are found."""
    with store.reading() as session:
        return taken(session, questions, limit)


def tip_lines(store: Store, ids: Sequence[TipId]) -> list[TipLine]:
    """Read the lines of these tips, in the order asked; tips that are gone are left out."""
    with store.reading() as session:
        return lines_of(session, ids)
