"""Deletes tips for good, out of the trash: the one thing that no undo takes back.

Many are deleted in several transactions, each of them whole: who stops it, or a crash, leaves the
rest in the trash. What stays of a tip is that it was deleted, when and by whom.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tipdesk.desk.triaging.weighing import apart, sorted_out
from tipdesk.newsroom.change import DELETE, Change, Refusal
from tipdesk.newsroom.errors import NotWritten, TipdeskError
from tipdesk.newsroom.ids import ChangeId, TipId
from tipdesk.store import unneeded
from tipdesk.store.batches import batches
from tipdesk.store.database import Store, new_change
from tipdesk.store.erasing import erase
from tipdesk.store.scrubbing import scrub

Progress = Callable[[int, int], object]  # done, total; raises Cancelled where it was stopped

_AT_ONCE = 50  # tips of one transaction: others who write wait no longer than for these


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted; `scrubbed` tells whether the database holds no rests of it, either."""

    change: Change
    scrubbed: bool


def delete_tips(
    store: Store, tips: Sequence[TipId], progress: Progress = lambda _done, _total: None
) -> Deleted:
    """Delete these tips with all that only they hold; raise the first refusal if none could be.

    `progress` may stop it between two transactions: what is left then stays in the trash.
    """
    with store.reading() as session:
        wanted = apart(session, tips)
    this = new_change()
    done: list[Change] = []
    left: list[Refusal] = []
    for number, some in enumerate(batches(wanted, _AT_ONCE)):
        try:
            progress(number * _AT_ONCE, len(wanted))
            done.append(_delete(store, some, this))
        except TipdeskError as why:
            left = [Refusal(tip, why.with_traceback(None)) for tip in wanted[number * _AT_ONCE :]]
            break
    change = _as_one(this, done, left)
    if not change and change.refused:
        raise change.refused[0].why
    return Deleted(change, _clear(store, lambda: progress(len(wanted), len(wanted))))


def _clear(store: Store, step: Callable[[], object]) -> bool:
    """Clear away what is left of deleted tips; what can't be now is the next time."""
    try:
        unneeded.remove(store)
    except NotWritten:
        return False
    return scrub(store, step)


def _delete(store: Store, tips: Sequence[TipId], this: ChangeId) -> Change:
    with store.begin(DELETE, part_of=this) as work:
        going, refused = sorted_out(work, tips)
        for refusal in refused:
            work.refuse(refusal.tip, refusal.why)
        spare = [erase(work, one.tip, one.merged) for one in going]
        unneeded.note(work, set().union(*spare))
    return work.change


def _as_one(this: ChangeId, done: Sequence[Change], left: Sequence[Refusal]) -> Change:
    """Tell of several transactions as the one change that they are."""
    return Change(
        id=this if any(done) else None,
        verb=DELETE,
        tips=frozenset().union(*(one.tips for one in done)),
        stories=frozenset().union(*(one.stories for one in done)),
        nouns=frozenset().union(*(one.nouns for one in done)),
        refused=(*(refusal for one in done for refusal in one.refused), *left),
    )
