"""A tip's history, read from the ledger and told in words."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, inspect, select
from sqlmodel import Session, SQLModel, col

from tipdesk.desk.changes.telling import DELETED, SENDER, TAKEN_IN, Entry, Names, tell
from tipdesk.desk.changes.words import done
from tipdesk.desk.searching.conditions import PROTECTED
from tipdesk.newsroom.change import DELETE
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.lines import HistoryLine
from tipdesk.newsroom.people import Contributor, Editor
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.story import Story
from tipdesk.newsroom.tip import Tag, Tip
from tipdesk.store.database import Store

_NAMED: MappingProxyType[str, tuple[type[SQLModel], str]] = MappingProxyType(
    {
        "story_id": (Story, "slug"),
        "tag_id": (Tag, "name"),
        "assignee_id": (Editor, "name"),
        "contributor_id": (Contributor, "name"),
    }
)
_TOLD_OF_SENDERS = frozenset({"name", "blocked"})
_Entries = Sequence[Row[*tuple[Any, ...]]]
_ENTRIES = select(
    *(col(LedgerEntry.id), col(LedgerEntry.change_id), col(LedgerEntry.at)),
    *(col(LedgerEntry.editor), col(LedgerEntry.verb), col(LedgerEntry.reason)),
    *(col(LedgerEntry.noun), col(LedgerEntry.row), col(LedgerEntry.tip_id)),
    *(col(LedgerEntry.before), col(LedgerEntry.after)),
).order_by(col(LedgerEntry.id))


def history(store: Store, tip: TipId) -> list[HistoryLine]:
    """Tell what was done to a tip, newest first; protected sources stay unnamed."""
    with store.reading() as session:
        entries = session.execute(_ENTRIES.where(col(LedgerEntry.tip_id) == tip)).all()
        if not entries:
            raise NotFound(f"{tip_number(tip)} is not on this desk.")
        beside = (*_went_into(session, tip), *_of_sender(session, tip, entries[0].id))
        entries = sorted([*entries, *beside], key=attrgetter("id"))
        names = _names(session, tip, entries)
    changes = [list(of_one) for _, of_one in groupby(entries, key=attrgetter("change_id"))]
    return [_line(tip, change, names) for change in reversed(changes)]


def _went_into(session: Session, tip: TipId) -> _Entries:
    """Read how other tips came to be part of this one; asked by itself, it keeps to indexes."""
    others = session.execute(select(col(Tip.id)).where(col(Tip.merged_into) == tip)).scalars().all()
    if not others:
        return ()
    entry = LedgerEntry
    merged = (
        *(col(entry.tip_id).in_(others), col(entry.noun) == "tip", col(entry.verb) == "merge"),
        col(entry.after)["merged_into"].as_integer() == tip,
    )
    return session.execute(_ENTRIES.where(*merged)).all()


def _of_sender(session: Session, tip: TipId, since: int) -> _Entries:
    """Read what was done to who sent the tip, and would otherwise stand in no tip's history."""
    asked = select(col(Tip.contributor_id)).where(col(Tip.id) == tip)
    person = session.execute(asked).scalar()
    if person is None:
        return ()
    entry = LedgerEntry
    of_them = col(entry.noun) == "contributor", col(entry.row) == str(person)
    found = session.execute(_ENTRIES.where(*of_them, col(entry.id) > since)).all()
    changed = (one for one in found if one.before and one.after)
    return [one for one in changed if _TOLD_OF_SENDERS & one.after.keys()]


def _line(tip: TipId, entries: _Entries, names: Names) -> HistoryLine:
    first = entries[0]
    left = [_entry(tip, one, names) for one in entries if not _is_blank(one)]
    return HistoryLine(
        change=first.change_id,
        at=first.at,
        editor=first.editor,
        verb=first.verb,
        reason=first.reason,
        what=tell(left, names) if left else (done(first.verb),),
    )


def _is_blank(one: Row[*tuple[Any, ...]]) -> bool:
    """Tell whether what an entry held was deleted for good."""
    return one.before is None and one.after is None


def _entry(tip: TipId, one: Row[*tuple[Any, ...]], names: Names) -> Entry:
    if one.verb == DELETE:
        return Entry(DELETED, None, None)
    if one.tip_id != tip:
        if one.noun == "contributor":
            return _entry_of_sender(one, names)
        return Entry(TAKEN_IN, None, {"tip": one.tip_id})
    return Entry(one.noun, one.before, one.after)


def _entry_of_sender(one: Row[*tuple[Any, ...]], names: Names) -> Entry:
    """Leave the names out where the sender may not be named."""
    if int(one.row) in names["contributor_id"]:
        return Entry(SENDER, one.before, one.after)
    return Entry(SENDER, _unnamed(one.before), _unnamed(one.after))


def _unnamed(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"name": ""} if "name" in row else row


def _names(session: Session, tip: TipId, entries: _Entries) -> Names:
    names: Names = {}
    for column, (table, shown) in _NAMED.items():
        key, name = inspect(table).columns["id"], inspect(table).columns[shown]
        asked = select(key, name).where(key.in_(_numbers(entries, column)))
        if table is Contributor:
            asked = asked.where(~_source_is_protected(tip), col(Contributor.protected).is_(False))
        names[column] = dict(session.execute(asked).all())
    return names


def _source_is_protected(tip: TipId) -> ColumnElement[bool]:
    return exists().where(col(Tip.id) == tip, PROTECTED)


def _numbers(entries: _Entries, column: str) -> set[int]:
    rows = (row for entry in entries for row in (entry.before, entry.after) if row)
    return {row[column] for row in rows if row.get(column) is not None}
