"""Gives out the numbers of new rows, for those who write many at once; none is given twice."""

from collections.abc import Iterator
from itertools import count

from sqlalchemy import text
from sqlmodel import Session, SQLModel

_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")


def numbers_for(session: Session, table: type[SQLModel]) -> Iterator[int]:
    """Count on from the last number that this table ever gave; the writer alone may ask."""
    last = session.execute(_LAST, {"name": table.__tablename__}).scalar()
    return count((last or 0) + 1)
