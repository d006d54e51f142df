"""Conditions on what a tip itself says: its state, who has it, where it was put."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import col, func, select

from tipdesk.desk.searching.shape import Asker, Condition, among_tips, contains, held_by_tip
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


def stands(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips by how they stand: is:new, is:late."""
    return or_(*(_STANDS[value](asker) for value in values))


def _late(asker: Asker) -> Condition:
    return and_(col(Tip.due_at).is_not(None), col(Tip.due_at) < asker.now, STILL_OPEN)


def _embargoed(asker: Asker) -> Condition:
    own = among_tips(lambda tip: tip.embargo_until > asker.now)
    by_story = held_by_tip(col(StoryTip.tip_id), col(Story.embargo_until) > asker.now, join=Story)
    return or_(own, by_story)


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
        "snoozed": lambda asker: among_tips(lambda tip: tip.snoozed_until > asker.now),
        "merged": lambda _: among_tips(lambda tip: tip.merged_into.is_not(None)),
        "blocked": lambda _: _from_people(col(Contributor.blocked).is_(True)),
        "trashed": lambda _: col(Tip.trashed_at).is_not(None),
    }
)


def in_stories(slugs: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for the tips of stories; MILL* is every story that begins so."""
    del asker
    return held_by_tip(col(StoryTip.tip_id), _named(col(Story.slug), slugs), join=Story)


def tagged(names: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips with one of these tags."""
    del asker
    keys = tuple(tag_key(name) for name in names)
    return held_by_tip(col(TipTag.tip_id), _named(col(Tag.key), keys), join=Tag)


def _named(column: Any, names: tuple[str, ...]) -> Condition:
    whole = [name for name in names if not name.endswith("*")]
    begun = [name[:-1] for name in names if name.endswith("*")]
    starts = [column.startswith(name, autoescape=True) for name in begun]
    return or_(*([column.in_(whole)] if whole else []), *starts)


def assigned(names: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for the tips of editors, by the beginnings of their names; me and nobody are words."""
    found: list[Condition] = []
    for name in (folded(name.removesuffix("*")) for name in names):
        match name:
            case "nobody":
                found.append(col(Tip.assignee_id).is_(None))
            case "me":
                found.append(_held_by(col(Editor.key) == folded(asker.editor)))
            case _:
                found.append(_held_by(col(Editor.key).startswith(name, autoescape=True)))
    return or_(*found)


def _held_by(whom: Condition) -> Condition:
    """Ask who holds it."""
    editors = select(Editor.id).where(whom)
    return among_tips(lambda tip: tip.assignee_id.in_(editors))


def placed(places: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips by the words of their place; full text narrows it down."""
    del asker
    return or_(*(and_(spoken(place), contains(col(Tip.place), place)) for place in places))


def spoken(text: str) -> Condition:
    """Ask where these words stand in a row, the last of them perhaps a beginning."""
    return fulltext.condition([fulltext.Term(text, prefix=True, phrase=True)])


def in_languages(codes: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips by language: `en` is en-GB as well."""
    del asker
    language = func.lower(col(Tip.language))
    whole = language.in_(codes)
    return or_(whole, *(language.startswith(f"{code}-", autoescape=True) for code in codes))


def prioritised(levels: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips of these priorities."""
    del asker
    return col(Tip.priority).in_([int(level) for level in levels])


def numbered(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for a tip by its number."""
    del asker
    return col(Tip.id).in_([int(value) for value in values])
