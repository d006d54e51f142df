"""How far long work is, on stderr when that is a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tipdesk.intake.progress import Progress, unwatched
from tipdesk.store.watching import watched


def bar(title: str) -> Progress:
    """Show a percentage in one line; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return unwatched
    last = -1

    def show(done: int, total: int) -> None:
        nonlocal last
        percent = 100 * done // max(total, 1)
        if percent != last:
            last = percent
            print(f"\r{title} {percent} %", end="\n" if done >= total else "", file=sys.stderr)

    return show


@contextmanager
def changing(title: str) -> Iterator[None]:
    """Show how far a change of many rows is; nothing of one that is done in no time."""
    show = bar(title)
    reached = 0

    def heed(done: int, total: int) -> None:
        nonlocal reached
        if done:
            reached = done
            show(done, total + 1)  # it is not done before it is durable

    with watched(heed):
        yield
    if reached:
        show(1, 1)
