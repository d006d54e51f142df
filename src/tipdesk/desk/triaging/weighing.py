"""What deleting tips for good would take away, so that an editor knows before saying yes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from tipdesk.newsroom.change import Refusal
from tipdesk.newsroom.errors import NotAllowed, NotFound, TipdeskError
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.story import Use
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

_RAN = {Workflow.PUBLISHED.value, Workflow.KILLED.value}


@dataclass(frozen=True, slots=True)
class Weight:
    """What would go: tips, those merged into them included, and files that nobody else has."""

    tips: tuple[TipId, ...] = ()
    files: int = 0
    size: int = 0  # bytes
    refused: tuple[Refusal, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Going:
    """A tip that may be deleted, with those that went into it."""

    tip: TipId
    merged: tuple[TipId, ...] = ()


def in_trash(store: Store) -> tuple[TipId, ...]:
    """Name all tips in the trash but those that are a part of another tip now."""
    own = select(Tip.id).where(col(Tip.trashed_at).is_not(None), col(Tip.merged_into).is_(None))
    with store.reading() as session:
        return tuple(TipId(tip or 0) for tip in session.exec(own.order_by(col(Tip.id))))


def weigh(store: Store, tips: Sequence[TipId]) -> Weight:
    """Tell what deleting these tips would take away, and which of them may not be deleted."""
    refused: list[Refusal] = []
    with store.reading() as session:
        going: list[Going] = []
        for some in batches(apart(session, tips)):
            fit, unfit = sorted_out(session, some)
            going += fit
            refused += unfit
        whole = [tip for one in going for tip in (one.tip, *one.merged)]
        files, size = _files(session, frozenset(whole))
    return Weight(tuple(whole), files, size, tuple(refused))


def apart(session: Session, tips: Collection[TipId]) -> list[TipId]:
    """Leave out the tips that went into another of them: they go along with it."""
    chosen = frozenset(tips)
    parts: set[int | None] = set()
    for some in batches(sorted(chosen)):
        asked = select(Tip.id, Tip.merged_into).where(col(Tip.id).in_(some))
        parts.update(tip for tip, into in session.exec(asked) if into in chosen)
    return sorted(chosen - parts)


def sorted_out(session: Session, tips: Sequence[TipId]) -> tuple[list[Going], list[Refusal]]:
    """Tell the tips that may be deleted from those that may not, and why."""
    asked = columns(*map(col, (Tip.id, Tip.trashed_at, Tip.merged_into, Tip.workflow)))
    rows = {row.id: row for row in session.execute(asked.where(col(Tip.id).in_(tips)))}
    parts = _parts(session, tips)
    whole = [*tips, *(part for some in parts.values() for part in some)]
    ran = set(session.exec(select(Use.tip_id).where(col(Use.tip_id).in_(whole))))
    going: list[Going] = []
    refused: list[Refusal] = []
    for tip in tips:
        one = Going(tip, tuple(parts.get(tip, ())))
        why = _why_not(tip, rows.get(tip), ran=not ran.isdisjoint((tip, *one.merged)))
        if why is None:
            going.append(one)
        else:
            refused.append(Refusal(tip, why))
    return going, refused


def _parts(session: Session, tips: Sequence[TipId]) -> dict[int, list[TipId]]:
    parts: dict[int, list[TipId]] = {}
    asked = select(Tip.merged_into, Tip.id).where(col(Tip.merged_into).in_(tips))
    for into, tip in session.exec(asked.order_by(col(Tip.id))):
        parts.setdefault(into or 0, []).append(TipId(tip or 0))
    return parts


def _why_not(tip: TipId, row: Any, *, ran: bool) -> TipdeskError | None:
    number = tip_number(tip)
    if row is None:
        return NotFound(f"{number} is not on this desk.")
    if row.trashed_at is None:
        return NotAllowed(f"{number} is not in the trash, so it was not deleted.")
    if row.merged_into is not None:
        into = tip_number(TipId(row.merged_into))
        return NotAllowed(f"{number} went into {into} and goes when that does.")
    if ran or row.workflow in _RAN:
        return NotAllowed(f"{number} was published; the record of what ran stays.")
    return None


def _files(session: Session, tips: frozenset[TipId]) -> tuple[int, int]:
    """Count the files that no tip but these has, and their bytes."""
    files = size = 0
    for some in batches(sorted(_digests(session, tips))):
        held = {digest for digest, tip in _holders(session, some) if tip not in tips}
        going = [digest for digest in some if digest not in held]
        asked = select(func.count(), func.coalesce(func.sum(Facts.size), 0))
        number, more = session.exec(asked.where(col(Facts.digest).in_(going))).one()
        files, size = files + number, size + more
    return files, size


def _digests(session: Session, tips: frozenset[TipId]) -> set[str]:
    found: set[str] = set()
    for some in batches(sorted(tips)):
        found.update(session.exec(select(Media.digest).where(col(Media.tip_id).in_(some))))
        sent = select(Message.digest).where(col(Message.tip_id).in_(some))
        found.update(digest for digest in session.exec(sent) if digest is not None)
    return found


def _holders(session: Session, digests: Sequence[str]) -> Iterator[tuple[str, int]]:
    yield from session.exec(
        select(Media.digest, Media.tip_id).where(col(Media.digest).in_(digests))
    )
    sent = select(Message.digest, Message.tip_id).where(col(Message.digest).in_(digests))
    yield from ((digest or "", tip) for digest, tip in session.exec(sent))
