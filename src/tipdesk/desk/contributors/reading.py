"""Reads the people who send tips; a protected source is neither named nor found by a name."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import and_, exists, not_, or_, select
from sqlmodel import Session, col, func

from tipdesk.desk.contributors.merging import joined
from tipdesk.desk.lines import lines_of as tip_lines_of
from tipdesk.desk.searching.shape import Condition, contains
from tipdesk.intake.belonging import one_line
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import ContributorId, TipId, tip_number
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.people import ContactPoint, Contributor
from tipdesk.newsroom.persons import Person, PersonLine, Reach
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

WORDS_LIMIT = 200
MOST_WRITERS = 50  # of a large group

_THEIRS = col(Tip.contributor_id) == col(Contributor.id)
_WROTE = and_(col(Message.contributor_id) == col(Contributor.id), col(Message.tip_id) == Tip.id)
VEILED: Condition = or_(
    col(Contributor.protected),
    exists().where(_THEIRS, col(Tip.protected)),
    exists().where(_WROTE, col(Tip.protected)),
)
_TIPS = (
    select(func.count())
    .where(_THEIRS, col(Tip.trashed_at).is_(None))
    .correlate(Contributor)
    .scalar_subquery()
)


def people(
    store: Store, words: str = "", *, limit: int | None = None, named: bool = False
) -> list[PersonLine]:
    """List people, the newest first; every word must stand in a name or contact of theirs.

    Protected sources are among them, veiled, unless words are asked for or only the `named`.
    """
    wanted = one_line(words, "What people are looked for by", WORDS_LIMIT).split()
    asked = select(col(Contributor.id)).order_by(col(Contributor.id).desc()).limit(limit)
    for word in wanted:
        asked = asked.where(_holds(word))
    if named or wanted:
        asked = asked.where(not_(VEILED))
    with store.reading() as session:
        return lines_of(session, session.execute(asked).scalars().all())


def person(store: Store, number: ContributorId) -> Person:
    """Read everything about a person; of a protected source, that there is one."""
    with store.reading() as session:
        return _whole(session, number)


def sender_of_tip(store: Store, tip: TipId, *, reveal: bool = False) -> Person | None:
    """Read everything about who sent a tip; a protected source is named only to `reveal`."""
    with store.reading() as session:
        row = session.get(Tip, tip)
        if row is None:
            raise NotFound(f"{tip_number(tip)} is not on this desk.")
        if row.contributor_id is None:
            return None
        veiled = tip_lines_of(session, [tip])[0].protected and not reveal
        return _whole(session, ContributorId(row.contributor_id), veiled=veiled)


def writer_in_tip(
    store: Store, tip: TipId, number: ContributorId, *, reveal: bool = False
) -> Person | None:
    """Read everything about somebody who wrote in a tip, whoever sent it, or sent it."""
    with store.reading() as session:
        if number not in {*_senders(session, tip), *_writers(session, tip)}:
            return None
        return _whole(session, number, veiled=_veiled_in(session, tip, reveal=reveal))


def others_in_tip(
    store: Store, tip: TipId, number: ContributorId | None, *, reveal: bool = False
) -> list[PersonLine]:
    """List who else sent a tip or wrote in it; in a protected tip nobody is named."""
    with store.reading() as session:
        everybody = dict.fromkeys((*_senders(session, tip), *_writers(session, tip)))
        if number is not None:
            everybody.pop(number, None)
        veiled = _veiled_in(session, tip, reveal=reveal)
        return lines_of(session, list(everybody)[:MOST_WRITERS], veiled=veiled)


def _veiled_in(session: Session, tip: TipId, *, reveal: bool) -> bool | None:
    """Tell whether people of a tip may be named; None: it depends on what else they sent."""
    if reveal:
        return False
    lines = tip_lines_of(session, [tip])
    if not lines:
        raise NotFound(f"{tip_number(tip)} is not on this desk.")
    return True if lines[0].protected else None


def _senders(session: Session, tip: TipId) -> list[ContributorId]:
    asked = select(col(Tip.contributor_id)).where(col(Tip.id) == tip)
    return [ContributorId(one) for one in session.execute(asked).scalars() if one is not None]


def _writers(session: Session, tip: TipId) -> list[ContributorId]:
    asked = select(col(Message.contributor_id)).where(col(Message.tip_id) == tip)
    first = func.min(col(Message.position))
    in_order = asked.group_by(col(Message.contributor_id)).order_by(first)
    return [ContributorId(one) for one in session.execute(in_order).scalars() if one is not None]


def lines_of(
    session: Session, ids: Sequence[int], *, veiled: bool | None = None
) -> list[PersonLine]:
    """Read the lines of these people, in the order asked; those who are gone are left out.

    `veiled` says for all whether they may be named, where that is known already.
    """
    lines: dict[int, PersonLine] = {}
    flags = (col(Contributor.protected), col(Contributor.blocked))
    asked = select(col(Contributor.id), col(Contributor.name), *flags, VEILED, _TIPS)
    for some in batches(ids):
        reached = _reached(session, some)
        for row in session.execute(asked.where(col(Contributor.id).in_(some))):
            number, name, protected, blocked, hidden, tips = row
            hidden = hidden if veiled is None else veiled
            lines[number] = PersonLine(
                id=number,
                name="" if hidden else name,
                reached=() if hidden else tuple(reached[number]),
                tips=0 if hidden else tips,
                veiled=bool(hidden),
                protected=bool(protected or hidden),
                blocked=blocked,
            )
    return [lines[number] for number in ids if number in lines]


def _whole(session: Session, number: ContributorId, *, veiled: bool | None = None) -> Person:
    row = session.get(Contributor, number)
    if row is None:
        raise NotFound(f"There is no contributor {number} on this desk.")
    line = lines_of(session, [number], veiled=veiled)[0]
    if line.veiled:
        return Person(line)
    return Person(line, row.note, joined(session, number))


def _reached(session: Session, ids: Sequence[int]) -> dict[int, list[Reach]]:
    found: defaultdict[int, list[Reach]] = defaultdict(list)
    asked = (
        select(col(ContactPoint.contributor_id), col(ContactPoint.kind), col(ContactPoint.value))
        .where(col(ContactPoint.contributor_id).in_(ids))
        .order_by(col(ContactPoint.id))
    )
    for number, kind, value in session.execute(asked):
        found[number].append(Reach(kind, value))
    return found


def _holds(word: str) -> Condition:
    reached = select(col(ContactPoint.contributor_id)).where(
        contains(col(ContactPoint.value), word)
    )
    return or_(contains(col(Contributor.name), word), col(Contributor.id).in_(reached))
