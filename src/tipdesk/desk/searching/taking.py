"""Takes the numbers of tips from the database, one question after the other."""

from array import array
from collections.abc import Callable, Iterable
from contextlib import closing
from operator import itemgetter

from sqlmodel import Session

from tipdesk.desk.searching.asked import Asked
from tipdesk.newsroom.errors import Cancelled

_AT_ONCE = 8_192


def never() -> bool:
    """Tell that a question is not given up."""
    return False


def taken(
    session: Session,
    questions: Iterable[Asked],
    limit: int | None,
    cancelled: Callable[[], bool] = never,
) -> "array[int]":
    """Ask one question after the other, until so many tips are found."""
    ids = array("q")
    for question in questions:
        left = None if limit is None else limit - len(ids)
        _read(session, question.limit(left), ids, cancelled)
        if len(ids) == limit:
            break
    return ids


def _read(
    session: Session, asked: Asked, into: "array[int]", cancelled: Callable[[], bool]
) -> None:
    """Take the numbers from the driver as they come: a row object each would cost five times."""
    # Closed here: a cursor that is freed later, on another thread, disturbs what runs there.
    with closing(session.connection().execute(asked)) as found:
        cursor = found.cursor
        while cursor is not None and (rows := cursor.fetchmany(_AT_ONCE)):
            if cancelled():
                raise Cancelled("The search was replaced by a newer one.")
            into.extend(map(itemgetter(0), rows))
