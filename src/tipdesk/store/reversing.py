"""Takes a change back by its ledger entries, as a new change; refuses where others went on."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, inspect, or_
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, func, select

from tipdesk.newsroom.change import DELETE, Change
from tipdesk.newsroom.columns import Moment
from tipdesk.newsroom.errors import ChangedMeanwhile, NotAllowed, NotFound
from tipdesk.newsroom.ids import ChangeId, TipId, tip_number
from tipdesk.newsroom.mail import Mailbox, Message
from tipdesk.newsroom.people import ContactPoint, Contributor, Editor
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store.batches import batches
from tipdesk.store.changing import change_rows, key_of, read_rows, remove_rows
from tipdesk.store.database import Store
from tipdesk.store.ledger import NOUNS, Row, Work, keys_of
from tipdesk.store.redacting import blank_tips, is_left
from tipdesk.store.watching import tell

_AT_ONCE = 1_000  # entries that are held in memory
_USES: dict[type[SQLModel], tuple[Any, ...]] = {
    Tag: (TipTag.tag_id,),
    Story: (StoryTip.story_id, Use.story_id),
    Editor: (Tip.assignee_id,),
    Contributor: (Tip.contributor_id, ContactPoint.contributor_id, Message.contributor_id),
    Mailbox: (Message.mailbox_id,),
}


class _Entry(NamedTuple):
    """What the ledger says of one row."""

    id: int
    noun: str
    row: str
    tip_id: int | None
    before: Row | None
    after: Row | None

    @property
    def is_blank(self) -> bool:
        """Tell whether what it held was deleted for good."""
        return self.before is None and self.after is None

    @property
    def way(self) -> tuple[str, bool, bool]:
        """Tell what entries have in common that can be taken back in one go."""
        return self.noun, self.before is None, self.after is None


def reverse(store: Store, change: ChangeId, *, verb: str) -> Change:
    """Put back what a change did; raises ChangedMeanwhile if a row has changed since.

    What was deleted for good meanwhile is left out and named. Whoever watches is told how far it
    is, and may stop it: then nothing was changed.
    """
    with store.begin(verb, reverses=change) as work:
        this = col(LedgerEntry.change_id) == change
        total = work.exec(select(func.count()).where(this)).one()
        if not total:
            raise NotFound("There is no such change to take back.")
        _leave_out_deleted(work, change)
        for number, entries in enumerate(_entries(work, change)):
            tell(work, number * _AT_ONCE, total)
            for run in _runs([entry for entry in entries if not entry.is_blank]):
                _take_back(work, NOUNS[run[0].noun], run)
    return work.change


def _leave_out_deleted(work: Work, change: ChangeId) -> None:
    """Name the tips of a change that are gone for good; raise where nothing else is left of it."""
    verb = work.exec(select(LedgerEntry.verb).where(LedgerEntry.change_id == change).limit(1)).one()
    if verb == DELETE or not is_left(work, change):
        raise NotAllowed("What was deleted for good can't be brought back; nothing was changed.")
    for tip in sorted(blank_tips(work, change)):
        work.refuse(tip, NotAllowed(f"{tip_number(tip)} was deleted for good."))


def last_changes(session: Session) -> Iterator[LedgerEntry]:
    """Go back through the changes, newest first; each is shown by its newest entry."""
    seen: set[str] = set()
    last = select(func.max(LedgerEntry.id))
    newest = session.exec(last).one()
    while newest is not None:
        entry = session.get_one(LedgerEntry, newest)
        if entry.change_id not in seen:
            seen.add(entry.change_id)
            yield entry
        newest = session.exec(last.where(_before(session, entry))).one()


def _before(session: Session, entry: LedgerEntry) -> ColumnElement[bool]:
    """Say what came before the entries of a change, or between them where others wrote then."""
    ids = col(LedgerEntry.id)
    of_it = select(func.min(ids), func.max(ids), func.count())
    first, last, number = session.exec(of_it.where(LedgerEntry.change_id == entry.change_id)).one()
    if number == (last or 0) - (first or 0) + 1:
        return ids < first
    return and_(ids < entry.id, col(LedgerEntry.change_id) != entry.change_id)


def _entries(work: Work, change: ChangeId) -> Iterator[list[_Entry]]:
    """Read the entries of a change from its end, some at a time."""
    asked = (
        columns(*(getattr(LedgerEntry, name) for name in _Entry._fields))
        .where(col(LedgerEntry.change_id) == change)
        .order_by(col(LedgerEntry.id).desc())
        .limit(_AT_ONCE)
    )
    entries = [_Entry(*row) for row in work.execute(asked)]
    while entries:
        yield entries
        older = asked.where(col(LedgerEntry.id) < entries[-1].id)
        entries = [_Entry(*row) for row in work.execute(older)]


def _runs(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """Part entries, in their order, where another noun or way begins or a row comes again."""
    run: list[_Entry] = []
    rows: set[str] = set()
    for entry in entries:
        if run and (entry.way != run[0].way or entry.row in rows):
            yield run
            run, rows = [], set()
        run.append(entry)
        rows.add(entry.row)
    if run:
        yield run


def _take_back(work: Work, noun: type[SQLModel], run: Sequence[_Entry]) -> None:
    keys = [_key(noun, entry.row) for entry in run]
    now = read_rows(work, noun, keys, {name for entry in run for name in entry.after or ()})
    for entry, key in zip(run, keys, strict=True):
        if not _holds(noun, now.get(key_of(noun, key)), entry.after):
            raise _changed_since(work, entry)
    before = [_values(noun, entry.before) for entry in run]
    if run[0].after is None:
        work.add_rows(noun, before)
    elif run[0].before is None:
        remove_rows(work, noun, _unused(work, noun, keys))
    else:
        rows = [{**key, **values} for key, values in zip(keys, before, strict=True)]
        change_rows(work, noun, rows, now)


def _holds(noun: type[SQLModel], row: Row | None, after: Row | None) -> bool:
    """Tell whether a row is what an entry says; None is a row that isn't there."""
    if row is None or after is None:
        return row is after
    return all(row[name] == value for name, value in _values(noun, after).items())


