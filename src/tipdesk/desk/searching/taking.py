"""Takes the numbers of tips from the database, one question after the other."""

from array import array
from collections.abc import Generator, Iterable
from contextlib import closing
from operator import itemgetter

from sqlmodel import Session

from tipdesk.desk.searching.asked import Asked

_AT_ONCE = 8_192


def taken(session: Session, questions: Iterable[Asked], limit: int | None) -> "array[int]":
    """Ask one question after the other, until so many tips are found."""
    ids = array("q")
    for some in by_and_by(session, questions, limit, _AT_ONCE):
        ids.extend(some)
    return ids


def by_and_by(
    session: Session, questions: Iterable[Asked], limit: int | None, at_once: int
) -> Generator["array[int]", None, None]:
    """Ask the same, some tips at a time; whoever has enough asks no further."""
    left = limit
    for question in questions:
        # Closed here: a cursor that is freed later, on another thread, disturbs what runs there.
        with closing(session.connection().execute(question.limit(left))) as found:
            cursor = found.cursor
            # As the driver gives them: a row object each would cost five times.
            while cursor is not None and (rows := cursor.fetchmany(at_once)):
                yield array("q", map(itemgetter(0), rows))
                left = None if left is None else left - len(rows)
        if left == 0:
            break
