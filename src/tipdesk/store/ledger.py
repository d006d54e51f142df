"""The ledger: one listener writes down every changed row, so that no verb can forget to.

Entries are sealed in a chain (store/sealing.py). History, audit, undo and "what changed" all read
from here.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm.base import NO_VALUE
from sqlmodel import Session, SQLModel, col, select

from tipdesk.newsroom.change import Change, Refusal
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.ids import ChangeId, StoryId, TipId
from tipdesk.newsroom.mail import Mailbox, Message
from tipdesk.newsroom.media import Media, TipLink
from tipdesk.newsroom.people import ContactPoint, Contributor, Editor
from tipdesk.newsroom.record import LedgerEntry, Note
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.newsroom.view import SavedView
from tipdesk.store.manyrows import insert_rows
from tipdesk.store.sealing import FIRST_SEAL, WRITTEN, Sealing

NOUNS: dict[str, type[SQLModel]] = {
    str(noun.__tablename__): noun
    for noun in (
        *(Tip, TipTag, Tag, Contributor, ContactPoint, Editor, Media, Story, StoryTip, Use, Note),
        *(TipLink, Message, Mailbox, SavedView),
    )
}
Row = dict[str, Any]
_NAMED = frozenset({"name", "protected"})
_SAID = frozenset({"headline", "text", "place", "protected", "contributor_id"})


class Work(Session):
    """One verb's transaction; everything that is flushed in it stands in the ledger."""

    def __init__(self, connection: Connection, opening: LedgerEntry) -> None:
        super().__init__(connection, expire_on_commit=False)
        self.opening = opening
        self.touched: set[TipId] = set()
        self.reworded: set[TipId] = set()
        self.renamed: dict[str, set[int]] = {"contributor": set(), "story": set()}
        self.stories: set[StoryId] = set()
        self.nouns: set[str] = set()
        self.refused: list[Refusal] = []
        self.new_files: set[str] = set()  # digests that must lie there when this is committed
        self._reasons: dict[tuple[type[TipdeskError], str], TipdeskError] = {}
        self.wrote = False
        self._last_seal: bytes | None = None

    def refuse(self, tip: TipId, why: TipdeskError) -> None:
        """Leave a tip of a bulk change as it was, and remember why; what is said often, once."""
        known = self._reasons.setdefault((type(why), str(why)), why.with_traceback(None))
        self.refused.append(Refusal(tip, known))

    def touch(self, *tips: TipId) -> None:
        """Name tips that views must look at again although their own rows did not change."""
        self.touched.update(tips)

    def add_rows(self, table: type[SQLModel], rows: list[Row]) -> None:
        """Insert many rows at once, with their ids given; the ledger gets the same entries.

        Columns that a row doesn't name take their defaults. It costs a tenth of adding objects.
        """
        if not rows:
            return
        defaults = _defaults(table)
        if table is Tip:
            defaults["changed_at"] = self.opening.at  # then the ledger need not stamp it afterwards
        whole = [{**defaults, **row} for row in rows]
        insert_rows(self.connection(), table, whole)
        if is_ledgered(table):
            self.enter([entry_row(table, None, row) for row in whole])

    @property
    def change(self) -> Change:
        """What this verb did; complete once its block has ended."""
        return Change(
            id=ChangeId(self.opening.change_id) if self.wrote else None,
            verb=self.opening.verb,
            tips=frozenset(self.touched),
            stories=frozenset(self.stories),
            nouns=frozenset(self.nouns),
            refused=tuple(self.refused),
            reverses=ChangeId(self.opening.reverses) if self.opening.reverses else None,
        )

    def enter(self, rows: list[Row]) -> None:
        """Write entries into the ledger, sealed, as `entry_row` and `changed_row` make them."""
        if not rows:
            return
        sealing = Sealing(_opening_of(self.opening), self._last_seal or last_seal(self))
        entries = [sealing.sealed(row) for row in rows]
        insert_rows(self.connection(), LedgerEntry, entries, written=WRITTEN)
        self._last_seal = sealing.last
        self.wrote = True
        for row in rows:
            self._note(row)

    def _note(self, row: Row) -> None:
        self.nouns.add(row["noun"])
        values = row["after"] or row["before"] or {}
        if row["tip_id"] is not None:
            self.touched.add(TipId(row["tip_id"]))
            if row["noun"] != "tip" or _SAID.intersection(values):
                self.reworded.add(TipId(row["tip_id"]))
        if row["noun"] == "tip" and "merged_into" in values:
            self._note_merge(row["before"] or {}, row["after"] or {})
        self._note_name(row, values)
        story = int(row["row"]) if row["noun"] == "story" else values.get("story_id")
        if story is not None:
            self.stories.add(StoryId(story))

    def _note_name(self, row: Row, values: Row) -> None:
        """Take note of people and stories whose tips are found by other words now."""
        if row["noun"] == "story" or (row["noun"] == "contributor" and _NAMED & values.keys()):
            self.renamed[row["noun"]].add(int(row["row"]))
        elif row["noun"] == "contactpoint":
            held = [(each or {}).get("contributor_id") for each in (row["before"], row["after"])]
            self.renamed["contributor"].update(one for one in held if one is not None)

    def _note_merge(self, before: Row, after: Row) -> None:
        """Name the tip that another went into, or was parted from: it has other words now."""
        for whole in (before.get("merged_into"), after.get("merged_into")):
            if whole is not None:
                self.reworded.add(TipId(whole))
                self.touched.add(TipId(whole))


