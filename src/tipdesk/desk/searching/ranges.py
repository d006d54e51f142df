"""Stretches of an index that answer a part of a search, each in the order of arrival."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, literal_column, select
from sqlmodel import Session, col

from tipdesk.desk.asking.nodes import Filter, Node
from tipdesk.desk.searching.shape import Condition, looked_up
from tipdesk.desk.searching.tips import STILL_OPEN, editors_called, held_by_nobody
from tipdesk.newsroom.moves import CLOSED
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.states import Channel, Verdict, Workflow
from tipdesk.newsroom.tip import LEAST_URGENT, MOST_URGENT, Tip

_STATES = {
    "new": [Workflow.NEW.value],
    "open": [state.value for state in Workflow if state not in CLOSED],
    "closed": [state.value for state in sorted(CLOSED)],
}
_USUAL = literal_column(f"'{Verdict.UNVERIFIED.value}'")


def ranges(session: Session, part: Node, editor: str) -> list[Condition]:
    """Give the stretches that answer a part; none where it can't be answered so.

    No tip lies in two of them, and each of them is a condition that one index knows.
    """
    if not isinstance(part, Filter):
        return []
    if part.key == "assignee":
        return _held(session, part.values, editor)
    if part.key == "is":
        return _standing(session, part.values[0], editor) if len(part.values) == 1 else []
    return _of_column(part.key, list(dict.fromkeys(part.values)))


def _of_column(key: str, values: list[str]) -> list[Condition]:
    match key:
        case "channel":
            return _each(col(Tip.channel), values)
        case "workflow":
            return _each(col(Tip.workflow), values)
        case "priority":
            return _each(col(Tip.priority), map(int, values))
        case "verdict" if Verdict.UNVERIFIED.value not in values:
            verdict = col(Tip.verdict)
            return [and_(one, verdict != _USUAL) for one in _each(verdict, values)]
    return []


def sorted_ranges(name: str) -> list[Condition]:
    """Give the stretches of all tips that follow each other where they are sorted so."""
    match name:
        case "channel":
            return _each(col(Tip.channel), sorted(channel.value for channel in Channel))
        case "workflow":
            return _each(col(Tip.workflow), [state.value for state in Workflow])
        case "priority":
            return _each(col(Tip.priority), range(MOST_URGENT, LEAST_URGENT + 1))
    return []


def _each(column: Any, values: Iterable[object]) -> list[Condition]:
    return [column == value for value in values]


def _held(session: Session, names: tuple[str, ...], editor: str) -> list[Condition]:
    called = editors_called(names, editor)
    nobodys = [col(Tip.assignee_id).is_(None)] if held_by_nobody(names) else []
    if called is None:
        return nobodys
    known = session.execute(select(col(Editor.id)).where(called)).scalars()
    return [*_each(col(Tip.assignee_id), known), *nobodys]


def _standing(session: Session, value: str, editor: str) -> list[Condition]:
    if value in _STATES:
        return _each(col(Tip.workflow), _STATES[value])
    if value == "unread":
        return [col(Tip.opened_at).is_(None)]
    if value == "unassigned":
        return [and_(col(Tip.assignee_id).is_(None), looked_up(STILL_OPEN))]
    if value == "mine":
        return [and_(one, looked_up(STILL_OPEN)) for one in _held(session, ("me",), editor)]
    return []
