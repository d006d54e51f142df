"""Finds who may be the same person: by an address or a number in another form, or by the name.

It suggests and never decides; a protected source is not suggested.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, and_, not_, or_, select
from sqlmodel import Session, col

from tipdesk.desk.contributors.reading import VEILED, lines_of
from tipdesk.desk.searching.shape import Condition, contains
from tipdesk.newsroom.ids import ContributorId
from tipdesk.newsroom.people import ContactKind, ContactPoint, Contributor
from tipdesk.newsroom.persons import Resemblance, Twin
from tipdesk.store.database import Store
from tipdesk.store.signs import folded

MOST = 12
FEWEST_DIGITS = 8  # at the end, that two numbers have in common
_SAME_SERVICE = {"googlemail.com": "gmail.com"}
_LOOKED_AT, _CONTACTS, _WORDS = 500, 50, 8  # rows, contacts and words that are looked at
_LAST = "\U0010ffff"


def twins(store: Store, person: ContributorId) -> list[Twin]:
    """List who may be the same person, the likeliest first."""
    with store.reading() as session:
        found: dict[int, Resemblance] = {}
        for other, why in _alike(session, person):
            if other != person:
                found.setdefault(other, why)
        order = sorted(found, key=lambda one: tuple(Resemblance).index(found[one]))[:MOST]
        return [Twin(line, found[line.id]) for line in lines_of(session, order)]


def plain_address(key: str) -> str:
    """Bring a mail address to what its forms have in common: no dots, nothing after a +."""
    local, _, domain = key.rpartition("@")
    bare = local.partition("+")[0].replace(".", "") or local
    return f"{bare}@{_SAME_SERVICE.get(domain, domain)}"


def digits_at_end(key: str) -> str:
    """Give the end of a number that is the same with and without the code of its country."""
    digits = "".join(filter(str.isdigit, key))
    return digits[-FEWEST_DIGITS:] if len(digits) >= FEWEST_DIGITS else ""


def _alike(session: Session, person: ContributorId) -> Iterator[tuple[int, Resemblance]]:
    asked = select(col(ContactPoint.kind), col(ContactPoint.key), col(ContactPoint.value))
    reached = session.execute(asked.where(col(ContactPoint.contributor_id) == person)).all()
    named = session.execute(select(col(Contributor.name)).where(col(Contributor.id) == person))
    names = [*named.scalars(), *(one.value for one in reached if one.kind == ContactKind.NAME)]
    for kind, key, _ in reached[:_CONTACTS]:
        if kind == ContactKind.MAIL:
            yield from _by_address(session, key)
        elif kind == ContactKind.PHONE:
            yield from _by_number(session, key)
        elif kind == ContactKind.HANDLE:
            same = col(ContactPoint.key) == key
            yield from _reached(session, ContactKind.HANDLE, same, Resemblance.ADDRESS)
    for name in names:
        yield from _by_name(session, name)


def _by_address(session: Session, key: str) -> Iterator[tuple[int, Resemblance]]:
    wanted = plain_address(key)
    local, _, domain = wanted.rpartition("@")
    domains = (domain, *(one for one, same in _SAME_SERVICE.items() if same == domain))
    # A range, because it is found along an index.
    first = col(ContactPoint.key).between(local[:1], local[:1] + _LAST)
    ends = [col(ContactPoint.key).endswith(f"@{one}", autoescape=True) for one in domains]
    asked = _of(ContactKind.MAIL, and_(first, or_(*ends)))
    for other, theirs in session.execute(asked):
        if plain_address(theirs) == wanted:
            yield other, Resemblance.ADDRESS


def _by_number(session: Session, key: str) -> Iterator[tuple[int, Resemblance]]:
    digits = digits_at_end(key)
    if digits:
        ends = col(ContactPoint.key).endswith(digits)
        yield from _reached(session, ContactKind.PHONE, ends, Resemblance.NUMBER)


def _by_name(session: Session, name: str) -> Iterator[tuple[int, Resemblance]]:
    """Find the same words in any order: Lee Farrow, Farrow, Lee."""
    words = _words(name)
    if not words:
        return
    telling = sorted(set(words), key=len, reverse=True)[:_WORDS]
    called = [contains(col(Contributor.name), word) for word in telling]
    asked = select(col(Contributor.id), col(Contributor.name)).where(*called, not_(VEILED))
    for other, theirs in session.execute(asked.limit(_LOOKED_AT)):
        if _words(theirs) == words:
            yield other, Resemblance.NAME
    same = col(ContactPoint.key) == folded(name)
    yield from _reached(session, ContactKind.NAME, same, Resemblance.NAME)


def _reached(
    session: Session, kind: ContactKind, how: Condition, why: Resemblance
) -> Iterator[tuple[int, Resemblance]]:
    for other, _ in session.execute(_of(kind, how)):
        yield other, why


def _of(kind: ContactKind, how: Condition) -> Select[int, str]:
    return (
        select(col(ContactPoint.contributor_id), col(ContactPoint.key))
        .join(Contributor)
        .where(col(ContactPoint.kind) == kind, how, not_(VEILED))
        .limit(_LOOKED_AT)
    )


def _words(name: str) -> Sequence[str]:
    return sorted(folded(name.replace(",", " ").replace(".", " ")).split())
