"""Lets a question be given up while the database is still looking for its answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from tipdesk.newsroom.errors import Cancelled

if TYPE_CHECKING:
    # Slow to load; who asks is there before.
    from sqlalchemy import Connection

GivenUp = Callable[[], bool]
GIVEN_UP = "Nobody waits for this answer any more."
_STEPS = 4_000  # of the database's machine from one look to the next: less than a millisecond
_given_up: ContextVar[GivenUp | None] = ContextVar("given_up", default=None)


@contextmanager
def heeding(given_up: GivenUp) -> Iterator[None]:
    """Have what this thread reads end in Cancelled as soon as this tells that it is given up."""
    before = _given_up.set(given_up)
    try:
        yield
    finally:
        _given_up.reset(before)


@contextmanager
def heeded(connection: "Connection") -> Iterator[None]:
    """Have a connection look, as long as it is lent, whether its question was given up.

    It looks by itself: an interruption from elsewhere might meet the question that comes after.
    """
    given_up = _given_up.get()
    if given_up is None:
        yield
        return
    if given_up():
        raise Cancelled(GIVEN_UP)
    driver: Any = connection.connection.dbapi_connection
    driver.set_progress_handler(given_up, _STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)
