"""Stretches of an index that answer a part of a search, each in the order of arrival."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, false, literal_column, select
from sqlmodel import Session, col

from tipdesk.desk.asking.nodes import Filter, Node
from tipdesk.desk.searching.shape import Condition
from tipdesk.desk.searching.tips import editors_called, held_by_nobody
from tipdesk.newsroom.moves import CLOSED
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.states import Channel, Verdict, Workflow
from tipdesk.newsroom.tip import LEAST_URGENT, MOST_URGENT, Tip

_OPEN = tuple(state for state in Workflow if state not in CLOSED)
_STATES = {"new": (Workflow.NEW,), "open": _OPEN, "closed": tuple(sorted(CLOSED))}
_USUAL: ColumnElement[str] = literal_column(f"'{Verdict.UNVERIFIED.value}'")


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


def _held(
    session: Session, names: tuple[str, ...], editor: str, states: Iterable[Workflow] = Workflow
) -> list[Condition]:
    """Give a stretch for each who holds tips, and each state: so the index is in order."""
    called = editors_called(names, editor)
    asked = select(col(Editor.id)).where(false() if called is None else called)
    holders = _each(col(Tip.assignee_id), session.execute(asked).scalars())
    if held_by_nobody(names):
        holders.append(col(Tip.assignee_id).is_(None))
    stands = _each(col(Tip.workflow), states)
    return [and_(holder, state) for holder in holders for state in stands]


def _standing(session: Session, value: str, editor: str) -> list[Condition]:
    if value in _STATES:
        return _each(col(Tip.workflow), _STATES[value])
    if value == "unread":
        return [col(Tip.opened_at).is_(None)]
    if value == "unassigned":
        return _held(session, ("nobody",), editor, _OPEN)
    if value == "mine":
        return _held(session, ("me",), editor, _OPEN)
    return []
