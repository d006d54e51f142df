"""Backs a desk up as one consistent set, proves the copy, and makes a desk of it again."""

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlmodel import select

from tipdesk.newsroom.errors import DeskDamaged, NoDesk, NotValid, NotWritten
from tipdesk.newsroom.media import Facts
from tipdesk.store import keys
from tipdesk.store.connecting import in_words
from tipdesk.store.database import Store
from tipdesk.store.driver import connect
from tipdesk.store.folder import DeskCard, DeskFolder, Protection, read_card
from tipdesk.store.halfmade import whole_or_gone

Progress = Callable[[int, int], None]


def back_up(
    store: Store, target: Path, *, passphrase: str | None = None, progress: Progress | None = None
) -> int:
    """Write the desk into a new folder; with a passphrase, the copy opens on any computer.

    Returns how many files were missing on the desk itself, and so are missing in the backup.
    """
    if target.exists():
        raise NotValid("There is something at this place already; name a new folder.")
    half = DeskFolder(target.with_name(f".{target.name}.part"))
    try:
        shutil.rmtree(half.path, ignore_errors=True)
        half.make()
        missing = _write(store, half, passphrase, progress)
        half.path.rename(target)
    except OSError:
        raise NotWritten(
            "The backup could not be written there; the desk is as it was. Check space and rights."
        ) from None
    finally:
        shutil.rmtree(half.path, ignore_errors=True)
    return missing


def restore(backup: Path, target: Path, *, progress: Progress | None = None) -> None:
    """Make a new desk folder of a backup, after checking every file of it."""
    source = DeskFolder(backup)
    try:
        card = read_card(source)
    except NoDesk:
        raise NoDesk("There is no backup in this folder; choose another.") from None
    if DeskFolder(target).is_taken():
        raise NotValid("This folder is not empty; choose a new folder for the desk.")
    try:
        with whole_or_gone(target):
            _copy_desk(source, DeskFolder(target), card, progress)
    except OSError:
        raise NotWritten(
            "The backup could not be copied there; it is as it was. Check space and rights."
        ) from None


def _copy_desk(
    source: DeskFolder, folder: DeskFolder, card: DeskCard, progress: Progress | None
) -> None:
    folder.make()
    files = list(source.files.glob("[0-9a-f][0-9a-f]/*"))
    for done, path in enumerate(files, start=1):
        _copy_file(path, folder.files / path.name[:2] / path.name)
        if progress is not None:
            progress(done, len(files))
    shutil.copyfile(source.database, folder.database)
    _copy_trust(source, folder)
    folder.card.write_text(card.to_toml(), encoding="utf-8")


def copy_database(source: Path, target: Path, key: bytes | None) -> None:
    """Copy a database as it stands at one moment, whoever is writing to it."""
    with (
        closing(connect(source, key, mode="ro")) as here,
        closing(connect(target, key, mode="rwc")) as there,
    ):
        here.backup(there)


def _write(
    store: Store, half: DeskFolder, passphrase: str | None, progress: Progress | None
) -> int:
    card, old_key = store.card, store.key
    with in_words():
        copy_database(store.folder.database, half.database, old_key)
        if passphrase:
            card = _rekeyed(half, card, old_key, passphrase)
    half.card.write_text(card.to_toml(), encoding="utf-8")
    _copy_trust(store.folder, half)
    with store.reading() as session:
        digests = session.exec(select(Facts.digest)).all()
    missing = 0
    for done, digest in enumerate(digests, start=1):
        source = store.files.path(digest)
        if not source.exists():
            missing += 1
        else:
            _copy_file(source, half.files / digest[:2] / digest)
        if progress is not None:
            progress(done, len(digests))
    return missing


def _rekeyed(half: DeskFolder, card: DeskCard, old: bytes | None, passphrase: str) -> DeskCard:
    if old is None:
        raise NotValid("This desk is not encrypted, so its backup takes no passphrase.")
    salt = keys.new_salt()
    key = keys.key_from(passphrase, salt)
    with closing(connect(half.database, old, mode="rwc")) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute(f"PRAGMA rekey=\"x'{key.hex()}'\"")
    return replace(
        card, protection=Protection.PASSPHRASE, salt=salt, key_check=keys.check_value(key)
    )


def _copy_trust(source: DeskFolder, folder: DeskFolder) -> None:
    if source.trust.is_dir():
        shutil.copytree(source.trust, folder.trust)


def _copy_file(source: Path, place: Path) -> None:
    """Copy one file durably, and prove that the copy has the digest it is named by."""
    place.parent.mkdir(mode=0o700, exist_ok=True)
    hashing = hashlib.sha256()
    with source.open("rb") as reading, place.open("xb") as writing:
        while piece := reading.read(1024 * 1024):
            hashing.update(piece)
            writing.write(piece)
        writing.flush()
        os.fsync(writing.fileno())
    if hashing.hexdigest() != place.name:
        raise DeskDamaged(
            "A file of the desk is damaged, so nothing was written; run the check to find it."
        )
