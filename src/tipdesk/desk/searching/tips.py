"""Conditions on what a tip itself says: its state, who has it, where it was put."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, literal_column, or_
from sqlmodel import col, func, select

from tipdesk.desk.searching.shape import (
    Asker,
    Condition,
    among_tips,
    each_once,
    held_by_tip,
    said_by,
)
from tipdesk.intake.belonging import folded, tag_key
from tipdesk.newsroom.moves import CLOSED
from tipdesk.newsroom.people import Contributor, Editor
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store import fulltext

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
_EVER = datetime.min.replace(tzinfo=UTC)
_NOT_SAID: ColumnElement[str] = literal_column("''")
_LANGUAGES = each_once(col(Tip.language), col(Tip.language) != _NOT_SAID).c.value
_ME, _NOBODY = "me", "nobody"
UNASSIGNED: Condition = and_(col(Tip.assignee_id).is_(None), STILL_OPEN)
_NEW: Condition = col(Tip.workflow) == Workflow.NEW.value
_UNTOUCHED: Condition = and_(_NEW, col(Tip.opened_at).is_(None), col(Tip.assignee_id).is_(None))


def _from_people(whom: Condition) -> Condition:
    """Ask for the tips of such contributors."""
    people = select(Contributor.id).where(whom)
    return among_tips(lambda tip: tip.contributor_id.in_(people))


def mine(editor: str) -> Condition:
    """Ask for the open tips of this editor."""
    own = select(Editor.id).where(col(Editor.key) == folded(editor))
    still_open = [state.value for state in Workflow if state not in CLOSED]
    return among_tips(lambda tip: and_(tip.assignee_id.in_(own), tip.workflow.in_(still_open)))


def asleep(at: datetime) -> Condition:
    """Ask for tips that were put away until a later moment."""
    return among_tips(lambda tip: tip.snoozed_until > at)


def stands(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips by how they stand: is:new, is:late."""
    return or_(*(_STANDS[value](asker) for value in values))


def _late(asker: Asker) -> Condition:
    return and_(col(Tip.due_at).is_not(None), col(Tip.due_at) < asker.now, STILL_OPEN)


def _embargoed(asker: Asker) -> Condition:
    own = among_tips(lambda tip: tip.embargo_until > asker.now)
    return or_(own, _put_into(col(Story.embargo_until) > asker.now))


_STANDS: MappingProxyType[str, Callable[[Asker], Condition]] = MappingProxyType(
    {
        "new": lambda _: _NEW,
        "open": lambda _: STILL_OPEN,
        "closed": lambda _: col(Tip.workflow).in_([state.value for state in CLOSED]),
        "unread": lambda _: col(Tip.opened_at).is_(None),
        "untouched": lambda _: _UNTOUCHED,
        "mine": lambda asker: mine(asker.editor),
        "unassigned": lambda _: UNASSIGNED,
        "protected": lambda _: or_(
            among_tips(lambda tip: tip.protected.is_(True)),
            _from_people(col(Contributor.protected).is_(True)),
        ),
        "late": _late,
        "embargoed": _embargoed,
        "snoozed": lambda asker: asleep(asker.now),
        "merged": lambda _: among_tips(lambda tip: tip.merged_into.is_not(None)),
        "blocked": lambda _: _from_people(col(Contributor.blocked).is_(True)),
        "trashed": lambda _: among_tips(lambda tip: tip.trashed_at > _EVER),
    }
)


def in_stories(slugs: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for the tips of stories; MILL* is every story that begins so."""
    del asker
    return _put_into(_named(col(Story.slug), slugs))


def _put_into(which: Condition) -> Condition:
    """Ask for the tips of such stories: these first, they are fewer."""
    stories = select(Story.id).where(which)
    return held_by_tip(col(StoryTip.tip_id), col(StoryTip.story_id).in_(stories))


def tagged(names: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips with one of these tags."""
    del asker
    keys = tuple(tag_key(name) for name in names)
    tags = select(Tag.id).where(_named(col(Tag.key), keys))
    return held_by_tip(col(TipTag.tip_id), col(TipTag.tag_id).in_(tags))


def _named(column: Any, names: tuple[str, ...]) -> Condition:
    whole = [name for name in names if not name.endswith("*")]
    begun = [name[:-1] for name in names if name.endswith("*")]
    starts = [column.startswith(name, autoescape=True) for name in begun]
    return or_(*([column.in_(whole)] if whole else []), *starts)


def assigned(names: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for the tips of editors, by the beginnings of their names; me and nobody are words."""
    found: list[Condition] = []
    if held_by_nobody(names):
        found.append(col(Tip.assignee_id).is_(None))
    called = editors_called(names, asker.editor)
    if called is not None:
        editors = select(Editor.id).where(called)
        found.append(among_tips(lambda tip: tip.assignee_id.in_(editors)))
    return or_(*found)


def held_by_nobody(names: tuple[str, ...]) -> bool:
    """Tell whether tips are asked for that nobody has."""
    return _NOBODY in {folded(name.removesuffix("*")) for name in names}


def editors_called(names: tuple[str, ...], editor: str) -> Condition | None:
    """Ask for editors by the beginnings of their names, if anybody's tips are asked for."""
    begun = {folded(name.removesuffix("*")) for name in names} - {_NOBODY}
    whole = [col(Editor.key) == folded(editor)] if _ME in begun else []
    starts = [col(Editor.key).startswith(one, autoescape=True) for one in sorted(begun - {_ME})]
    return or_(*whole, *starts) if begun else None


def placed(places: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips by the words of their place; full text narrows it down."""
    return or_(*(and_(spoken(place), placed_so((place,), asker)) for place in places))


def placed_so(places: tuple[str, ...], asker: Asker) -> Condition:
    """Ask the same of one tip after the other."""
    del asker
    return or_(*(said_by(col(Tip.place), place) for place in places))


def spoken(text: str) -> Condition:
    """Ask where these words stand in a row, the last of them perhaps a beginning."""
    return fulltext.condition([fulltext.Term(text, prefix=True, phrase=True)])


def in_languages(codes: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips by language: `en` is en-GB as well."""
    del asker
    known = func.lower(_LANGUAGES)
    wider = (known.startswith(f"{code}-", autoescape=True) for code in codes)
    meant = select(_LANGUAGES).where(or_(known.in_(codes), *wider))
    return among_tips(lambda tip: and_(tip.language != _NOT_SAID, tip.language.in_(meant)))


def prioritised(levels: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips of these priorities."""
    del asker
    return col(Tip.priority).in_([int(level) for level in levels])


def numbered(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for a tip by its number, aside: no index of something else is walked for it."""
    del asker
    return among_tips(lambda tip: tip.id.in_([int(value) for value in values]))
