"""Asks the desk what it has, for tests."""

import hashlib
from pathlib import Path

from sqlmodel import SQLModel, select

from tipdesk.newsroom.media import Media
from tipdesk.store.database import Store


def rows(store: Store, table: type[SQLModel]) -> list:
    """Read all rows of a table, in the order of their keys."""
    with store.reading() as session:
        return list(session.exec(select(table)))


def one(store: Store, table: type[SQLModel]):
    """Read the only row of a table."""
    (row,) = rows(store, table)
    return row


def names(store: Store) -> list[str]:
    """List the names of all media, by tip and position."""
    found = sorted(rows(store, Media), key=lambda media: (media.tip_id, media.position))
    return [media.name for media in found]


def digest(path: Path) -> str:
    """Name the bytes of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
