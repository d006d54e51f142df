"""Changes and removes many rows of one table at once, at the driver's own speed.

The ledger gets the same entries as when objects are changed and flushed one by one, and nothing
stays in memory. Each row names its keys. To add many is `Work.add_rows`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Dialect,
    Table,
    bindparam,
    delete,
    inspect,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import SQLModel

from tipdesk.store.batches import batches
from tipdesk.store.ledger import Row, Work, changed_row, entry_row, keys_of, unledgered_of

Key = tuple[Any, ...]
_SET, _KEY = "set_", "key_"  # stand before a column's name, so that none is taken for another
_BESIDE = ("tip_id", "version")  # of the row, which its entry and its count need


class _Statement(NamedTuple):
    sql: str
    places: list[tuple[str, Callable[[Any], Any] | None]]


def change_rows(work: Work, table: type[SQLModel], rows: Sequence[Row]) -> list[Row]:
    """Set columns of rows that are there; give the rows in which something differed.

    Where nothing differs, nothing is written. No row may come twice.
    """
    work.flush()
    before = read_rows(work, table, rows, {name for row in rows for name in row})
    entries: list[Row] = []
    changed: defaultdict[frozenset[str], list[Row]] = defaultdict(list)
    for row in rows:
        was = before[key_of(table, row)]
        replaced = {name: was[name] for name in row if was[name] != row[name]}
        if replaced:
            changed[frozenset(replaced)].append({**was, **row})
            if not replaced.keys() <= unledgered_of(table):
                entries.append(changed_row(table, replaced, {**was, **row}))
    for names, group in changed.items():
        _run(work, _changing(work.connection().dialect, table, names), group)
    work.enter(entries)
    return _forgotten(work, table, [row for group in changed.values() for row in group])


def add_missing(work: Work, table: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert those of the rows whose keys are not there yet."""
    work.flush()
    there = read_rows(work, table, rows, ())
    work.add_rows(table, [row for row in rows if key_of(table, row) not in there])


def remove_rows(work: Work, table: type[SQLModel], rows: Sequence[Row]) -> None:
    """Delete those of the rows that are there."""
    work.flush()
    gone = read_rows(work, table, rows)
    _run(work, _removing(work.connection().dialect, table), gone.values())
    work.enter([entry_row(table, row, None) for row in gone.values()])


def read_rows(
    work: Work,
    table: type[SQLModel],
    rows: Iterable[Row],
    columns: Collection[str] | None = None,
) -> dict[Key, Row]:
    """Read those of the rows that are there, by their keys: all columns or, with the keys, some."""
    known = _table(table).columns
    keys = keys_of(table)
    wanted = known.keys() if columns is None else {*columns, *_BESIDE} & {*known.keys()}
    names = [*keys, *sorted(set(wanted) - set(keys))]
    asked = select(*(known[name] for name in names))
    place = known[keys[0]] if len(keys) == 1 else tuple_(*(known[key] for key in keys))
    found: dict[Key, Row] = {}
    for batch in batches(key_of(table, row) for row in rows):
        those = [key[0] for key in batch] if len(keys) == 1 else batch
        for row in work.connection().execute(asked.where(place.in_(those))):
            found[tuple(row[: len(keys)])] = dict(zip(names, row, strict=True))
    return found


def key_of(table: type[SQLModel], row: Row) -> Key:
    """Tell a row's key."""
    return tuple([row[name] for name in keys_of(table)])


def _run(work: Work, statement: _Statement, rows: Collection[Row]) -> None:
    if rows:
        work.connection().exec_driver_sql(
            statement.sql,
            [
                tuple(
                    row[name] if made is None else made(row[name])
                    for name, made in statement.places
                )
                for row in rows
            ],
        )


@cache
def _changing(dialect: Dialect, table: type[SQLModel], names: frozenset[str]) -> _Statement:
    columns = _table(table).columns
    new: dict[str, Any] = {name: bindparam(_SET + name) for name in sorted(names)}
    if "version" in columns:
        new["version"] = columns["version"] + literal_column("1")
    return _prepared(dialect, table, update(_table(table)).values(new))


@cache
def _removing(dialect: Dialect, table: type[SQLModel]) -> _Statement:
    return _prepared(dialect, table, delete(_table(table)))


def _prepared(dialect: Dialect, table: type[SQLModel], change: Any) -> _Statement:
    """Have SQLAlchemy write the statement for one row by its key, and say what goes where."""
    columns = _table(table).columns
    asked: UpdateBase = change.where(*(columns[k] == bindparam(_KEY + k) for k in keys_of(table)))
    compiled = asked.compile(dialect=dialect)
    names = [place.removeprefix(_SET).removeprefix(_KEY) for place in compiled.positiontup or []]
    kinds = (columns[name].type.dialect_impl(dialect) for name in names)
    makers = [kind.bind_processor(dialect) for kind in kinds]
    return _Statement(str(compiled), list(zip(names, makers, strict=True)))


def _table(table: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(table.__tablename__)]


def _forgotten(work: Work, table: type[SQLModel], rows: list[Row]) -> list[Row]:
    """Have objects of these rows, if a verb holds any, read what is written now."""
    held = [thing for thing in work.identity_map.values() if isinstance(thing, table)]
    if held:
        keys = {key_of(table, row) for row in rows}
        for thing in held:
            if inspect(thing).identity in keys:
                work.expire(thing)
    return rows
