"""Opens database connections the one way that is safe here, and says in words what went wrong."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from tipdesk.newsroom.errors import ChangedMeanwhile, DeskDamaged, NotWritten, TipdeskError
from tipdesk.store.signs import folded, indexed

_WAIT_FOR_OTHERS = 20.0  # seconds
_WRITER_CACHE = 32 * 1024  # KiB
_READER_CACHE = 96 * 1024

# Whatever is neither text nor number the driver asks at length what else it would like to be.
for _kind in (type(None), bytes):
    sqlcipher.register_adapter(_kind, lambda value: value)
sqlcipher.register_adapter(bool, int)


def writing_engine(database: Path, key: bytes | None) -> Engine:
    """Make the engine of the one writer: every transaction takes the write lock at its start."""
    engine = _engine(database, key, mode="rwc", size=1)

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


def connect(database: Path, key: bytes | None, *, mode: str) -> Any:
    """Open one connection; foreign keys on, durable, no trust in the schema of the file."""
    connection = sqlcipher.connect(
        f"file:{quote(os.fsencode(database))}?mode={mode}",
        uri=True,
        timeout=_WAIT_FOR_OTHERS,
        isolation_level=None,
        check_same_thread=False,
    )
    # What SQLCipher would write to stderr, we say in a sentence.
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for function in (folded, indexed):
        connection.create_function(function.__name__, 1, function, deterministic=True)
    cache = _WRITER_CACHE if mode == "rwc" else _READER_CACHE
    for pragma in (
        f"cache_size=-{cache}",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        *(("journal_mode=WAL", "synchronous=FULL") if mode == "rwc" else ("query_only=ON",)),
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


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
    if "full" in said:
        return NotWritten("The disk is full; nothing was changed. Free some space and do it again.")
    if "locked" in said or "busy" in said:
        return NotWritten(
            "Another program has been writing to this desk for too long; nothing was changed."
        )
    if "readonly" in said or "read-only" in said:
        return NotWritten("The desk's folder can't be written; nothing was changed.")
    if "I/O" in said or "unable to open" in said:
        return NotWritten("The disk refused to answer; nothing was changed. Check the disk.")
    if "no such table" in said or "no such column" in said:
        return DeskDamaged(
            "The desk's database is not of a form that this Tipdesk can read; nothing was changed. "
            "Update Tipdesk, or restore the desk from a backup."
        )
    if "malformed" in said or "not a database" in said or "corrupt" in said:
        return DeskDamaged(
            "The desk's database is damaged; nothing was changed. Restore it from a backup."
        )
    raise AssertionError("the database refused a statement of ours")
