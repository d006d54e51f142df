"""How far long work is, on stderr when that is a terminal."""

import sys

from tipdesk.intake.progress import Progress, unwatched


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
