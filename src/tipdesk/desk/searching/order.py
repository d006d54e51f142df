"""Turns the order that a query asks for into columns to sort by."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from sqlalchemy import case
from sqlmodel import col, func

from tipdesk.desk.asking.nodes import Query
from tipdesk.desk.searching.times import last_change
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tip import Tip

_STEPS = {state.value: step for step, state in enumerate(Workflow)}
# What is empty comes last, in whichever direction; the flag says whether the greatest is first.
_COLUMNS: MappingProxyType[str, tuple[Any, bool]] = MappingProxyType(
    {
        "newest": (col(Tip.received_at), True),
        "oldest": (col(Tip.received_at), False),
        "priority": (col(Tip.priority), False),
        "due": (col(Tip.due_at), False),
        "changed": (last_change(), True),
        "headline": (func.lower(col(Tip.headline)), False),
        "number": (col(Tip.id), False),
        "channel": (col(Tip.channel), False),
        "workflow": (case(_STEPS, value=col(Tip.workflow), else_=len(_STEPS)), False),
        "place": (func.nullif(func.lower(col(Tip.place)), ""), False),
    }
)


def order(query: Query, *, newest_first: bool = True) -> list[Any]:
    """Say by what tips are sorted; where a query says nothing, by their arrival."""
    asked = [name for name in query.sort if name.removeprefix("-") in _COLUMNS]
    said = [*asked, *(() if _is_settled(asked) else ("newest" if newest_first else "oldest",))]
    falls = next(_falls(name) for name in reversed(said))
    last = col(Tip.id).desc() if falls else col(Tip.id)
    return [*(one for name in said for one in _sorted_by(name)), last]


def _is_settled(names: list[str]) -> bool:
    return any(name.removeprefix("-") in ("newest", "oldest", "number") for name in names)


def _falls(name: str) -> bool:
    return _COLUMNS[name.removeprefix("-")][1] != name.startswith("-")


def _sorted_by(name: str) -> Iterator[Any]:
    column, _ = _COLUMNS[name.removeprefix("-")]
    if name.removeprefix("-") in ("due", "place"):
        yield column.is_(None)
    yield column.desc() if _falls(name) else column.asc()
