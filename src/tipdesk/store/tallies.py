"""Keeps running numbers of what lies where by triggers, in the transaction that moves a tip."""
# ruff: noqa: S608  all of this SQL is put together from words of our own

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlmodel import Session

from tipdesk.newsroom.moves import CLOSED
from tipdesk.newsroom.tally import Tallied

_CLOSED = ", ".join(f"'{state.value}'" for state in sorted(CLOSED))
_UPSERT = "ON CONFLICT(kind, key) DO UPDATE SET n = n + excluded.n"
_COUNTED = "workflow, channel, assignee_id, opened_at, protected, contributor_id, trashed_at"
_SHELVES = ((Tallied.TAG, "tiptag", "tag_id"), (Tallied.STORY, "storytip", "story_id"))
_Numbers = Counter[tuple[str, str]]


class _Watched(NamedTuple):
    """Which tips a change of a table's columns may move, and from how many rows on it is many."""

    column: str  # of the tips, where the changed rows' ids stand
    columns: frozenset[str]
    many: int


# A person's protection is always counted so: a desk's older trigger looks at every tip for it.
WATCHED = {
    "tip": _Watched("id", frozenset(_COUNTED.split(", ")), 100),
    "contributor": _Watched("contributor_id", frozenset({"protected"}), 1),
}


def make_anew(connection: Connection) -> None:
    """Count everything once, and have it kept from then on."""
    watch(connection)
    connection.exec_driver_sql("DELETE FROM tally")
    for counting in _scans():
        connection.exec_driver_sql(f"INSERT INTO tally(kind, key, n) {counting}")


def watch(connection: Connection) -> None:
    """Have the numbers kept by triggers of the present form."""
    _let_go(connection)
    _keep(connection)


@contextmanager
def counted_at_once(
    connection: Connection, table: str, changing: Collection[str], rows: Sequence[int]
) -> Iterator[None]:
    """Count before and after what a change of many rows moves, not each row while it changes.

    Few are left to the triggers. Those are taken out meanwhile; where something fails, they are
    back with all else that the transaction takes back.
    """
    watched = WATCHED.get(table)
    if watched is None or watched.columns.isdisjoint(changing) or len(rows) < watched.many:
        yield
        return
    asked = _asked(watched.column, watched.columns.intersection(changing))
    before = _sum(connection, asked, rows)
    _let_go(connection)
    yield
    _keep(connection)
    moved = _sum(connection, asked, rows)
    moved.subtract(before)
    _move(connection, moved)


def tallies(session: Session) -> Mapping[Tallied, Mapping[str, int]]:
    """Read all running numbers, by what is counted and then by its key."""
    found: dict[Tallied, dict[str, int]] = defaultdict(dict)
    desk: Any = session.connection().connection.driver_connection
    for kind, key, n in desk.execute("SELECT kind, key, n FROM tally WHERE n <> 0"):
        found[Tallied(kind)][key] = n
    return found


def scan(connection: Connection) -> dict[tuple[str, str], int]:
    """Count everything by looking at every tip: what the running numbers must be."""
    return {
        (kind, str(key)): n
        for counting in _scans()
        for kind, key, n in connection.exec_driver_sql(counting)
    }


def _asked(column: str, changing: Collection[str]) -> str:
    """Write what counts tips that have one of some values in a column, as far as it may change."""
    some = f"SELECT id, {_COUNTED} FROM tip WHERE {column} IN (SELECT value FROM json_each(?))"
    counting = " UNION ALL ".join(_scans("some", changing))
    return f"WITH some AS MATERIALIZED ({some}) {counting}"


def _sum(connection: Connection, asked: str, rows: Sequence[int]) -> _Numbers:
    found = connection.exec_driver_sql(asked, (json.dumps(rows),))
    return Counter({(kind, str(key)): n for kind, key, n in found})


def _move(connection: Connection, moved: _Numbers) -> None:
    numbers = [(kind, key, n) for (kind, key), n in moved.items() if n]
    if numbers:
        into = f"INSERT INTO tally(kind, key, n) VALUES (?, ?, ?) {_UPSERT}"
        connection.exec_driver_sql(into, numbers)


def _let_go(connection: Connection) -> None:
    for name in _triggers():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")


def _keep(connection: Connection) -> None:
    for name, statement in _triggers().items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {statement}")


