"""Collects the rows of many arrivals and writes them table by table, all at once."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from tipdesk.store.ledger import Work
from tipdesk.store.numbering import numbers_for

Row = dict[str, Any]


class NewRows:
    """Rows that a transaction is going to write; those with a number get it at once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._rows: dict[type[SQLModel], list[Row]] = defaultdict(list)
        self._numbers: dict[type[SQLModel], Iterator[int]] = {}

    def add(self, table: type[SQLModel], **row: Any) -> int:
        """Add a row to a table that numbers its rows; tell its number."""
        if table not in self._numbers:
            self._numbers[table] = numbers_for(self._work, table)
        number = next(self._numbers[table])
        self._rows[table].append({"id": number, **row})
        return number

    def tie(self, table: type[SQLModel], **row: Any) -> None:
        """Add a row that ties others together, or bears a name of its own."""
        self._rows[table].append(row)

    def need_file(self, digest: str) -> None:
        """Have it looked for, before all of this is kept, whether a file still lies there."""
        self._work.new_files.add(digest)

    def pending(self, table: type[SQLModel], number: int) -> Row | None:
        """Find a row that is not written yet."""
        return next((row for row in self._rows[table] if row.get("id") == number), None)

    def write(self) -> None:
        """Write everything; nobody may have written to these tables in between."""
        order = [table.name for table in SQLModel.metadata.sorted_tables]
        for table in sorted(self._rows, key=lambda one: order.index(str(one.__tablename__))):
            self._work.add_rows(table, self._rows[table])
        self._rows.clear()
        self._numbers.clear()
