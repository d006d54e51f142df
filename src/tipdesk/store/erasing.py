"""Removes tips and all that hangs on them, without a word of it in the ledger.

What no other tip has goes along: files, and people of whom nothing else is left. It is the one way
round the ledger; what it removes, `redacting` blanks there as well.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import SQLModel, col

from tipdesk.newsroom.change import MERGE_PEOPLE
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Facts, Fingerprint, Media, TipLink
from tipdesk.newsroom.people import ContactPoint, Contributor
from tipdesk.newsroom.record import DELETED_MAIL, LedgerEntry, Note
from tipdesk.newsroom.story import StoryTip, Use
from tipdesk.newsroom.tip import Tip, TipTag
from tipdesk.store.batches import batches
from tipdesk.store.ledger import NOUNS, Row, Work, keys_of
from tipdesk.store.manyrows import table_of
from tipdesk.store.redacting import Thing, entries_about, entries_of, redact

_HANGS: tuple[tuple[type[SQLModel], str], ...] = (
    *((TipTag, "tip_id"), (StoryTip, "tip_id"), (Note, "tip_id"), (Use, "tip_id")),
    *((TipLink, "tip_id"), (TipLink, "other_id"), (Media, "tip_id"), (Message, "tip_id")),
)
_PERSONS = "contributor"
Merges = defaultdict[int, set[str]]  # by a person, the changes that made others one with them


@dataclass(slots=True)
class _Gone:
    """What went, and what it had to do with: files by digest, people, keys of mails."""

    things: set[Thing] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    merges: Merges = field(default_factory=lambda: defaultdict(set))


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
    entries |= _erase_people(work, gone.people, gone.merges)
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
        gone.people.add(row["contributor_id"])


def _entries(work: Work, tips: Collection[TipId], gone: _Gone) -> set[int]:
    """Find the entries of what went, of now and before; files taken off and earlier senders count.

    What stands under a tip because it was there for a while, and lives on with another, stays.
    """
    under = entries_of(work, tips)
    alive = _alive(work, {(entry["noun"], entry["row"]) for entry in under} - gone.things)
    whole = [one for one in under if (one["noun"], one["row"]) not in alive]
    whole += entries_about(work, gone.things)
    _note_merges(whole, None, gone.merges)
    for entry in whole:
        for row in (entry["before"], entry["after"]):
            _follow(row or {}, gone)
    return {entry["id"] for entry in whole}


def _alive(work: Work, things: Iterable[Thing]) -> set[Thing]:
    """Tell which of these things still stand in the database."""
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for noun, row in things:
        if noun in NOUNS and row.isdigit():
            asked[noun].append(row)
    found: set[Thing] = set()
    for noun, rows in asked.items():
        number = table_of(NOUNS[noun]).c.id
        for some in batches(map(int, rows)):
            there = work.connection().execute(select(number).where(number.in_(some)))
            found.update((noun, str(row)) for (row,) in there)
    return found


def _erase_people(work: Work, people: Collection[int], merges: Merges) -> set[int]:
    """Remove those of whom nothing else is left; who is blocked stays, or would be heard again."""
    entries: set[int] = set()
    for person in sorted(people):
        row = (
            work.connection()
            .execute(
                select(table_of(Contributor).c.blocked).where(table_of(Contributor).c.id == person)
            )
            .first()
        )
        if row is None or row.blocked or _is_left(work, person):
            continue
        gone = _Gone(_went_into(work, person, merges))
        points = table_of(ContactPoint).c
        _remove(work, ContactPoint, points.contributor_id == person, gone)
        _remove(work, Contributor, table_of(Contributor).c.id == person, gone)
        entries.update(entry["id"] for entry in entries_about(work, gone.things))
    return entries


def _is_left(work: Work, person: int) -> bool:
    """Tell whether somebody sent another tip, or wrote in one."""
    return any(
        work.execute(
            select(col(noun.id)).where(col(noun.contributor_id) == person).limit(1)
        ).first()
        for noun in (Tip, Message)
    )


def _went_into(work: Work, person: int, merges: Merges) -> set[Thing]:
    """Name those who were made one with a person, and those with them, and are nobody by now."""
    found: set[Thing] = set()
    waiting = [person]
    while waiting:
        into = waiting.pop()
        own = entries_about(work, [*_points_of(work, into), (_PERSONS, str(into))])
        _note_merges(own, into, merges)
        there = set(_persons_in(work, merges[into])) - found
        new = there - _alive(work, there)
        found |= new
        waiting += [int(row) for _, row in new]
    return found


def _note_merges(entries: Iterable[Row], person: int | None, merges: Merges) -> None:
    """Take note of the changes that made others one with somebody."""
    for entry in entries:
        if entry["verb"] != MERGE_PEOPLE or entry["after"] is None:
            continue
        into = entry["after"].get("contributor_id", person)
        if into is not None:
            merges[into].add(entry["change_id"])


def _points_of(work: Work, person: int) -> list[Thing]:
    points = table_of(ContactPoint).c
    asked = select(points.id).where(points.contributor_id == person)
    return [("contactpoint", str(point)) for (point,) in work.connection().execute(asked)]


def _persons_in(work: Work, changes: Collection[str]) -> Iterator[Thing]:
    entry = table_of(LedgerEntry).c
    asked = select(entry.row).where(entry.noun == _PERSONS)
    for some in batches(sorted(changes)):
        for (row,) in work.connection().execute(asked.where(entry.change_id.in_(some))):
            yield _PERSONS, row


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
