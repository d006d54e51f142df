"""Inserts many rows of one table at once, at the driver's own speed."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, insert
from sqlmodel import SQLModel

Row = dict[str, Any]
Processor = Callable[[Any], Any] | None


def insert_rows(connection: Connection, table: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert rows that all name the same columns.

    SQLAlchemy makes the statement, once; preparing row after row would cost it more than the
    database takes to write them.
    """
    if not rows:
        return
    statement, columns = _prepared(connection.dialect, table, frozenset(rows[0]))
    connection.exec_driver_sql(
        statement,
        [
            tuple(row[name] if process is None else process(row[name]) for name, process in columns)
            for row in rows
        ],
    )


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
