"""One step on many tips: what is allowed is done, the rest is named with its reason."""

from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from tipdesk.desk.triaging.watching import watcher
from tipdesk.newsroom.errors import NotAllowed, NotFound, TipdeskError
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.ledger import Work

_TOLD_EACH = 500


def each_tip(
    work: Work, tips: Sequence[TipId], step: Callable[[Tip], None], *, trashed: bool = False
) -> None:
    """Do a step on every tip; raise the first refusal if none could be done.

    A step raises before it changes anything. Trashed tips are refused unless `trashed`.
    """
    wanted = list(dict.fromkeys(tips))
    rows = _rows(work, wanted)
    refused: list[TipdeskError] = []
    for place, tip in enumerate(wanted):
        if place % _TOLD_EACH == 0:
            _tell(work, place, len(wanted))
        try:
            step(_fit(rows.get(tip), tip, trashed=trashed))
        except TipdeskError as why:
            work.refuse(tip, why)
            refused.append(why)
    if wanted and len(refused) == len(wanted):
        raise refused[0]


def _tell(work: Work, done: int, total: int) -> None:
    """Write down what is done so far and tell whoever watches, who may stop it all here."""
    if (progress := watcher()) is not None:
        work.flush()
        progress(done, total)


def the_tip(work: Session, tip: TipId) -> Tip:
    """Find one tip that may be changed."""
    return _fit(work.get(Tip, tip), tip, trashed=False)


def _fit(row: Tip | None, tip: TipId, *, trashed: bool) -> Tip:
    if row is None:
        raise NotFound(f"{tip_number(tip)} is not on this desk.")
    if row.trashed_at is not None and not trashed:
        raise NotAllowed(f"{tip_number(tip)} is in the trash; restore it first.")
    return row


def id_of(tip: Tip) -> TipId:
    """Tell the id of a tip that is in the store."""
    return TipId(tip.id or 0)


def _rows(work: Session, tips: Sequence[TipId]) -> dict[TipId, Tip]:
    rows: dict[TipId, Tip] = {}
    for batch in batches(tips):
        for tip in work.exec(select(Tip).where(col(Tip.id).in_(batch))):
            rows[id_of(tip)] = tip
    return rows
