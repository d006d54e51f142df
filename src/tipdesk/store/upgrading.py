"""Brings an older desk's database up to date, and keeps a copy of it from before.

Until the upgrade is done, the copy carries the mark of the process that made it: where that was
killed, the desk is as it was, and the upgrade that is made in its place clears the copy away.
"""

from contextlib import suppress

from sqlalchemy import Engine

from tipdesk.newsroom.when import now
from tipdesk.store import schema
from tipdesk.store.backup import copy_database
from tipdesk.store.folder import DeskFolder, Presence

_PART = ".part"


def upgrade(folder: DeskFolder, key: bytes | None, writer: Engine) -> None:
    """Run what migrations are missing, all or none, once the database as it is has been copied."""
    presence = Presence(folder)
    try:
        kept = folder.backups / f"before-{schema.HEAD}-{now():%Y%m%dT%H%M%S}.db"
        copy = kept.with_suffix(f".{presence.id}{_PART}")
        try:
            copy_database(folder.database, copy, key)
            schema.bring_up(writer)
        except BaseException:
            copy.unlink(missing_ok=True)  # nothing was changed: the desk has all that it holds
            raise
        if kept.exists():  # another program did the same in the same second, and was first
            copy.unlink()
        else:
            copy.replace(kept)
        _sweep(folder, presence.others())
    finally:
        presence.end()


def _sweep(folder: DeskFolder, living: frozenset[str]) -> None:
    """Clear away what upgrades to this form left that were killed; the desk went on from there."""
    for part in folder.backups.glob(f"before-{schema.HEAD}-*{_PART}*"):
        if not any(one in part.name for one in living):
            with suppress(OSError):  # it does no harm where it stays
                part.unlink()
