"""What conditions on tips are made of: who asks, when, and rows that belong to a tip."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import (
    CTE,
    BinaryExpression,
    BooleanClauseList,
    ColumnElement,
    ColumnExpressionArgument,
    CompoundSelect,
    Select,
    and_,
    case,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql import operators
from sqlmodel import col, func

from tipdesk.desk.asking.nodes import Filter
from tipdesk.newsroom.tip import Tip
from tipdesk.store.signs import folded

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and when; protected sources are found by their names where `knows_sources`.

    Filters that are `common` are looked at tip by tip: the first page need not wait for a list.
    """

    editor: str = field(repr=False)
    now: datetime
    knows_sources: bool = False
    common: frozenset[Filter] = frozenset()

    @property
    def clock(self) -> datetime:
        """Tell what the clock on this wall shows."""
        return self.now.astimezone().replace(tzinfo=None)


def held_by_tip(tip: Any, *asked: ColumnExpressionArgument[bool], join: Any = None) -> Condition:
    """Ask for tips that have such a row; `tip` is the column by which it belongs to one."""
    rows = select(tip)
    if join is not None:
        rows = rows.join(join)
    return col(Tip.id).in_(rows.where(*asked))


def rows_of(condition: Condition) -> Any:
    """Give the question for the numbers of the tips, where a condition is such a list, or lists."""
    if isinstance(condition, BooleanClauseList) and condition.operator is operators.or_:
        each = [rows_of(one) for one in condition.clauses]
        return None if None in each else union_all(*chain.from_iterable(map(_selects, each)))
    if not isinstance(condition, BinaryExpression) or condition.operator is not operators.in_op:
        return None
    return getattr(condition.right, "element", None)


def _selects(rows: Any) -> Sequence[Any]:
    return rows.selects if isinstance(rows, CompoundSelect) else (rows,)


def tip_by_tip(condition: Condition) -> Condition:
    """Ask the same of one tip after the other, without making a list of them first."""
    if isinstance(condition, BooleanClauseList):
        each = map(tip_by_tip, condition.clauses)
        return or_(*each) if condition.operator is operators.or_ else and_(*each)
    rows = rows_of(condition)
    if rows is None:
        return condition
    asked = _selects(rows)
    own = (one.where(one.selected_columns[0] == col(Tip.id)).correlate(Tip) for one in asked)
    return or_(*(one.exists() for one in own))


def looked_up(condition: Condition) -> Condition:
    """Have a condition looked up tip by tip: the database doesn't begin with its long list."""
    return case((condition, 1), else_=0) == 1


def among_tips(ask: Callable[[Any], Condition], *beside: Select[Any]) -> Condition:
    """Ask for tips by an index of their own, aside: the list's own walk then needs no tip's row.

    Rows `beside` name more of them.
    """
    other: Any = aliased(Tip)
    own = select(other.id).where(ask(other))
    return col(Tip.id).in_(union_all(own, *beside) if beside else own)


def each_once(column: Any, *said: Condition) -> CTE:
    """Name each value once: from one to the next along an index, however many rows have it."""
    first = select(column.label("value")).where(*said).order_by(column).limit(1).subquery()
    known = select(first.c.value).cte(recursive=True)
    onward = select(column).where(*said, column > known.c.value).order_by(column).limit(1)
    following = onward.correlate(known).scalar_subquery()
    return known.union_all(select(following).where(known.c.value.is_not(None)))


def contains(column: Any, text: str) -> Condition:
    """Ask whether a text holds these letters, whatever their case and accents.

    No sign is a wildcard. Texts of plain letters, most of all, are looked at without being folded.
    """
    plain = folded(text)
    marked = and_(
        func.length(column) != func.octet_length(column),
        func.folded(column).contains(plain, autoescape=True),
    )
    return or_(column.icontains(plain, autoescape=True), marked) if plain.isascii() else marked


def said_by(column: Any, text: str) -> Condition:
    """Ask whether words stand in a text, the last perhaps a beginning: letters first, in haste."""
    return and_(contains(column, text), func.says(column, text))
