"""Removes tips and all that hangs on them, without a word of it in the ledger.

What no other tip has goes along: files, and people of whom nothing else is left. It is the one way
round the ledger; what it removes, `redacting` blanks there as well.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import SQLModel, col

from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Facts, Fingerprint, Media, TipLink
from tipdesk.newsroom.record import DELETED_MAIL, Note
from tipdesk.newsroom.story import StoryTip, Use
from tipdesk.newsroom.tip import Tip, TipTag
from tipdesk.store.batches import batches
from tipdesk.store.forgetting import People, forget
from tipdesk.store.ledger import Row, Work, keys_of
from tipdesk.store.manyrows import table_of
from tipdesk.store.redacting import Thing, alive, entries_about, entries_of, redact

_HANGS: tuple[tuple[type[SQLModel], str], ...] = (
    *((TipTag, "tip_id"), (StoryTip, "tip_id"), (Note, "tip_id"), (Use, "tip_id")),
    *((TipLink, "tip_id"), (TipLink, "other_id"), (Media, "tip_id"), (Message, "tip_id")),
)


@dataclass(slots=True)
class _Gone:
    """What went, and what it had to do with: files by digest, keys of mails, people."""

    things: set[Thing] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    people: People = field(default_factory=People)


def erase(work: Work, tip: TipId, merged: Collection[TipId] = ()) -> set[str]:
    """Remove a tip and those that went into it; tell the digests of files that nobody needs now.

    The ledger keeps that it was done, and the keys of its mails: by itself none comes again.
    """
    tips = [tip, *merged]
    gone = _Gone()
    for table, column in _HANGS:
        _remove(work, table, table_of(table).c[column].in_(tips), gone)
    _remove(work, Tip, table_of(Tip).c.id.in_(tips), gone)
    entries = _entries(work, tips, gone)
    entries |= forget(work, gone.people)
    _remember(work, tip, gone.mails)
    redact(work, tip, entries)
    work.touch(*tips)
    work.reworded.update(tips)
    return _let_go(work, gone.digests)


def _remove(work: Work, table: type[SQLModel], where: Any, gone: _Gone) -> None:
    there = table_of(table)
    noun, keys = str(there.name), keys_of(table)
    rows = work.connection().execute(select(*there.c).where(where)).mappings().all()
    if not rows:
        return
    for row in rows:
        gone.things.add((noun, "/".join(str(row[key]) for key in keys)))
        _take_note(work, table, dict(row), gone)
    work.connection().execute(delete(there).where(where))
    work.nouns.add(noun)


def _take_note(work: Work, table: type[SQLModel], row: Row, gone: _Gone) -> None:
    """Take note of what else a row leads to."""
    if table is TipLink:
        work.touch(TipId(row["tip_id"]), TipId(row["other_id"]))
    if table is Message and row["digest"] is not None:
        gone.mails.add(row["key"])
    _follow(row, gone)


def _follow(row: Row, gone: _Gone) -> None:
    if row.get("digest"):
        gone.digests.add(row["digest"])
    if row.get("contributor_id"):
        gone.people.known.add(row["contributor_id"])


def _entries(work: Work, tips: Collection[TipId], gone: _Gone) -> set[int]:
    """Find the entries of what went, of now and before; files taken off and earlier senders count.

    What stands under a tip because it was there for a while, and lives on with another, stays.
    """
    under = entries_of(work, tips)
    there = alive(work, {(entry["noun"], entry["row"]) for entry in under} - gone.things)
    whole = [one for one in under if (one["noun"], one["row"]) not in there]
    whole += entries_about(work, gone.things)
    for entry in whole:
        gone.people.note(entry)
        for row in (entry["before"], entry["after"]):
            _follow(row or {}, gone)
    return {entry["id"] for entry in whole}


def _remember(work: Work, tip: TipId, mails: Collection[str]) -> None:
    """Keep the keys of mails, which say nothing of what was in them."""
    work.enter(
        [
            {"noun": DELETED_MAIL, "row": key, "tip_id": tip, "before": None, "after": {}}
            for key in sorted(mails)
        ]
    )


def _let_go(work: Work, digests: Collection[str]) -> set[str]:
    """Forget what is known of files that no tip and no message has any more."""
    facts, prints = table_of(Facts).c, table_of(Fingerprint).c
    spare: set[str] = set()
    for some in batches(sorted(digests)):
        held = select(col(Media.digest)).where(col(Media.digest).in_(some))
        sent = select(col(Message.digest)).where(col(Message.digest).in_(some))
        used = {digest for (digest,) in work.connection().execute(held.union(sent))}
        gone = [digest for digest in some if digest not in used]
        work.connection().execute(delete(table_of(Fingerprint)).where(prints.digest.in_(gone)))
        work.connection().execute(delete(table_of(Facts)).where(facts.digest.in_(gone)))
        spare.update(gone)
    return spare
