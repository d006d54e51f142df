"""Changes and removes many rows of one table at once, at the driver's own speed.

The ledger gets the same entries as when objects are changed and flushed one by one, and nothing
stays in memory. Each row names its keys. To add many is `Work.add_rows`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Delete,
    Dialect,
    Update,
    bindparam,
    delete,
    inspect,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlmodel import SQLModel

from tipdesk.store.batches import batches
from tipdesk.store.ledger import Row, Work, changed_row, entry_row, keys_of, unledgered_of
from tipdesk.store.manyrows import Statement, prepared, run, table_of
from tipdesk.store.tallies import counted_at_once

Key = tuple[Any, ...]
_MARK = "given_"  # stands before a column's name where its value is asked of each row
_TIP = "tip_id"  # under which an entry stands, whatever it tells of


def change_rows(
    work: Work,
    table: type[SQLModel],
    rows: Sequence[Row],
    before: Mapping[Key, Row] | None = None,
) -> list[Row]:
    """Set columns of rows that are there; give the rows in which something differed.

    Where nothing differs, nothing is written. No row may come twice. `before` is what was read
    of these columns in the same transaction, if it was.
    """
    work.flush()
    if before is None:
        before = read_rows(work, table, rows, {name for row in rows for name in row})
    entries: list[Row] = []
    changed: defaultdict[frozenset[str], list[Row]] = defaultdict(list)
    for row in rows:
        was = before[key_of(table, row)]
        replaced = {name: was[name] for name, value in row.items() if was[name] != value}
        if replaced:
            now = {**was, **row}
            changed[frozenset(replaced)].append(now)
            if not replaced.keys() <= unledgered_of(table):
                entries.append(changed_row(table, replaced, now))
    for names, group in changed.items():
        _write(work, table, names, group)
    work.enter(entries)
    return _refreshed(work, table, [row for group in changed.values() for row in group])


def add_missing(work: Work, table: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert those of the rows whose keys are not there yet."""
    work.flush()
    there = read_rows(work, table, rows, ())
    work.add_rows(table, [row for row in rows if key_of(table, row) not in there])


def remove_rows(work: Work, table: type[SQLModel], rows: Sequence[Row]) -> None:
    """Delete those of the rows that are there."""
    work.flush()
    gone = read_rows(work, table, rows)
    if gone:
        run(work.connection(), _removing(work.connection().dialect, table), gone.values())
        work.enter([entry_row(table, row, None) for row in gone.values()])


def read_rows(
    work: Work,
    table: type[SQLModel],
    rows: Iterable[Row],
    columns: Collection[str] | None = None,
) -> dict[Key, Row]:
    """Read those of the rows that are there, by their keys: all columns or, with the keys, some."""
    known = table_of(table).columns
    keys = keys_of(table)
    wanted = known.keys() if columns is None else {*columns, _TIP} & {*known.keys()}
    names = [*keys, *sorted(set(wanted) - set(keys))]
    asked = select(*(known[name] for name in names))
    place = known[keys[0]] if len(keys) == 1 else tuple_(*(known[key] for key in keys))
    found: dict[Key, Row] = {}
    for batch in batches(key_of(table, row) for row in rows):
        those = [key[0] for key in batch] if len(keys) == 1 else batch
        for values in work.connection().execute(asked.where(place.in_(those))).all():
            row = dict(zip(names, values, strict=True))
            found[key_of(table, row)] = row
    return found


def key_of(table: type[SQLModel], row: Row) -> Key:
    """Tell a row's key."""
    return tuple([row[name] for name in keys_of(table)])


def _write(work: Work, table: type[SQLModel], names: frozenset[str], rows: list[Row]) -> None:
    connection = work.connection()
    ids = [row["id"] for row in rows] if keys_of(table) == ["id"] else []
    with counted_at_once(connection, str(table.__tablename__), names, ids):
        run(connection, _changing(connection.dialect, table, names), rows)


@cache
def _changing(dialect: Dialect, table: type[SQLModel], names: frozenset[str]) -> Statement:
    columns = table_of(table).columns
    new: dict[str, Any] = {name: bindparam(_MARK + name) for name in sorted(names)}
    if "version" in columns:
        new["version"] = columns["version"] + literal_column("1")
    return _of_one(dialect, table, update(table_of(table)).values(new))


@cache
def _removing(dialect: Dialect, table: type[SQLModel]) -> Statement:
    return _of_one(dialect, table, delete(table_of(table)))


def _of_one(dialect: Dialect, table: type[SQLModel], change: Update | Delete) -> Statement:
    """Write a statement for the one row that has a key."""
    columns = table_of(table).columns
    keys = [columns[name] == bindparam(_MARK + name) for name in keys_of(table)]
    return prepared(dialect, table_of(table), change.where(*keys), mark=_MARK)


def _refreshed(work: Work, table: type[SQLModel], rows: list[Row]) -> list[Row]:
    """Have objects of these rows, if a verb holds any, read at once what is written now."""
    held = [thing for thing in work.identity_map.values() if isinstance(thing, table)]
    if held:
        keys = {key_of(table, row) for row in rows}
        for thing in held:
            if inspect(thing).identity in keys:
                work.refresh(thing)
    return rows
