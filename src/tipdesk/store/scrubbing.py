"""Clears away what a database keeps of rows that were deleted: words, unused pages, its log.

A desk that is large keeps its unused pages: they are overwritten when rows are deleted for good,
but rests of earlier edits may lie in them. To write it all anew would take minutes, and its size
in memory.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from tipdesk.newsroom.errors import Cancelled
from tipdesk.store import fulltext
from tipdesk.store.database import Store
from tipdesk.store.driver import Error, connect
from tipdesk.store.ledger import Work

LARGE = 200_000_000  # bytes of a database that is not written anew


@contextmanager
def overwriting(work: Work) -> Iterator[None]:
    """Overwrite with zeros what is deleted inside of this block."""
    connection = work.connection()
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA secure_delete=OFF")


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
    for _ in fulltext.merged(connection):
        step()
    small = store.folder.database.stat().st_size <= LARGE
    if small:
        connection.execute("VACUUM")
    others_read, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return small and not others_read
