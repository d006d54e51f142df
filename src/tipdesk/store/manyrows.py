"""Inserts many rows of one table at once, at the driver's own speed."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, insert
from sqlmodel import SQLModel

Row = dict[str, Any]
Processor = Callable[[Any], Any] | None
NOTHING: frozenset[str] = frozenset()


def insert_rows(
    connection: Connection,
    table: type[SQLModel],
    rows: Sequence[Row],
    *,
    written: frozenset[str] = NOTHING,
) -> None:
    """Insert rows that all name the same columns; `written` are those that hold JSON already.

    SQLAlchemy makes the statement, once; preparing row after row would cost it more than the
    database takes to write them.
    """
    if not rows:
        return
    statement, places = _prepared(connection.dialect, table, frozenset(rows[0]))
    columns = (
        _bound([row[name] for row in rows], None if name in written else process)
        for name, process in places
    )
    connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


def _bound(values: list[Any], process: Processor) -> list[Any]:
    """Make the values of a column what the driver takes; what is the same in all rows, once."""
    first = values[0]
    if process is None:
        return values
    if all(value is first for value in values):
        return [process(first)] * len(values)
    return [process(value) for value in values]


@cache
def _prepared(
    dialect: Dialect, table: type[SQLModel], names: frozenset[str]
) -> tuple[str, list[tuple[str, Processor]]]:
    """Make the statement, and tell how the value of each place in it is made."""
    columns = SQLModel.metadata.tables[str(table.__tablename__)].columns
    compiled = insert(table).compile(dialect=dialect, column_keys=sorted(names))
    places = compiled.positiontup or []
    types = {name: columns[name].type.dialect_impl(dialect) for name in places}
    return str(compiled), [(name, types[name].bind_processor(dialect)) for name in places]
