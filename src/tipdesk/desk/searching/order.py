"""Turns the order that a query asks for into columns to sort by."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal_column
from sqlmodel import col, func

from tipdesk.desk.asking.nodes import Query
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
        "changed": (col(Tip.changed_at), True),
        "headline": (func.lower(col(Tip.headline)), False),
        "number": (col(Tip.id), False),
        "channel": (col(Tip.channel), False),
        "workflow": (case(_STEPS, value=col(Tip.workflow), else_=len(_STEPS)), False),
        "place": (func.lower(col(Tip.place)), False),
    }
)
_NOTHING: ColumnElement[str] = literal_column("''")
_SAID: MappingProxyType[str, Any] = MappingProxyType(
    {
        "due": col(Tip.due_at).is_not(None),
        # Twice the same, for the index that begins there and for what it leaves out.
        "place": and_(col(Tip.place) != _NOTHING, func.lower(col(Tip.place)) > _NOTHING),
    }
)
_SETTLED = frozenset({"newest", "oldest", "number", "changed"})


@dataclass(frozen=True, slots=True)
class Key:
    """One thing by which tips are sorted, rising or falling."""

    name: str = field(repr=False)
    column: Any = field(repr=False)
    falls: bool

    @property
    def is_arrival(self) -> bool:
        """Tell whether this sorts by when tips came in."""
        return self.name in ("newest", "oldest")


def keys(query: Query, *, newest_first: bool = True) -> list[Key]:
    """Say by what tips are sorted; where a query says nothing, by their arrival."""
    asked = [name for name in query.sort if name.removeprefix("-") in _COLUMNS]
    said = [*asked, *(() if _is_settled(asked) else ("newest" if newest_first else "oldest",))]
    found = [key for name in said for key in _keys(name)]
    return [*found, Key("number", col(Tip.id), found[-1].falls)]


def falling(key: Key, column: Any) -> Any:
    """Turn a column into the direction of a key."""
    return column.desc() if key.falls else column.asc()


def _is_settled(names: list[str]) -> bool:
    return any(name.removeprefix("-") in _SETTLED for name in names)


def _keys(said: str) -> Iterator[Key]:
    name = said.removeprefix("-")
    column, falls = _COLUMNS[name]
    if name in _SAID:
        yield Key("said", _SAID[name], falls=True)
    yield Key(name, column, falls != said.startswith("-"))
