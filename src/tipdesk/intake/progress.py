"""How long work tells how far it is, and how it is stopped."""

from collections.abc import Callable

from tipdesk.newsroom.errors import Cancelled

Progress = Callable[[int, int], None]
"""Is told (done, total) and raises Cancelled where the editor stopped the work."""


class Interrupted(Cancelled):
    """The program is closing; the work is left as an errand and goes on after the next start."""


def unwatched(_done: int, _total: int) -> None:
    """Go on: nobody is watching."""
