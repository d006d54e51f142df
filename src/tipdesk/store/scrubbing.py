"""Clears away what a database keeps of rows that were deleted: words, unused pages, its log.

What a row held is overwritten when it is changed or deleted (store/connecting.py). Rests may lie
where pages were put in order, or where an older Tipdesk wrote; they go where all is written anew.
For a large desk that would take minutes, and its size in memory.
"""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from tipdesk.newsroom.errors import Cancelled
from tipdesk.store import fulltext
from tipdesk.store.database import Store
from tipdesk.store.driver import Error, connect

LARGE = 200_000_000  # bytes of a database that is not written anew
PATIENCE_MS = 5_000  # with others who read or write


def scrub(store: Store, step: Callable[[], object]) -> bool:
    """Leave nothing of deleted rows in the database and its log; tell whether that is so.

    It is not where the work was stopped, the disk is full, or others are at the desk so that the
    log can't be brought home; the next time it is done all the same. `step` may raise to stop.
    """
    try:
        with closing(connect(store.folder.database, store.key, mode="rwc")) as connection:
            return _scrub(connection, store, step)
    except (Error, Cancelled):
        return False


def _scrub(connection: Any, store: Store, step: Callable[[], object]) -> bool:
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
    for _ in fulltext.merged(connection):
        step()
    small = store.folder.database.stat().st_size <= LARGE
    if small:
        connection.execute("VACUUM")
    others_read, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return small and not others_read
