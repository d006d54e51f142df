"""What conditions on tips are made of: who asks, when, and rows that belong to a tip."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BinaryExpression, ColumnElement, ColumnExpressionArgument, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql import operators
from sqlmodel import col

from tipdesk.desk.asking.nodes import Filter
from tipdesk.newsroom.tip import Tip

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
    """Give the question for the numbers of the tips, where a condition is such a list."""
    if not isinstance(condition, BinaryExpression) or condition.operator is not operators.in_op:
        return None
    return getattr(condition.right, "element", None)


def tip_by_tip(condition: Condition) -> Condition:
    """Ask the same of one tip after the other, without making a list of them first."""
    rows = rows_of(condition)
    if rows is None:
        return condition
    own: Condition = rows.where(rows.selected_columns[0] == col(Tip.id)).correlate(Tip).exists()
    return own


def among_tips(ask: Callable[[Any], Condition]) -> Condition:
    """Ask for tips by an index of their own, aside: the list's own walk then needs no tip's row."""
    other: Any = aliased(Tip)
    return col(Tip.id).in_(select(other.id).where(ask(other)))


def contains(column: Any, text: str) -> Condition:
    """Ask whether a text holds these letters, whatever their case; no sign is a wildcard."""
    return or_(*(column.icontains(form, autoescape=True) for form in _forms(text)))


def _forms(text: str) -> list[str]:
    """Give what other cases and compositions of letters the database can't tell are the same."""
    if text.isascii():
        return [text]
    cases = (text, text.lower(), text.upper(), text.title())
    composed = (unicodedata.normalize(form, each) for each in cases for form in ("NFC", "NFD"))
    return list(dict.fromkeys(composed))
