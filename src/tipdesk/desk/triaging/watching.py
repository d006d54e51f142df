"""Lets a change of many tips tell how far it is, and be stopped: then nothing was changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

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


def watcher() -> Progress | None:
    """Give whom a verb on this thread has to tell, if anybody watches."""
    return _watched.get()
