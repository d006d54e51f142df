"""How far long work is, on stderr when that is a terminal."""

import sys
from collections.abc import Callable

Progress = Callable[[int, int], None]


def bar(title: str) -> Progress:
    """Show a percentage in one line; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None
    last = -1

    def show(done: int, total: int) -> None:
        nonlocal last
        percent = 100 * done // max(total, 1)
        if percent != last:
            last = percent
            print(f"\r{title} {percent} %", end="\n" if done >= total else "", file=sys.stderr)

    return show
