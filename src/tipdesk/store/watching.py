"""Lets a change of many rows tell how far it is, and be stopped: then nothing was changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tipdesk.store import fulltext
from tipdesk.store.ledger import Work

Progress = Callable[[int, int], object]  # done, total; raises Cancelled where it was stopped

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
    if (progress := _watched.get()) is not None:
        progress(done, total)
