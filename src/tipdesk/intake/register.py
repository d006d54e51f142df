"""The one way in, for all channels: bytes first, then one transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlmodel import Session

from tipdesk.intake.arrival import Arrival, ArrivedFile, Receipt, Refused, Told
from tipdesk.intake.belonging import in_utc, slug_of, tag_name
from tipdesk.intake.contributors import read_sender
from tipdesk.intake.entering import Brought, enter
from tipdesk.intake.errands import strike
from tipdesk.intake.linking import Linking
from tipdesk.intake.newrows import NewRows
from tipdesk.intake.progress import Progress, unwatched
from tipdesk.intake.taking import Kept, sorted_out, take
from tipdesk.newsroom.errors import FileGone, NotFound
from tipdesk.newsroom.ids import ChangeId, TipId, tip_number
from tipdesk.newsroom.tip import NewTip, Tip
from tipdesk.store.database import Store
from tipdesk.store.files import Files
from tipdesk.store.ledger import Work

T = TypeVar("T")
RAW_NAME = "message.eml"  # whatever its bytes are, they came as a message


def register(
    store: Store, arrival: Arrival, *, progress: Progress = unwatched, errand: int | None = None
) -> Receipt:
    """Log a tip with everything that came with it; `errand` is struck off in the same step.

    A file that can't be taken is named in the receipt and never keeps the tip out.
    """
    (receipt,) = register_all(
        store, [arrival], progress=progress, also=lambda work: strike(work, errand)
    )
    return receipt


def register_all(
    store: Store,
    arrivals: Sequence[Arrival],
    *,
    progress: Progress = unwatched,
    also: Callable[[Work], None] | None = None,
) -> list[Receipt]:
    """Log many arrivals as one change; `also` is done in the same transaction.

    Messages that answer or continue what the desk has join the tip that has it.
    """
    return twice(lambda: register_brought(store, bring(store.files, arrivals, progress), also=also))


def bring(
    files: Files, arrivals: Sequence[Arrival], progress: Progress = unwatched
) -> list[Brought]:
    """Bring the bytes of all arrivals into the files at once; no desk is needed for it."""
    for arrival in arrivals:
        _check_words(arrival.tip)
    everything = [file for arrival in arrivals for file in _files_of(arrival)]
    taken = iter(take(files, everything, progress))
    brought = []
    for arrival in arrivals:
        raws = tuple(_raw(taken, told) for told in arrival.messages)
        kept, refused = sorted_out(next(taken) for _ in arrival.files)
        brought.append(Brought(_emptied(arrival), raws, tuple(kept), tuple(refused)))
    return brought


def register_brought(
    store: Store,
    brought: Sequence[Brought],
    *,
    verb: str = "log",
    also: Callable[[Work], None] | None = None,
    part_of: ChangeId | None = None,
) -> list[Receipt]:
    """Log arrivals whose bytes lie in the files."""
    with store.begin(verb, part_of=part_of) as work:
        entered = enter(work, brought)
        if also is not None:
            also(work)
    change = work.change
    return [
        Receipt(done.tip, change, done.known, one.refused, joined=done.joined)
        for one, done in zip(brought, entered, strict=True)
    ]


def attach(
    store: Store,
    tip: TipId,
    files: Sequence[ArrivedFile],
    *,
    progress: Progress = unwatched,
    errand: int | None = None,
) -> Receipt:
    """Give files to a tip that is there; one that the tip has already is told, not repeated."""
    with store.reading() as session:
        _check_tip(session, tip)

    def once() -> Receipt:
        kept, refused = sorted_out(take(store.files, files, progress))
        with store.begin("attach") as work:
            _check_tip(work, tip)
            rows = NewRows(work)
            known = Linking(work, rows, kept).link(tip, kept)
            rows.write()
            strike(work, errand)
        return Receipt(tip, work.change, known, tuple(refused))

    return twice(once)


def twice(step: Callable[[], T]) -> T:
    """Take in once more what met the deletion of a file that it shares."""
    try:
        return step()
    except FileGone:
        return step()


def _files_of(arrival: Arrival) -> list[ArrivedFile]:
    raws = (told.raw for told in arrival.messages)
    return [*(ArrivedFile(RAW_NAME, raw) for raw in raws if raw is not None), *arrival.files]


def _raw(taken: Iterator[Kept | Refused], told: Told) -> Kept | None:
    one = next(taken) if told.raw is not None else None
    return one if isinstance(one, Kept) else None


def _emptied(arrival: Arrival) -> Arrival:
    """Let go of the bytes: they lie in the files."""
    messages = tuple(replace(told, raw=None) for told in arrival.messages)
    return replace(arrival, files=(), messages=messages)


def _check_words(tip: NewTip) -> None:
    """Refuse what can't be logged before gigabytes are copied for it."""
    for tag in tip.tags:
        tag_name(tag)
    for slug in tip.stories:
        slug_of(slug)
    read_sender(tip.sender)
    for moment in (tip.received_at, tip.happened_at, tip.due_at):
        if moment is not None:
            in_utc(moment)


def _check_tip(session: Session, tip: TipId) -> None:
    if session.get(Tip, tip) is None:
        raise NotFound(f"There is no {tip_number(tip)} on this desk; nothing was attached.")
