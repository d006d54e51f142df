"""Makes the engines of a desk, and says in words what went wrong with its database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from tipdesk.newsroom.errors import (
    Cancelled,
    ChangedMeanwhile,
    DeskDamaged,
    NotWritten,
    TipdeskError,
)
from tipdesk.store.driver import connect
from tipdesk.store.heeding import GIVEN_UP

# What the database says, and what it means for an editor.
_SAID: tuple[tuple[tuple[str, ...], type[TipdeskError], str], ...] = (
    (("interrupted",), Cancelled, GIVEN_UP),
    (
        ("full",),
        NotWritten,
        "The disk is full; nothing was changed. Free some space and do it again.",
    ),
    (
        ("locked", "busy"),
        NotWritten,
        "Another program has been writing to this desk for too long; nothing was changed.",
    ),
    (
        ("readonly", "read-only"),
        NotWritten,
        "The desk's folder can't be written; nothing was changed.",
    ),
    (
        ("I/O", "unable to open"),
        NotWritten,
        "The disk refused to answer; nothing was changed. Check the disk.",
    ),
    (
        ("no such table", "no such column"),
        DeskDamaged,
        (
            "The desk's database is not of a form that this Tipdesk can read; nothing was changed. "
            "Update Tipdesk, or restore the desk from a backup."
        ),
    ),
    (
        ("malformed", "not a database", "corrupt"),
        DeskDamaged,
        "The desk's database is damaged; nothing was changed. Restore it from a backup.",
    ),
)


def writing_engine(database: Path, key: bytes | None) -> Engine:
    """Make the engine of the one writer: every transaction takes the write lock at its start."""
    engine = _engine(database, key, mode="rwc", size=1)

    @event.listens_for(engine, "connect")
    def overwrite(connection: Any, _record: object) -> None:
        # What a row held before is overwritten at once, at no cost that can be measured: a desk
        # that is too large to be written anew keeps no words of what was deleted either.
        connection.execute("PRAGMA secure_delete=ON")

    @event.listens_for(engine, "begin")
    def take_turn(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")

    return engine


def reading_engine(database: Path, key: bytes | None, *, frozen: bool = False) -> Engine:
    """Make the engine of the readers; `frozen` for a desk in a folder that can't be written."""
    engine = _engine(database, key, mode="ro&immutable=1" if frozen else "ro", size=3)

    @event.listens_for(engine, "begin")
    def take_snapshot(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _engine(database: Path, key: bytes | None, *, mode: str, size: int) -> Engine:
    def creator() -> Any:
        return connect(database, key, mode=mode)

    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=creator,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if size == 1 else 5,
        hide_parameters=True,
    )


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the database says into a sentence for an editor; its own words may hold content."""
    try:
        yield
    except IntegrityError:
        raise ChangedMeanwhile(
            "Somebody changed this in the meantime; nothing was changed now. Look again and repeat."
        ) from None
    except DBAPIError as error:
        raise _worded(str(error.orig)) from None
    except sqlcipher.Error as error:
        raise _worded(str(error)) from None


def _worded(said: str) -> TipdeskError:
    for signs, kind, sentence in _SAID:
        if any(sign in said for sign in signs):
            return kind(sentence)
    raise AssertionError("the database refused a statement of ours")
