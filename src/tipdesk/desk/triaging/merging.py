"""Makes one of tips that tell the same, and parts them again.

A tip that went into another lies in the trash and leads there. What it held, the other holds now;
its words find the other. Parting takes the one change back that brought them together.
"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, func, select

from tipdesk.desk.triaging.bulk import id_of, the_tip
from tipdesk.desk.triaging.protecting import protect_sources
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import ChangeId, TipId, tip_number
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Media, TipLink
from tipdesk.newsroom.record import LedgerEntry, Note
from tipdesk.newsroom.story import StoryTip, Use
from tipdesk.newsroom.tip import Tip, TipTag
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work
from tipdesk.store.reversing import reverse

_IN_ORDER: tuple[type[Media | Message], ...] = (Media, Message)
_BESIDE: tuple[type[Note | Use], ...] = (Note, Use)
_SHELVES: tuple[tuple[type[TipTag | StoryTip], str], ...] = (
    (TipTag, "tag_id"),
    (StoryTip, "story_id"),
)


def merge_tips(store: Store, into: TipId, tips: Sequence[TipId]) -> Change:
    """Bring all that other tips hold to one tip; they themselves lead to it from then on."""
    others = [tip for tip in dict.fromkeys(tips) if tip != into]
    if not others:
        raise NotValid("To merge takes two tips; nothing was changed.")
    with store.begin("merge") as work:
        target = the_tip(work, into)
        for number in others:
            _take_in(work, target, the_tip(work, number))
    return work.change


def taken_in(store: Store, tip: TipId) -> list[TipId]:
    """Name the tips that went into one."""
    asked = select(Tip.id).where(col(Tip.merged_into) == tip).order_by(col(Tip.id))
    with store.reading() as session:
        return [TipId(one or 0) for one in session.exec(asked)]


def split_tip(store: Store, tip: TipId) -> Change:
    """Part a tip from the one that it went into, with all that it brought there."""
    with store.reading() as session:
        row = session.get(Tip, tip)
        if row is None or row.merged_into is None:
            raise NotFound(f"{tip_number(tip)} went into no other tip.")
        change = session.exec(_merge_of(tip, row.merged_into)).first()
    if change is None:
        raise NotFound("Nothing is known of a merge here, so nothing was parted.")
    return reverse(store, ChangeId(change), verb="split")


def _take_in(work: Work, target: Tip, other: Tip) -> None:
    into, source = id_of(target), id_of(other)
    for noun in _IN_ORDER:
        _append(work, noun, (source, into))
    for beside in _BESIDE:
        for one in work.exec(select(beside).where(col(beside.tip_id) == source)):
            one.tip_id = into
    for shelf, key in _SHELVES:
        _move_links(work, shelf, key, (source, into))
    _move_ends(work, source, into)
    for held in work.exec(select(Tip).where(col(Tip.merged_into) == source)):
        held.merged_into = into  # its words must find the tip that is at work
    if target.contributor_id is None:
        target.contributor_id = other.contributor_id
    _keep_careful(target, other)
    if other.protected and not target.protected:
        protect_sources(work, [target])
    other.merged_into, other.trashed_at = into, now()
    work.flush()


def _keep_careful(target: Tip, other: Tip) -> None:
    """Have one tip handled with the care that either asked for, and held back as long."""
    more = [kind for kind in other.sensitivity if kind not in target.sensitivity]
    if more:
        target.sensitivity = [*target.sensitivity, *more]
    until = max(filter(None, (target.embargo_until, other.embargo_until)), default=None)
    if until != target.embargo_until:
        target.embargo_until = until


def _append(work: Work, noun: type[Media | Message], way: tuple[TipId, TipId]) -> None:
    source, into = way
    last = work.exec(select(func.max(noun.position)).where(col(noun.tip_id) == into)).one()
    after = 0 if last is None else last + 1
    moved: Sequence[Any] = work.exec(select(noun).where(col(noun.tip_id) == source)).all()
    for row in moved:
        row.tip_id, row.position = into, row.position + after


def _move_links(
    work: Work, shelf: type[TipTag | StoryTip], key: str, way: tuple[TipId, TipId]
) -> None:
    source, into = way
    here = {getattr(row, key) for row in work.exec(select(shelf).where(col(shelf.tip_id) == into))}
    for row in work.exec(select(shelf).where(col(shelf.tip_id) == source)).all():
        if getattr(row, key) not in here:
            fields: dict[str, Any] = {"tip_id": into, key: getattr(row, key)}
            work.add(shelf(**fields))
        work.delete(row)


def _move_ends(work: Work, source: TipId, into: TipId) -> None:
    """Have links of the tip lead from and to the other; one between both leads nowhere."""
    either = (col(TipLink.tip_id) == source) | (col(TipLink.other_id) == source)
    for row in work.exec(select(TipLink).where(either)).all():
        ends = [into if end == source else end for end in (row.tip_id, row.other_id)]
        if ends[0] == ends[1]:
            work.delete(row)
        else:
            row.tip_id, row.other_id = ends


def _merge_of(tip: TipId, into: int) -> Any:
    """Ask for the change by which a tip went where it is now, the newest if it did so twice."""
    entry = LedgerEntry
    return (
        select(entry.change_id)
        .where(entry.noun == "tip", entry.row == str(tip), entry.verb == "merge")
        .where(col(entry.after)["merged_into"].as_integer() == into)
        .order_by(col(entry.id).desc())
        .limit(1)
    )
