"""Takes a change back by its ledger entries, as a new change; refuses where others went on."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import inspect, tuple_
from sqlmodel import Session, SQLModel, col, func, select

from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import ChangedMeanwhile, NotFound
from tipdesk.newsroom.ids import ChangeId
from tipdesk.newsroom.mail import Mailbox, Message
from tipdesk.newsroom.people import ContactPoint, Contributor, Editor
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.newsroom.when import Moment
from tipdesk.store.batches import batches
from tipdesk.store.database import Store
from tipdesk.store.ledger import NOUNS, Work

_USES: dict[type[SQLModel], tuple[Any, ...]] = {
    Tag: (TipTag.tag_id,),
    Story: (StoryTip.story_id, Use.story_id),
    Editor: (Tip.assignee_id,),
    Contributor: (Tip.contributor_id, ContactPoint.contributor_id, Message.contributor_id),
    Mailbox: (Message.mailbox_id,),
}
Rows = dict[tuple[str, tuple[Any, ...]], SQLModel]


def reverse(store: Store, change: ChangeId, *, verb: str) -> Change:
    """Put back what a change did; raises ChangedMeanwhile if a row has changed since."""
    with store.begin(verb, reverses=change) as work:
        entries = _entries(work, change)
        if not entries:
            raise NotFound("There is no such change to take back.")
        rows = _rows(work, entries)
        for entry in entries:
            _take_back(work, entry, rows)
    return work.change


def last_changes(session: Session) -> Iterator[LedgerEntry]:
    """Go back through the changes, newest first; each is shown by one of its entries."""
    before = select(func.max(LedgerEntry.id))
    newest = session.exec(before).one()
    while newest is not None:
        entry = session.get_one(LedgerEntry, newest)
        yield entry
        first = select(func.min(LedgerEntry.id)).where(LedgerEntry.change_id == entry.change_id)
        newest = session.exec(before.where(col(LedgerEntry.id) < session.exec(first).one())).one()


def _entries(work: Work, change: ChangeId) -> list[LedgerEntry]:
    asked = select(LedgerEntry).where(LedgerEntry.change_id == change)
    return list(work.exec(asked.order_by(col(LedgerEntry.id).desc())))


def _rows(work: Work, entries: list[LedgerEntry]) -> Rows:
    """Load all rows that are concerned, in few questions."""
    rows: Rows = {}
    for name, noun in NOUNS.items():
        keys = [_key(noun, entry.row) for entry in entries if entry.noun == name]
        columns = inspect(noun).primary_key
        for batch in batches(keys):
            for row in work.exec(select(noun).where(tuple_(*columns).in_(batch))):
                rows[name, tuple(getattr(row, column.name) for column in columns)] = row
    return rows


def _take_back(work: Work, entry: LedgerEntry, rows: Rows) -> None:
    noun = NOUNS[entry.noun]
    key = entry.noun, _key(noun, entry.row)
    row = rows.get(key)
    if entry.after is None and row is None:
        work.flush()
        rows[key] = noun(**_values(noun, entry.before or {}))
        work.add(rows[key])
        work.flush()
    elif entry.after is None or row is None or not _equals(row, entry.after):
        raise _changed_since(work, entry)
    elif entry.before is None:
        if inspect(row).modified or not inspect(row).persistent:
            # What was put back on this row so far is a step of its own in the ledger.
            work.flush()
        if not _is_used(work, row):
            work.delete(rows.pop(key))
    else:
        for name, value in _values(noun, entry.before).items():
            setattr(row, name, value)


def _is_used(work: Work, row: SQLModel) -> bool:
    """Tell whether others go on using what this change made: a tag, a story, a person."""
    key = getattr(row, "id", None)
    uses = _USES.get(type(row), ())
    return any(work.exec(select(one).where(one == key).limit(1)).first() for one in uses)


def _key(noun: type[SQLModel], row: str) -> tuple[Any, ...]:
    return tuple(kind(part) for kind, part in zip(_kinds(noun), row.split("/"), strict=True))


@cache
def _kinds(noun: type[SQLModel]) -> list[type[Any]]:
    return [column.type.python_type for column in inspect(noun).primary_key]


def _equals(row: SQLModel, after: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in _values(type(row), after).items())


def _values(noun: type[SQLModel], kept: dict[str, Any]) -> dict[str, Any]:
    types = _types(noun)
    return {name: _value(types[name], value) for name, value in kept.items()}


@cache
def _types(noun: type[SQLModel]) -> dict[str, object]:
    return {name: column.type for name, column in inspect(noun).columns.items()}


def _value(kind: object, value: Any) -> Any:
    if isinstance(kind, Moment) and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value


def _changed_since(work: Work, entry: LedgerEntry) -> ChangedMeanwhile:
    later = (
        select(LedgerEntry.editor)
        .where(LedgerEntry.noun == entry.noun, LedgerEntry.row == entry.row)
        .where(col(LedgerEntry.id) > entry.id)
        .order_by(col(LedgerEntry.id).desc())
    )
    who = work.exec(later).first() or "somebody"
    return ChangedMeanwhile(
        f"This can't be taken back, because {who} has changed it since; nothing was changed."
    )
