"""Forgets people of whom nothing is left once a tip is gone, in the database and in the ledger."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlmodel import col

from tipdesk.newsroom.change import MERGE_PEOPLE
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.people import ContactPoint, Contributor
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.ledger import Row, Work
from tipdesk.store.manyrows import table_of
from tipdesk.store.redacting import Thing, alive, entries_about

_PERSON, _POINT = "contributor", "contactpoint"
_ENTRY, _POINTS = table_of(LedgerEntry).c, table_of(ContactPoint).c


@dataclass(slots=True)
class People:
    """Who had to do with a tip, and the changes in which they came to it, left it, or merged."""

    known: set[int] = field(default_factory=set)
    merges: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    turns: set[str] = field(default_factory=set)

    def note(self, entry: Row, person: int | None = None) -> None:
        """Take note of what an entry tells of people; `person` is whose own entry it is."""
        after = entry["after"]
        if entry["noun"] == "tip" and "contributor_id" in (entry["before"] or {}):
            self.turns.add(entry["change_id"])
        if entry["verb"] == MERGE_PEOPLE and after is not None:
            into = after.get("contributor_id", person)
            if into is not None:
                self.merges[into].add(entry["change_id"])


def forget(work: Work, people: People) -> set[int]:
    """Remove those of whom nothing else is left; tell the entries that told of them.

    Who is blocked stays, or would be heard again. Who is gone already, because the change that
    made them was undone, is forgotten by the ledger as well.
    """
    things: set[Thing] = set()
    went: set[int] = set()
    for person in sorted(people.known):
        if not _stays(work, person):
            things |= _went_into(work, person, people)
            things |= _remove(work, person)
            went.add(person)
    entries = {entry["id"] for entry in entries_about(work, things)}
    return entries | _of_points_before(work, people.turns, went)


def _stays(work: Work, person: int) -> bool:
    """Tell whether a person is blocked, has to do with another tip, or went into somebody else."""
    asked = select(col(Contributor.blocked)).where(col(Contributor.id) == person)
    row = work.connection().execute(asked).first()
    if row is None:
        own = entries_about(work, [(_PERSON, str(person))])
        return not own or max(own, key=lambda one: one["id"])["verb"] == MERGE_PEOPLE
    return bool(row.blocked) or any(
        work.execute(
            select(col(noun.id)).where(col(noun.contributor_id) == person).limit(1)
        ).first()
        for noun in (Tip, Message)
    )


def _remove(work: Work, person: int) -> set[Thing]:
    things = {(_PERSON, str(person)), *_points_of(work, person)}
    own = table_of(Contributor)
    work.connection().execute(
        delete(table_of(ContactPoint)).where(_POINTS.contributor_id == person)
    )
    work.connection().execute(delete(own).where(own.c.id == person))
    work.nouns.add(_PERSON)
    return things


def _went_into(work: Work, person: int, people: People) -> set[Thing]:
    """Name those who were made one with a person, and those with them, and are nobody by now."""
    found: set[Thing] = set()
    waiting = [person]
    while waiting:
        into = waiting.pop()
        for entry in entries_about(work, [*_points_of(work, into), (_PERSON, str(into))]):
            people.note(entry, into)
        there = set(_persons_in(work, people.merges[into])) - found
        new = there - alive(work, there)
        found |= new
        waiting += [int(row) for _, row in new]
    return found


def _points_of(work: Work, person: int) -> list[Thing]:
    asked = select(_POINTS.id).where(_POINTS.contributor_id == person)
    return [(_POINT, str(point)) for (point,) in work.connection().execute(asked)]


def _persons_in(work: Work, changes: Collection[str]) -> Iterator[Thing]:
    asked = select(_ENTRY.row).where(_ENTRY.noun == _PERSON)
    for some in batches(sorted(changes)):
        for (row,) in work.connection().execute(asked.where(_ENTRY.change_id.in_(some))):
            yield _PERSON, row


def _of_points_before(work: Work, changes: Collection[str], people: Collection[int]) -> set[int]:
    """Find what told of addresses that these people had for a while."""
    asked = select(_ENTRY.row).where(_ENTRY.noun == _POINT)
    rows: set[Thing] = set()
    for some in batches(sorted(changes) if people else ()):
        found = work.connection().execute(asked.where(_ENTRY.change_id.in_(some)))
        rows.update((_POINT, row) for (row,) in found)
    return {
        entry["id"]
        for entry in entries_about(work, rows - alive(work, rows))
        if any((row or {}).get("contributor_id") in people for row in _sides(entry))
    }


def _sides(entry: Row) -> tuple[Row | None, Row | None]:
    return entry["before"], entry["after"]