def _unused(work: Work, noun: type[SQLModel], rows: list[Row]) -> list[Row]:
    """Leave out what others go on using, although this change made it: a tag, a story, a person."""
    if noun not in _USES:
        return rows
    own = inspect(noun).columns["id"]
    anywhere = or_(*(exists().where(use == own) for use in _USES[noun]))
    used = {
        row
        for batch in batches(row["id"] for row in rows)
        for row in work.exec(select(own).where(own.in_(batch), anywhere))
    }
    return [row for row in rows if row["id"] not in used]


def _key(noun: type[SQLModel], row: str) -> Row:
    parts = zip(keys_of(noun), _kinds(noun), row.split("/"), strict=True)
    return {name: kind(part) for name, kind, part in parts}


@cache
def _kinds(noun: type[SQLModel]) -> list[type[Any]]:
    return [column.type.python_type for column in inspect(noun).primary_key]


def _values(noun: type[SQLModel], kept: Row | None) -> Row:
    """Give what an entry says of a row as the program has it."""
    said = kept or {}
    moments = [name for name in _moments(noun) if said.get(name)]
    return {**said, **{name: datetime.fromisoformat(said[name]) for name in moments}}


@cache
def _moments(noun: type[SQLModel]) -> frozenset[str]:
    columns = inspect(noun).columns.items()
    return frozenset(name for name, column in columns if isinstance(column.type, Moment))


def _changed_since(work: Work, entry: _Entry) -> ChangedMeanwhile:
    later = (
        select(LedgerEntry.editor)
        .where(LedgerEntry.noun == entry.noun, LedgerEntry.row == entry.row)
        .where(col(LedgerEntry.id) > entry.id)
        .order_by(col(LedgerEntry.id).desc())
    )
    who = work.exec(later).first() or "somebody"
    what = "it" if entry.tip_id is None else tip_number(TipId(entry.tip_id))
    return ChangedMeanwhile(
        f"This can't be taken back, because {who} has changed {what} since; nothing was changed."
    )