def _values(row: str) -> dict[Tallied, tuple[str, str]]:
    """Say, for one row of tips, under which key it counts and when."""
    kept = f"{row}.trashed_at IS NULL"
    hidden = (
        f"({row}.protected OR EXISTS (SELECT 1 FROM contributor"
        f" WHERE contributor.id = {row}.contributor_id AND contributor.protected))"
    )
    return {
        Tallied.WORKFLOW: (f"{row}.workflow", kept),
        Tallied.CHANNEL: (f"{row}.channel", kept),
        Tallied.OPEN: (
            f"coalesce({row}.assignee_id, '')",
            f"{kept} AND {row}.workflow NOT IN ({_CLOSED})",
        ),
        Tallied.UNREAD: ("''", f"{kept} AND {row}.opened_at IS NULL"),
        Tallied.PROTECTED: ("''", f"{kept} AND {hidden}"),
        Tallied.TRASH: ("''", f"{row}.trashed_at IS NOT NULL"),
    }


def _scans(tips: str = "tip", changing: Collection[str] = ("trashed_at",)) -> list[str]:
    """Write what counts some tips, for each kind of number that depends on one of some columns."""
    own = [
        f"SELECT '{kind}', {key}, count(*) FROM {tips} WHERE {holds} GROUP BY 2 HAVING count(*) > 0"
        for kind, (key, holds) in _values(tips).items()
        if any(f".{column}" in f"{key} {holds}" for column in changing)
    ]
    shelves = [
        f"SELECT '{kind}', {shelf}, count(*) FROM {tips} CROSS JOIN {links} ON {tips}.id = tip_id"
        f" WHERE {tips}.trashed_at IS NULL GROUP BY {shelf}"
        for kind, links, shelf in _SHELVES
        if "trashed_at" in changing
    ]
    return [*own, *shelves]


def _triggers() -> dict[str, str]:
    made = {
        "tally_tip_in": f"AFTER INSERT ON tip BEGIN {_all(('NEW', '+'))} END",
        "tally_tip_out": f"BEFORE DELETE ON tip BEGIN {_all(('OLD', '-'))} END",
        "tally_tip": f"AFTER UPDATE OF {_COUNTED} ON tip BEGIN"
        f" {_of_tip(('OLD', '-'), ('NEW', '+'))} END",
        "tally_trash": "AFTER UPDATE OF trashed_at ON tip"
        " WHEN (OLD.trashed_at IS NULL) <> (NEW.trashed_at IS NULL)"
        f" BEGIN {_of_shelves('OLD', '-')} {_of_shelves('NEW', '+')} END",
        "tally_contributor": "AFTER UPDATE OF protected ON contributor"
        f" WHEN OLD.protected <> NEW.protected BEGIN {_of_person()} END",
    }
    for kind, links, shelf in _SHELVES:
        for event, row, sign in (("INSERT", "NEW", "+"), ("DELETE", "OLD", "-")):
            made[f"tally_{links}_{event.lower()}"] = (
                f"AFTER {event} ON {links} BEGIN INSERT INTO tally(kind, key, n)"
                f" SELECT '{kind}', {row}.{shelf}, {sign}1 FROM tip"
                f" WHERE tip.id = {row}.tip_id AND tip.trashed_at IS NULL {_UPSERT}; END"
            )
    return made


def _all(row: tuple[str, str]) -> str:
    """Count a whole tip in or out, with the tags and stories that are still or already there."""
    return f"{_of_tip(row)} {_of_shelves(*row)}"


def _of_tip(*rows: tuple[str, str]) -> str:
    """Take off what held before and add what holds now; what stays the same writes nothing."""
    counted = " UNION ALL ".join(
        f"SELECT '{kind}', {key}, {sign}1 WHERE {holds}"
        for row, sign in rows
        for kind, (key, holds) in _values(row).items()
    )
    return (
        f"INSERT INTO tally(kind, key, n) SELECT kind, key, sum(n)"
        f" FROM (SELECT '' AS kind, '' AS key, 0 AS n UNION ALL {counted})"
        f" WHERE kind <> '' GROUP BY kind, key HAVING sum(n) <> 0 {_UPSERT};"
    )


def _of_shelves(row: str, sign: str) -> str:
    return " ".join(
        f"INSERT INTO tally(kind, key, n) SELECT '{kind}', {shelf}, {sign}1 FROM {links}"
        f" WHERE {links}.tip_id = {row}.id AND {row}.trashed_at IS NULL {_UPSERT};"
        for kind, links, shelf in _SHELVES
    )


def _of_person() -> str:
    return (
        f"INSERT INTO tally(kind, key, n) SELECT '{Tallied.PROTECTED}', '',"
        " CASE WHEN NEW.protected THEN count(*) ELSE -count(*) END FROM tip"
        " WHERE contributor_id = NEW.id AND +trashed_at IS NULL AND NOT +protected"
        f" HAVING true {_UPSERT};"
    )
