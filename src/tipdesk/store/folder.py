"""A desk is a folder; this is what lies where in it, and who has it open."""

import errno
import fcntl
import json
import os
import tomllib
import uuid
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tipdesk.newsroom.errors import DeskDamaged, NoDesk
from tipdesk.store.halfmade import CARD, MARK, is_half_made

_NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


class Protection(StrEnum):
    """Where the key of the database lies."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105  a word, not a secret
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DeskCard:
    """What can be said of a desk without opening it; hex for `salt` and `key_check`."""

    id: str
    name: str
    protection: Protection
    salt: str = ""
    key_check: str = ""

    def to_toml(self) -> str:
        """Write the card down; JSON's strings are TOML's, but that TOML escapes DEL as well."""
        name = json.dumps(self.name, ensure_ascii=False).replace("\x7f", "\\u007f")
        return (
            f'id = "{self.id}"\nname = {name}\nprotection = "{self.protection}"\n'
            f'salt = "{self.salt}"\nkey_check = "{self.key_check}"\n'
        )


class DeskFolder:
    """The paths inside a desk's folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.card = path / CARD
        self.database = path / "desk.db"
        self.files = path / "files"
        self.incoming = path / "files" / "incoming"
        self.cache = path / "cache"
        self.backups = path / "backups"
        self.trust = path / "trust"  # lists of signers; made when the first one is added
        self.present = path / "open"

    def is_taken(self) -> bool:
        """Tell whether something else than an empty folder or a half-made desk is there."""
        try:
            is_empty = self.path.is_dir() and not any(self.path.iterdir())
            return self.path.exists() and not is_empty and not is_half_made(self.path)
        except OSError:
            return False  # a place that can't be is not taken; making a desk there says why

    def make(self) -> None:
        """Make the folders of a new desk, for its owner's eyes only."""
        for folder in (
            self.path,
            self.files,
            self.incoming,
            self.cache,
            self.backups,
            self.present,
        ):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def writable(self) -> bool:
        """Tell whether this process may change the desk."""
        return os.access(self.path, os.W_OK) and os.access(self.database, os.W_OK)

    def frozen(self) -> bool:
        """Tell whether the database is all in one file that nobody here can write."""
        log = self.path / "desk.db-wal"
        return not self.writable() and not (log.exists() and log.stat().st_size)


def read_card(folder: DeskFolder) -> DeskCard:
    """Read the card of the desk in this folder."""
    try:
        said = tomllib.loads(folder.card.read_text(encoding="utf-8"))
        return DeskCard(
            id=str(said["id"]),
            name=str(said["name"]),
            protection=Protection(said["protection"]),
            salt=_hex(said["salt"]),
            key_check=_hex(said["key_check"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        if _is_no_desk(folder, error):
            raise NoDesk(
                "There is no desk in this folder; make a new one or choose another."
            ) from None
        raise DeskDamaged(
            "The desk's card (desk.toml) can't be read; nothing was changed. "
            "Restore it from a backup."
        ) from None


def _hex(said: str) -> str:
    bytes.fromhex(said)
    return said


def _is_no_desk(folder: DeskFolder, error: Exception) -> bool:
    """Tell a place without a desk from a desk that has lost its card."""
    nowhere = isinstance(error, OSError) and error.errno in _NOWHERE
    has_database = os.access(folder.database, os.F_OK)
    return nowhere and (not has_database or (folder.path / MARK).exists())


def describe_desk(path: Path) -> DeskCard | None:
    """Tell a desk's name and protection without opening it; `None` where there is no desk."""
    try:
        return read_card(DeskFolder(path))
    except NoDesk:
        return None


class Presence:
    """A mark in the folder that says "this process has the desk open", gone when it ends."""

    def __init__(self, folder: DeskFolder) -> None:
        self.id = uuid.uuid4().hex
        self._folder = folder.present
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._mark = self._folder / self.id
        self._held = self._marked()

    def _marked(self) -> int:
        while True:
            held = os.open(self._mark, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(held, fcntl.LOCK_EX)
            if os.fstat(held).st_nlink:
                return held
            # Between the two lines another process took the mark for a dead one's.
            os.close(held)

    def others(self) -> frozenset[str]:
        """Name the other openings that are alive, and clear away the marks of the dead."""
        alive = set()
        for mark in self._folder.iterdir():
            if mark.name == self.id:
                continue
            if not _cleared(mark):
                alive.add(mark.name)
        return frozenset(alive)

    def end(self) -> None:
        """Take the mark away."""
        self._mark.unlink(missing_ok=True)
        os.close(self._held)


def _cleared(mark: Path) -> bool:
    """Take away the mark of a dead process, under its lock; leave one that is held."""
    try:
        probe = os.open(mark, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        mark.unlink(missing_ok=True)
    except BlockingIOError:
        return False
    finally:
        os.close(probe)
    return True
