"""One step on many tips: what is allowed is done, the rest is named with its reason."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple, TypeVar

from sqlmodel import Session

from tipdesk.newsroom.errors import NotAllowed, NotFound, TipdeskError
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.changing import change_rows, read_rows
from tipdesk.store.ledger import Row, Work
from tipdesk.store.watching import tell

AT_ONCE = 1_000  # tips that are held in memory

T = TypeVar("T")


class Standing(NamedTuple):
    """How far a tip has come: what a step may go by."""

    id: TipId
    workflow: str
    closing: str | None
    contributor_id: int | None
    protected: bool
    embargo_until: datetime | None
    trashed_at: datetime | None
    merged_into: int | None


R = TypeVar("R", Tip, Standing)


def each_tip(
    work: Work, tips: Sequence[TipId], step: Callable[[Standing], Row], *, trashed: bool = False
) -> None:
    """Set in every tip what a step says; raise the first refusal if none could be done.

    Trashed tips are refused unless `trashed`.
    """
    for some in able(work, tips, trashed=trashed):
        set_each(work, some, step)


def set_each(work: Work, tips: Sequence[Standing], step: Callable[[Standing], Row]) -> None:
    """Set in these tips what a step says, where it doesn't refuse."""
    change_rows(work, Tip, [{"id": tip.id, **new} for tip, new in tried(work, tips, step)])


def able(work: Work, tips: Sequence[TipId], *, trashed: bool = False) -> Iterator[list[Standing]]:
    """Give the tips that may be changed, some at a time; raise the first refusal if none could be.

    They come by their numbers, as they lie on the disk. In between, whoever watches is told how
    far it is, and may stop it all.
    """
    wanted = sorted(set(tips))
    for number, batch in enumerate(batches(wanted, AT_ONCE)):
        tell(work, number * AT_ONCE, len(wanted))
        yield _fitting(work, batch, trashed=trashed)
    work.refused.sort(key=attrgetter("tip"))
    if wanted and len(work.refused) == len(wanted):
        raise work.refused[0].why


def tried(
    work: Work, tips: Sequence[Standing], step: Callable[[Standing], T]
) -> list[tuple[Standing, T]]:
    """Give what a step says of each tip, without those that it refuses."""
    said = []
    for tip in tips:
        try:
            said.append((tip, step(tip)))
        except TipdeskError as why:
            work.refuse(tip.id, why)
    return said


def the_tip(work: Session, tip: TipId) -> Tip:
    """Find one tip that may be changed."""
    return _fit(work.get(Tip, tip), tip, trashed=False)


def check_fit(work: Work, tips: Sequence[TipId]) -> None:
    """Raise the first refusal if one of some tips may not be changed."""
    rows = _standings(work, tips)
    for tip in tips:
        _fit(rows.get(tip), tip, trashed=False)


def id_of(tip: Tip) -> TipId:
    """Tell the id of a tip that is in the store."""
    return TipId(tip.id or 0)


def _fitting(work: Work, tips: Sequence[TipId], *, trashed: bool) -> list[Standing]:
    rows = _standings(work, tips)
    fit = []
    for tip in tips:
        try:
            fit.append(_fit(rows.get(tip), tip, trashed=trashed))
        except TipdeskError as why:
            work.refuse(tip, why)
    return fit


def _standings(work: Work, tips: Sequence[TipId]) -> dict[TipId, Standing]:
    rows = read_rows(work, Tip, [{"id": tip} for tip in tips], Standing._fields)
    return {row["id"]: Standing(*(row[name] for name in Standing._fields)) for row in rows.values()}


def _fit(row: R | None, tip: TipId, *, trashed: bool) -> R:
    if row is None:
        raise NotFound(f"{tip_number(tip)} is not on this desk.")
    if row.trashed_at is not None and not trashed:
        raise NotAllowed(f"{tip_number(tip)} is in the trash; restore it first.")
    return row
