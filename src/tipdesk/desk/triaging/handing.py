"""Hands over what hangs on some tips to another: files, messages, notes, uses, tags, links."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlmodel import col, func

from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Media, TipLink
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.story import StoryTip, Use
from tipdesk.newsroom.tip import TipTag
from tipdesk.store.changing import add_missing, change_rows, remove_rows
from tipdesk.store.ledger import Row, Work

_IN_ORDER: tuple[type[Media | Message], ...] = (Media, Message)
_BESIDE: tuple[type[Note | Use], ...] = (Note, Use)
_SHELVES: tuple[tuple[type[TipTag | StoryTip], str], ...] = (
    (TipTag, "tag_id"),
    (StoryTip, "story_id"),
)


def hand_over(work: Work, tips: Sequence[TipId], into: TipId) -> None:
    """Give one tip all that hangs on these, in their order."""
    for noun in _IN_ORDER:
        _append(work, noun, tips, into)
    for beside in _BESIDE:
        asked = select(col(beside.id)).where(col(beside.tip_id).in_(tips))
        rows = work.execute(asked).scalars()
        change_rows(work, beside, [{"id": row, "tip_id": into} for row in rows])
    for shelf, key in _SHELVES:
        asked = select(col(shelf.tip_id), getattr(shelf, key)).where(col(shelf.tip_id).in_(tips))
        links = [{"tip_id": tip, key: of} for tip, of in work.execute(asked)]
        new = dict.fromkeys(link[key] for link in links)
        add_missing(work, shelf, [{"tip_id": into, key: of} for of in new])
        remove_rows(work, shelf, links)
    _move_ends(work, frozenset(tips), into)


def _append(work: Work, noun: type[Media | Message], tips: Sequence[TipId], into: TipId) -> None:
    """Put what stands in an order behind all that is there, tip by tip."""
    position = col(noun.position)
    end = work.execute(select(func.max(position)).where(col(noun.tip_id) == into)).scalar_one()
    held: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    asked = select(col(noun.id), col(noun.tip_id), position).where(col(noun.tip_id).in_(tips))
    for row, tip, at in work.execute(asked):
        held[tip].append((row or 0, at))
    moved: list[Row] = []
    for tip in tips:
        begin = 0 if end is None else end + 1
        for row, at in held[tip]:
            moved.append({"id": row, "tip_id": into, "position": begin + at})
            end = max(begin + at, end or 0)
    change_rows(work, noun, moved)


def _move_ends(work: Work, tips: frozenset[TipId], into: TipId) -> None:
    """Have links of the tips lead from and to the other; one between them leads nowhere."""
    either = or_(col(TipLink.tip_id).in_(tips), col(TipLink.other_id).in_(tips))
    moved: list[Row] = []
    dropped: list[Row] = []
    asked = select(col(TipLink.id), col(TipLink.tip_id), col(TipLink.other_id)).where(either)
    for row, *ends in work.execute(asked):
        one, other = (into if end in tips else end for end in ends)
        if one == other:
            dropped.append({"id": row})
        else:
            moved.append({"id": row, "tip_id": one, "other_id": other})
    change_rows(work, TipLink, moved)
    remove_rows(work, TipLink, dropped)