def _defaults(table: type[SQLModel]) -> Row:
    """Tell what the columns of a table hold where nothing is said."""
    fixed, made = _ways_to_default(table)
    return {**fixed, **{name: make() for name, make in made.items()}}


@cache
def _ways_to_default(table: type[SQLModel]) -> tuple[Row, dict[str, Callable[[], Any]]]:
    fields = {name: field for name, field in table.model_fields.items() if not field.is_required()}
    made = {
        name: cast("Callable[[], Any]", field.default_factory)
        for name, field in fields.items()
        if field.default_factory is not None
    }
    fixed = {name: _plain(field.default) for name, field in fields.items() if name not in made}
    return fixed, made


def _plain(value: Any) -> Any:
    """Make a word of a word that is a member of a set of words: the driver takes long over it."""
    return value.value if isinstance(value, StrEnum) else value


def _opening_of(opening: LedgerEntry) -> Row:
    return {
        "change_id": opening.change_id,
        "at": opening.at,
        "editor": opening.editor,
        "verb": opening.verb,
        "reason": opening.reason,
        "reverses": opening.reverses,
    }


def last_seal(session: Session) -> bytes:
    """Read the seal of the newest entry."""
    newest = select(LedgerEntry.seal).order_by(col(LedgerEntry.id).desc()).limit(1)
    return session.exec(newest).first() or FIRST_SEAL


def entry_row(table: type[SQLModel], before: Row | None, after: Row | None) -> Row:
    """Make an entry's own part from a whole row that went, or came; one of them is None."""
    unledgered = unledgered_of(table)
    return {
        **_place(table, before or after or {}),
        "before": _kept(before, unledgered),
        "after": _kept(after, unledgered),
    }


def changed_row(table: type[SQLModel], replaced: Row, values: Row) -> Row:
    """Make an entry's own part from what a row held before, and what it holds now, key included."""
    unledgered = unledgered_of(table)
    return {
        **_place(table, values),
        "before": _kept(replaced, unledgered),
        "after": _kept({name: values[name] for name in replaced}, unledgered),
    }


def _place(table: type[SQLModel], values: Row) -> Row:
    return {
        "noun": _noun_of(table),
        "row": "/".join([str(values[key]) for key in keys_of(table)]),
        "tip_id": values.get("id" if table is Tip else "tip_id"),
    }


@cache
def _noun_of(table: type[SQLModel]) -> str:
    return str(table.__tablename__)


@cache
def keys_of(table: type[SQLModel]) -> list[str]:
    """Name the columns that tell the rows of a table apart."""
    return [column.name for column in inspect(table).primary_key]


def _kept(row: Row | None, unledgered: frozenset[str]) -> Row | None:
    if row is None or unledgered.isdisjoint(row):
        return row
    return {name: value for name, value in row.items() if name not in unledgered}


def is_ledgered(table: type) -> bool:
    """Tell whether changes of this table are written down."""
    return bool(getattr(table, "LEDGERED", True))


@cache
def unledgered_of(table: type[SQLModel]) -> frozenset[str]:
    """Name the columns of a table that are marks, not changes: read marks, version counts."""
    return frozenset(getattr(table, "UNLEDGERED", ()))


@event.listens_for(Work, "before_flush")
def _look_before(work: Work, *_: object) -> None:
    """Read what was set without having been known, and count versions."""
    for thing in work.dirty:
        _recall(work, thing)
        if hasattr(thing, "version") and _replaced(thing):
            thing.version += 1


def _recall(work: Work, thing: SQLModel) -> None:
    """Read what an object that was expired held where it was set: nobody has loaded it."""
    state = inspect(thing)
    unknown = [name for name, old in state.committed_state.items() if old is NO_VALUE]
    if not unknown:
        return
    columns = inspect(type(thing)).columns
    keys = zip(inspect(type(thing)).primary_key, state.identity, strict=True)
    asked = select(*(columns[name] for name in unknown)).where(*(key == it for key, it in keys))
    with work.no_autoflush:
        held = work.execute(asked).one()
    state.committed_state.update(zip(unknown, held, strict=True))


@event.listens_for(Work, "after_flush")
def _write_down(work: Work, *_: object) -> None:
    rows = [entry_row(type(new), None, _columns(new)) for new in work.new if is_ledgered(type(new))]
    for thing in work.dirty:
        if is_ledgered(type(thing)):
            rows.extend(_changed(thing))
    rows += [
        entry_row(type(gone), _columns(gone), None)
        for gone in work.deleted
        if is_ledgered(type(gone))
    ]
    work.enter(rows)


def _columns(thing: object) -> Row:
    return {name: getattr(thing, name) for name, _ in inspect(type(thing)).columns.items()}


def _changed(thing: SQLModel) -> list[Row]:
    replaced = _replaced(thing)
    if replaced.keys() <= unledgered_of(type(thing)):
        return []
    return [changed_row(type(thing), replaced, _columns(thing))]


def _replaced(thing: SQLModel) -> Row:
    """Give the values, as they were loaded, of what was set to something else since.

    To ask for the history of each column would cost a bulk change most of its time.
    """
    state = inspect(thing)
    return {
        name: old
        for name, old in state.committed_state.items()
        if old is not NO_VALUE and old != state.dict.get(name)
    }


@event.listens_for(Work, "do_orm_execute")
def _no_way_round(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete:
        raise AssertionError("change rows one by one, so that the ledger sees them")
