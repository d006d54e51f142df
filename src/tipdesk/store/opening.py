"""Makes a new desk and opens one that is there."""

import uuid
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from tipdesk.newsroom.errors import (
    DeskDamaged,
    DeskOlder,
    DeskUnavailable,
    NotValid,
    NotWritten,
)
from tipdesk.newsroom.names import storable
from tipdesk.store import keys, schema, unneeded
from tipdesk.store.connecting import in_words, reading_engine, writing_engine
from tipdesk.store.database import Store
from tipdesk.store.folder import (
    DeskCard,
    DeskFolder,
    Protection,
)
from tipdesk.store.halfmade import whole_or_gone
from tipdesk.store.unlocking import Unlocked, unlock
from tipdesk.store.upgrading import upgrade
from tipdesk.store.whereabouts import remark


def create_desk(
    path: Path,
    *,
    name: str,
    editor: str,
    protection: Protection = Protection.KEYRING,
    passphrase: str | None = None,
) -> Store:
    """Make a desk in an empty or new folder, and open it."""
    folder = DeskFolder(path)
    if folder.is_taken():
        raise NotValid("This folder is not empty; choose a new folder for the desk.")
    card, key = _new_card(name, protection, passphrase)
    if protection is Protection.KEYRING and key is not None:
        keys.keep(card.id, key)
    try:
        with whole_or_gone(path):
            _found(folder, card, key)
            return _open(Unlocked(folder, card, key), editor)
    except OSError:
        raise NotWritten(
            "The desk can't be made here, so nothing was; check space and rights, or choose "
            "another place."
        ) from None


def open_desk(
    path: Path, *, editor: str, passphrase: str | None = None, read_only: bool = False
) -> Store:
    """Open the desk in this folder; one that can't be written, or is newer, for reading."""
    return open_unlocked(unlock(path, passphrase), editor=editor, read_only=read_only)


def open_unlocked(desk: Unlocked, *, editor: str, read_only: bool = False) -> Store:
    """Open a desk whose key is at hand."""
    if not desk.folder.database.exists():
        raise DeskDamaged(
            "The desk's database (desk.db) is missing; put it back, or restore the desk from "
            "a backup."
        )
    try:
        return _open(desk, editor, read_only=read_only)
    except NotWritten as error:
        raise DeskUnavailable(str(error)) from None
    except OSError:
        raise DeskUnavailable(
            "The disk refused to answer, so the desk was not opened; check the disk and its rights."
        ) from None


def _found(folder: DeskFolder, card: DeskCard, key: bytes | None) -> None:
    folder.make()
    with in_words():
        engine = writing_engine(folder.database, key)
        try:
            schema.bring_up(engine)
        finally:
            engine.dispose()
    folder.card.write_text(card.to_toml(), encoding="utf-8")


def _new_card(
    name: str, protection: Protection, passphrase: str | None
) -> tuple[DeskCard, bytes | None]:
    desk_id, name = uuid.uuid4().hex, storable(name)
    if protection is Protection.NONE:
        return DeskCard(desk_id, name, protection), None
    if protection is Protection.KEYRING:
        key, salt = keys.new_key(), ""
    else:
        if not passphrase:
            raise NotValid("A desk that is locked with a passphrase needs one.")
        salt = keys.new_salt()
        key = keys.key_from(passphrase, salt)
    return DeskCard(desk_id, name, protection, salt, keys.check_value(key)), key


def _open(desk: Unlocked, editor: str, *, read_only: bool = False) -> Store:
    folder, key = desk.folder, desk.key
    why = _why_read_only(folder, read_only=read_only)
    reader = reading_engine(folder.database, key, frozen=folder.frozen())
    with in_words():
        current = _version(reader)
        if why and current in schema.KNOWN - {schema.HEAD}:
            raise DeskOlder(
                "An older Tipdesk wrote this desk, and it can't be brought up to date where "
                "nothing may be written; open it once where its folder can be written."
            )
        if current not in schema.KNOWN:
            why = "A newer Tipdesk wrote this desk; it is open for reading only. Update Tipdesk."
        writer = None if why else writing_engine(folder.database, key)
        if writer is not None:
            folder.make()  # somebody may have tidied up empty folders
            if current != schema.HEAD:
                upgrade(folder, key, writer)
    store = Store((folder, desk.card), key, (writer, reader), editor)
    store.why_read_only = why
    store.remark = remark(folder.path)
    if not store.read_only:
        store.files.sweep(store.living())
        with suppress(NotWritten):  # what the disk keeps now is tried again the next time
            unneeded.remove(store)
    return store


def _why_read_only(folder: DeskFolder, *, read_only: bool) -> str:
    if read_only:
        return "This desk was opened for reading only; nothing was changed."
    if not folder.writable():
        return "The desk's folder can't be written, so it is open for reading only."
    return ""


def _version(reader: Engine) -> str:
    with reader.begin() as connection:
        current = schema.version(connection)
    if current is None:
        raise DeskDamaged("The desk's database is empty; restore the desk from a backup.")
    return current
