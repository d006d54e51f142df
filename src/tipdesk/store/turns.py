"""Says that somebody waits for the turn to write, where it is long in coming."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

LONG = 1.0  # seconds


@contextmanager
def told_if_long(say: Callable[[], object] | None) -> Iterator[None]:
    """Have it said, from a thread of its own, if what happens inside of this block takes long."""
    if say is None:
        yield
        return
    timer = Timer(LONG, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
