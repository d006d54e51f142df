"""Lets a change of many rows tell how far it is, and be stopped: then nothing was changed."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tipdesk.store import fulltext
from tipdesk.store.batches import batches
from tipdesk.store.ledger import Work

Progress = Callable[[int, int], object]  # done, total; raises Cancelled where it was stopped

_AT_ONCE = 1_000
_watched: ContextVar[Progress | None] = ContextVar("watched", default=None)


@contextmanager
def watched(progress: Progress) -> Iterator[None]:
    """Watch the verbs that run on this thread inside of this block."""
    token = _watched.set(progress)
    try:
        yield
    finally:
        _watched.reset(token)


def tell(work: Work, done: int, total: int) -> None:
    """Bring the words of what is done so far up to date, and tell whoever watches."""
    work.flush()
    fulltext.index(work.connection(), work.reworded)
    work.reworded.clear()
    _tell(done, total)


def index_last(work: Work, tips: Collection[int]) -> None:
    """Bring the words of all other tips that say something else now up to date; tell of many."""
    for number, some in enumerate(batches(sorted(tips), _AT_ONCE)):
        if len(tips) > _AT_ONCE:
            _tell(number * _AT_ONCE, len(tips))
        fulltext.index(work.connection(), some)


def _tell(done: int, total: int) -> None:
    if (progress := _watched.get()) is not None:
        progress(done, total)
