"""Finds the key of a desk; what comes then may open it.

Kept free of SQLAlchemy, so that the window can paint before the store's libraries are loaded.
"""

from dataclasses import dataclass, field
from pathlib import Path

from tipdesk.newsroom.errors import WrongKey
from tipdesk.store import keys
from tipdesk.store.folder import DeskCard, DeskFolder, read_card


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A desk whose key is at hand; `None` for an unencrypted one."""

    folder: DeskFolder
    card: DeskCard
    key: bytes | None = field(repr=False)


def unlock(path: Path, passphrase: str | None = None) -> Unlocked:
    """Find the key of the desk in this folder, and look whether it is the right one."""
    folder = DeskFolder(path)
    card = read_card(folder)
    key = keys.key_of(card, passphrase)
    if key is not None and keys.check_value(key) != card.key_check:
        raise WrongKey("This key doesn't open the desk; check the passphrase and try again.")
    return Unlocked(folder, card, key)
