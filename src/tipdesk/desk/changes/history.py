"""A tip's history, read from the ledger and told in words."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, inspect, or_, select
from sqlmodel import Session, SQLModel, col

from tipdesk.desk.changes.telling import TAKEN_IN, Entry, Names, tell
from tipdesk.desk.searching.conditions import PROTECTED
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
_Entries = Sequence[Row[*tuple[Any, ...]]]


def history(store: Store, tip: TipId) -> list[HistoryLine]:
    """Tell what was done to a tip, newest first; protected sources stay unnamed."""
    asked = (
        select(
            *(col(LedgerEntry.change_id), col(LedgerEntry.at), col(LedgerEntry.editor)),
            *(col(LedgerEntry.verb), col(LedgerEntry.reason), col(LedgerEntry.noun)),
            *(col(LedgerEntry.before), col(LedgerEntry.after), col(LedgerEntry.tip_id)),
        )
        .where(or_(col(LedgerEntry.tip_id) == tip, _went_into(tip)))
        .order_by(col(LedgerEntry.id))
    )
    with store.reading() as session:
        entries = session.execute(asked).all()
        if not entries:
            raise NotFound(f"{tip_number(tip)} is not on this desk.")
        names = _names(session, tip, entries)
    changes = [list(of_one) for _, of_one in groupby(entries, key=attrgetter("change_id"))]
    return [_line(tip, change, names) for change in reversed(changes)]


def _went_into(tip: TipId) -> ColumnElement[bool]:
    """Say how other tips came to be part of this one."""
    now_in_it = select(col(Tip.id)).where(col(Tip.merged_into) == tip)
    entry = LedgerEntry
    merged = (
        *(col(entry.tip_id).in_(now_in_it), col(entry.noun) == "tip", col(entry.verb) == "merge"),
        col(entry.after)["merged_into"].as_integer() == tip,
    )
    return and_(*merged)


def _line(tip: TipId, entries: _Entries, names: Names) -> HistoryLine:
    first = entries[0]
    return HistoryLine(
        change=first.change_id,
        at=first.at,
        editor=first.editor,
        verb=first.verb,
        reason=first.reason,
        what=tell([_entry(tip, one) for one in entries], names),
    )


def _entry(tip: TipId, one: Row[*tuple[Any, ...]]) -> Entry:
    if one.tip_id != tip:
        return Entry(TAKEN_IN, None, {"tip": one.tip_id})
    return Entry(one.noun, one.before, one.after)


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
