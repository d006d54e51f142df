"""Spares long work that makes many rows the search for garbage among all that was there before."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unbothered() -> Iterator[None]:
    """Leave out of each search for garbage what is in memory now, until the work is done.

    Whoever makes many objects has Python look through all of them, and all others, again and again.
    A window has left out what it loaded for as long as it lives, and that stays so.
    """
    if gc.get_freeze_count():
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
