"""Makes one contributor of several who are the same person, and parts them again.

What the others sent and where they can be reached is the one's from then on. Another name is kept
as a way to find the person. Parting takes the one change back that brought them together.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from tipdesk.newsroom.change import MERGE_PEOPLE, Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import ChangeId, ContributorId, TipId
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.people import ContactKind, ContactPoint, Contributor
from tipdesk.newsroom.persons import Joined
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.changing import change_rows
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work
from tipdesk.store.reversing import reverse
from tipdesk.store.signs import folded
from tipdesk.store.watching import tell

MERGE, SPLIT = MERGE_PEOPLE, "split_people"
_AT_ONCE = 1_000  # rows that are held in memory
_THEIRS: tuple[type[ContactPoint | Tip | Message], ...] = (ContactPoint, Tip, Message)


def merge_people(store: Store, into: ContributorId, people: Sequence[ContributorId]) -> Change:
    """Make one contributor of several; protection and a block of any of them hold for all."""
    others = [person for person in dict.fromkeys(people) if person != into]
    if not others:
        raise NotValid("To merge takes two contributors; nothing was changed.")
    with store.begin(MERGE) as work:
        target = _person(work, into)
        for number in others:
            _take_in(work, target, _person(work, number))
    return work.change


def split_people(store: Store, person: ContributorId) -> Change:
    """Part the contributors who were last made one."""
    with store.reading() as session:
        _person(session, person)
        merges = joined(session, person)
    if not merges:
        raise NotFound("Nobody was made one with this contributor, so nothing was parted.")
    return reverse(store, merges[0].change, verb=SPLIT)


def joined(session: Session, person: ContributorId) -> tuple[Joined, ...]:
    """Tell which merges hold in which others went into a person, the last one first."""
    changes: dict[str, int] = {}
    for noun, rows in _rows_of(session, person):
        for change, newest in session.exec(_merges(noun, rows)):
            changes[change] = max(newest, changes.get(change, 0))
    told = (_joined(session, one) for one in sorted(changes, key=changes.__getitem__, reverse=True))
    return tuple(one for one in told if one is not None)


def _take_in(work: Work, target: Contributor, other: Contributor) -> None:
    if other.protected and not target.protected:
        sent = select(Tip.id).where(col(Tip.contributor_id) == target.id)
        work.touch(*(TipId(tip or 0) for tip in work.exec(sent)))
    target.protected = target.protected or other.protected
    target.blocked = target.blocked or other.blocked
    target.name = target.name or other.name
    target.note = "\n".join(filter(None, (target.note, other.note)))
    for noun in _THEIRS:
        _hand_over(work, noun, (other.id or 0, target.id or 0))
    _keep_name(work, target, other.name)
    work.delete(other)
    work.flush()


def _hand_over(work: Work, noun: type[ContactPoint | Tip | Message], way: tuple[int, int]) -> None:
    person, into = way
    rows = work.exec(select(noun.id).where(col(noun.contributor_id) == person)).all()
    for number, some in enumerate(batches(rows, _AT_ONCE)):
        tell(work, number * _AT_ONCE, len(rows))
        change_rows(work, noun, [{"id": row, "contributor_id": into} for row in some])


def _keep_name(work: Work, target: Contributor, name: str) -> None:
    """Have a person found by a name that is given up."""
    key = folded(name)
    names = select(ContactPoint.key).where(
        ContactPoint.contributor_id == target.id, ContactPoint.kind == ContactKind.NAME
    )
    if name and key not in {folded(target.name), *work.exec(names)}:
        into = target.id or 0
        work.add(ContactPoint(contributor_id=into, kind=ContactKind.NAME, value=name, key=key))


def _person(session: Session, number: ContributorId) -> Contributor:
    found = session.get(Contributor, number)
    if found is None:
        raise NotFound("This contributor is not on this desk any more; nothing was changed.")
    return found


def _rows_of(session: Session, person: ContributorId) -> Iterator[tuple[str, list[str]]]:
    """Name the rows that are a person's now, some at a time, as the ledger names them."""
    yield "contributor", [str(person)]
    for noun in _THEIRS:
        rows = session.exec(select(noun.id).where(col(noun.contributor_id) == person))
        for some in batches(rows.all()):
            yield str(noun.__tablename__), [str(row) for row in some]


def _merges(noun: str, rows: Sequence[str]) -> Any:
    newest = func.max(col(LedgerEntry.id))
    return (
        select(LedgerEntry.change_id, newest)
        .where(LedgerEntry.noun == noun, col(LedgerEntry.row).in_(rows), LedgerEntry.verb == MERGE)
        .group_by(col(LedgerEntry.change_id))
    )


def _joined(session: Session, change: str) -> Joined | None:
    """Tell who went into a person by a change; None where it was taken back."""
    entries = select(LedgerEntry).where(
        LedgerEntry.change_id == change, LedgerEntry.noun == "contributor"
    )
    gone = [entry for entry in session.exec(entries) if entry.before and not entry.after]
    here = select(Contributor.id).where(col(Contributor.id).in_([int(one.row) for one in gone]))
    if not gone or session.exec(here).first() is not None:
        return None
    names = tuple((one.before or {}).get("name") or _contact(session, one) for one in gone)
    return Joined(ChangeId(change), gone[0].at, gone[0].editor, names)


def _contact(session: Session, gone: LedgerEntry) -> str:
    """Give a contact by which one who had no name was known."""
    moved = select(LedgerEntry).where(
        LedgerEntry.change_id == gone.change_id, LedgerEntry.noun == "contactpoint"
    )
    for entry in session.exec(moved):
        if (entry.before or {}).get("contributor_id") == int(gone.row):
            point = session.get(ContactPoint, int(entry.row))
            return point.value if point else ""
    return ""
