"""What conditions on tips are made of: who asks, when, and rows that belong to a tip."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ColumnExpressionArgument, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from tipdesk.newsroom.tip import Tip

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and when; protected sources are found by their names where `knows_sources`."""

    editor: str = field(repr=False)
    now: datetime
    knows_sources: bool = False

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
