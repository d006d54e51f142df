"""Turns a query into conditions on tips."""

from collections.abc import Callable
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, not_, or_
from sqlmodel import col, func, select, union

from tipdesk.desk.query import Filter, Query
from tipdesk.intake.belonging import folded
from tipdesk.newsroom.media import Facts, Media, TipLink
from tipdesk.newsroom.moves import CLOSED
from tipdesk.newsroom.people import Contributor, Editor
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.states import FileKind, Workflow
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store import fulltext

Condition = ColumnElement[bool]

NOT_TRASHED: Condition = col(Tip.trashed_at).is_(None)
STILL_OPEN: Condition = col(Tip.workflow).in_(
    [state.value for state in Workflow if state not in CLOSED]
)
PROTECTED: Condition = or_(
    col(Tip.protected).is_(True),
    and_(
        col(Tip.contributor_id).is_not(None),
        col(Tip.contributor_id).in_(
            select(Contributor.id).where(col(Contributor.protected).is_(True))
        ),
    ),
)
UNASSIGNED: Condition = and_(col(Tip.assignee_id).is_(None), STILL_OPEN)


def mine(editor: str) -> Condition:
    """Ask for the open tips of this editor."""
    return and_(_held_by(col(Editor.key) == folded(editor)), STILL_OPEN)


def conditions(query: Query, *, editor: str) -> list[Condition]:
    """Say what must hold; trashed tips are found only when they are asked for."""
    asked = [_condition(one, editor) for one in query.filters]
    if query.terms:
        asked.append(fulltext.condition(query.terms))
    if not any(
        one.key == "is" and "trashed" in one.values and not one.negated for one in query.filters
    ):
        asked.append(NOT_TRASHED)
    return asked


def _condition(one: Filter, editor: str) -> Condition:
    condition = _BY_KEY[one.key](one.values, editor)
    return not_(condition) if one.negated else condition


def _is(values: tuple[str, ...], editor: str) -> Condition:
    kinds = {
        "unread": col(Tip.opened_at).is_(None),
        "mine": mine(editor),
        "unassigned": UNASSIGNED,
        "protected": PROTECTED,
        "trashed": col(Tip.trashed_at).is_not(None),
    }
    return or_(*(kinds[value] for value in values))


def _has(values: tuple[str, ...], editor: str) -> Condition:
    del editor
    kinds = [FileKind(value).value for value in values if value not in _ROWS]
    found = [col(Tip.id).in_(_ROWS[value]) for value in values if value in _ROWS]
    if kinds:
        shown = select(Media.tip_id).join(Facts).where(col(Facts.kind).in_(kinds))
        found.append(col(Tip.id).in_(shown))
    return or_(*found)


_SHARED = select(Media.digest).group_by(col(Media.digest)).having(func.count() > 1)
_ROWS = MappingProxyType(
    {
        "note": select(Note.tip_id),
        "story": select(StoryTip.tip_id),
        "duplicate": union(
            select(Media.tip_id).where(col(Media.digest).in_(_SHARED)), select(TipLink.tip_id)
        ),
    }
)


def _in_stories(slugs: tuple[str, ...], editor: str) -> Condition:
    del editor
    return col(Tip.id).in_(select(StoryTip.tip_id).join(Story).where(col(Story.slug).in_(slugs)))


def _tagged(keys: tuple[str, ...], editor: str) -> Condition:
    del editor
    return col(Tip.id).in_(select(TipTag.tip_id).join(Tag).where(col(Tag.key).in_(keys)))


def _assigned(names: tuple[str, ...], editor: str) -> Condition:
    found: list[Condition] = []
    for name in names:
        match name:
            case "nobody":
                found.append(col(Tip.assignee_id).is_(None))
            case "me":
                found.append(_held_by(col(Editor.key) == folded(editor)))
            case _:
                found.append(_held_by(col(Editor.key).startswith(name, autoescape=True)))
    return or_(*found)


def _held_by(whom: Condition) -> Condition:
    """Ask who holds it; never NULL, so that it can be negated."""
    held = col(Tip.assignee_id)
    return and_(held.is_not(None), held.in_(select(Editor.id).where(whom)))


def _numbered(values: tuple[str, ...], editor: str) -> Condition:
    del editor
    return col(Tip.id).in_([int(value) for value in values])


_BY_KEY: MappingProxyType[str, Callable[[tuple[str, ...], str], Condition]] = MappingProxyType(
    {
        "workflow": lambda values, _: col(Tip.workflow).in_(values),
        "verdict": lambda values, _: col(Tip.verdict).in_(values),
        "channel": lambda values, _: col(Tip.channel).in_(values),
        "story": _in_stories,
        "tag": _tagged,
        "assignee": _assigned,
        "is": _is,
        "has": _has,
        "number": _numbered,
    }
)
