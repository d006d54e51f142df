"""Lets the database begin with the part of a search that few tips answer.

It knows no numbers of its own and would walk through all tips in the order of the list: right where
many are found, since the first are there at once, and slow where there are thirty in a million.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import BooleanClauseList, and_, case, func, select
from sqlalchemy.sql import operators
from sqlmodel import Session, col

from tipdesk.desk.asking.nodes import Filter, Node, Query, Word, every
from tipdesk.desk.searching.conditions import Condition, conditions
from tipdesk.desk.searching.shape import rows_of
from tipdesk.newsroom.tip import Tip

_BESIDE = ("has", "tag", "story")  # rows that an index finds by the number of their tip
FEW = 5_000  # so many rows are looked up and sorted in a moment


def narrowed(
    session: Session, query: Query, *, editor: str, at: datetime | None = None
) -> list[Condition]:
    """Say what must hold, beginning with what few tips have, if there is such a part."""
    asked, common = conditions(query, editor=editor, at=at), set()
    for part in _parts(query):
        rows = rows_of(conditions(Query(part), editor=editor, at=at)[0])
        if rows is not None and _are_few(session, rows):
            # Inside of a case the database sees no index, and takes the few first.
            return [col(Tip.id).in_(rows), _looked_up(and_(*asked))]
        if isinstance(part, Filter) and part.key in _BESIDE:
            common.add(part)
    return [
        one if rows_of(one) is None else _looked_up(one)
        for together in conditions(query, editor=editor, at=at, common=frozenset(common))
        for one in _single(together)
    ]


def _looked_up(condition: Condition) -> Condition:
    """Have a condition looked up tip by tip: the database doesn't begin with its long list."""
    return case((condition, 1), else_=0) == 1


def _single(condition: Condition) -> Iterator[Condition]:
    """Give what must hold together, each by itself."""
    if isinstance(condition, BooleanClauseList) and condition.operator is operators.and_:
        for part in condition.clauses:
            yield from _single(part)
    else:
        yield condition


def _parts(query: Query) -> Iterator[Node]:
    """Give what must hold by itself, the words in one: together they may be rare."""
    words = every(part for part in query.parts if isinstance(part, Word))
    if words is not None:
        yield words
    yield from (part for part in query.parts if isinstance(part, Filter))


def _are_few(session: Session, rows: Any) -> bool:
    some = rows.limit(FEW + 1).subquery()
    return bool(session.execute(select(func.count()).select_from(some)).scalar_one() <= FEW)
