"""Checks that a desk is whole: database, ledger, and every file under its digest."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session, col, select

from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.store import redacting
from tipdesk.store.database import Store
from tipdesk.store.sealing import FIRST_SEAL, seal_of

_ENTRIES_AT_ONCE = 2_000
_ALTERED = "The ledger was altered by something else than Tipdesk."


class Severity(StrEnum):
    """Whether something is broken, or only worth knowing."""

    FAULT = "fault"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the check found, and the tips that it concerns."""

    severity: Severity
    sentence: str
    tips: tuple[TipId, ...] = ()


def check(store: Store, *, deep: bool = False) -> list[Finding]:
    """Check a desk; `deep` reads every page and every file again. Nothing is repaired."""
    with store.reading() as session:
        # FTS5 learns of what other connections wrote only when it is asked something; checked
        # before that, it calls its own index corrupt.
        session.execute(text("SELECT count(*) FROM tip_words('tip')"))
        return [
            *_database(session, deep=deep),
            *_ledger(session),
            *_files(store, session, deep=deep),
            *_left_over(store, session),
            *([Finding(Severity.NOTE, store.remark)] if store.remark else []),
        ]


def _database(session: Session, *, deep: bool) -> Iterator[Finding]:
    pragma = "integrity_check" if deep else "quick_check"
    if session.execute(text(f"PRAGMA {pragma}(1)")).scalar_one() != "ok":
        yield _fault("The database is damaged; restore the desk from a backup.")
    if session.execute(text("PRAGMA foreign_key_check")).first() is not None:
        yield _fault("Some rows of the database point to nothing; restore the desk from a backup.")
    tips = session.execute(text("SELECT count(*) FROM tip")).scalar_one()
    words = session.execute(text("SELECT count(*) FROM tip_words")).scalar_one()
    if tips != words:
        yield _fault("The search index doesn't cover all tips; searches may miss some.")


def _ledger(session: Session) -> Iterator[Finding]:
    seal, last = FIRST_SEAL, 0
    blank, vouched_for = 0, 0
    while entries := session.exec(
        select(LedgerEntry)
        .where(col(LedgerEntry.id) > last)
        .order_by(col(LedgerEntry.id))
        .limit(_ENTRIES_AT_ONCE)
    ).all():
        for entry in entries:
            # Of what was deleted for good only the seal is left; its deletion vouches for it.
            seal = entry.seal if entry.is_blank else seal_of(seal, entry.model_dump())
            named = redacting.vouched(session, entry)
            if seal != entry.seal or named is None:
                yield _fault(_ALTERED)
                return
            blank, vouched_for = blank + entry.is_blank, vouched_for + named
            last = entry.id or 0
        session.expunge_all()
    if blank != vouched_for:
        yield _fault(_ALTERED)


def _files(store: Store, session: Session, *, deep: bool) -> Iterator[Finding]:
    for digest, size in session.exec(select(Facts.digest, Facts.size)):
        said = _file_fault(store.files.path(digest), digest, size, deep=deep)
        if said and (tips := _holders(session, digest)):
            yield Finding(Severity.FAULT, said, tips)


def _holders(session: Session, digest: str) -> tuple[TipId, ...]:
    """Name the tips that have a file, as media or as the raw bytes of a message."""
    attached = select(Media.tip_id).where(Media.digest == digest)
    sent = select(Message.tip_id).where(Message.digest == digest)
    return tuple(TipId(tip) for tip in sorted({*session.exec(attached), *session.exec(sent)}))


def _file_fault(path: Path, digest: str, size: int, *, deep: bool) -> str:
    try:
        if path.stat().st_size != size:
            return "A file of this tip has lost a part of its bytes; restore it from a backup."
        if deep and _digest_of(path) != digest:
            return "A file of this tip was altered on the disk; restore it from a backup."
    except FileNotFoundError:
        return "A file of this tip is missing; restore it from a backup."
    except OSError:
        return "A file of this tip can't be read; check the disk."
    return ""


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _left_over(store: Store, session: Session) -> Iterator[Finding]:
    known = set(session.exec(select(Facts.digest)))
    kept = (path.name for path in store.folder.files.glob("[0-9a-f][0-9a-f]/*"))
    spare = sum(1 for name in kept if name not in known)
    if spare:
        yield Finding(
            Severity.NOTE,
            f"{counted(spare, 'file belongs', 'files belong')} to no tip yet, from an import that "
            "was interrupted; repeat it, and they are used.",
        )
    alive = store.living() | {store.files.presence}
    parts = store.folder.incoming.glob("*.part")
    if any(part.name.split(".")[0] not in alive for part in parts):
        yield _fault("Half-copied files lie in the desk's folder; they go when it is opened again.")


def _fault(sentence: str) -> Finding:
    return Finding(Severity.FAULT, sentence)
