"""Inserts many rows of one table at once, at the driver's own speed."""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import SQLModel

Row = dict[str, Any]
Processor = Callable[[Any], Any] | None
NOTHING: frozenset[str] = frozenset()


class Statement(NamedTuple):
    """What the database is told for each row, and which column goes where in it, made how."""

    sql: str
    places: list[tuple[str, Processor]]


def insert_rows(
    connection: Connection,
    table: type[SQLModel],
    rows: Sequence[Row],
    *,
    written: frozenset[str] = NOTHING,
) -> None:
    """Insert rows that all name the same columns; `written` are those that hold JSON already."""
    if rows:
        statement = _inserting(connection.dialect, table, frozenset(rows[0]))
        run(connection, statement, rows, written=written)


def run(
    connection: Connection,
    statement: Statement,
    rows: Collection[Row],
    *,
    written: frozenset[str] = NOTHING,
) -> None:
    """Run a statement for each of some rows."""
    columns = (
        _bound([row[name] for row in rows], None if name in written else process)
        for name, process in statement.places
    )
    connection.exec_driver_sql(statement.sql, list(zip(*columns, strict=True)))


def prepared(
    dialect: Dialect, table: Table, change: UpdateBase, *, mark: str = "", names: Sequence[str] = ()
) -> Statement:
    """Have SQLAlchemy write a statement, once: row after row, that costs more than the writing.

    It holds values for the columns in `names`, and for others that are named after a `mark`.
    """
    compiled = change.compile(dialect=dialect, column_keys=names or None)
    places = [place.removeprefix(mark) for place in compiled.positiontup or []]
    kinds = (table.columns[name].type.dialect_impl(dialect) for name in places)
    makers = [kind.bind_processor(dialect) for kind in kinds]
    return Statement(str(compiled), list(zip(places, makers, strict=True)))


def table_of(noun: type[SQLModel]) -> Table:
    """Give the table in which a noun's rows stand."""
    return SQLModel.metadata.tables[str(noun.__tablename__)]


def _bound(values: list[Any], process: Processor) -> list[Any]:
    """Make the values of a column what the driver takes; what is the same in all rows, once."""
    first = values[0]
    if process is None:
        return values
    if all(value is first for value in values):
        return [process(first)] * len(values)
    return [process(value) for value in values]


@cache
def _inserting(dialect: Dialect, noun: type[SQLModel], names: frozenset[str]) -> Statement:
    return prepared(dialect, table_of(noun), insert(table_of(noun)), names=sorted(names))
