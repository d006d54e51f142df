"""Finds who of the desk's people can be reached at a number while an editor types it."""

from sqlmodel import Session, col, not_, select

from tipdesk.desk.contributors.reading import VEILED, lines_of
from tipdesk.desk.contributors.twins import digits_at_end
from tipdesk.intake.contributors import Sender, read_caller
from tipdesk.newsroom.people import ContactKind, ContactPoint, Contributor
from tipdesk.newsroom.persons import PersonLine
from tipdesk.store.database import Store

MOST = 3


def callers(store: Store, number: str) -> list[PersonLine]:
    """List who has just this number, or else one that ends like it; the newest first.

    Of a protected source it is told that there is one, and only for just its number.
    """
    said = read_caller("", number)
    if said.kind is None:
        return []
    with store.reading() as session:
        return lines_of(session, _exactly(session, said) or _alike(session, said))


def _exactly(session: Session, said: Sender) -> list[int]:
    same = ContactPoint.kind == said.kind, ContactPoint.key == said.key
    person = col(ContactPoint.contributor_id)
    asked = select(ContactPoint.contributor_id).where(*same).distinct()
    return list(session.exec(asked.order_by(person.desc()).limit(MOST)))


def _alike(session: Session, said: Sender) -> list[int]:
    """Find the same number without or with the code of its country."""
    digits = digits_at_end(said.key) if said.kind is ContactKind.PHONE else ""
    if not digits:
        return []
    alike = col(ContactPoint.key).endswith(digits)
    person = col(ContactPoint.contributor_id)
    asked = select(ContactPoint.contributor_id).join(Contributor).distinct()
    found = asked.where(ContactPoint.kind == ContactKind.PHONE, alike, not_(VEILED))
    return list(session.exec(found.order_by(person.desc()).limit(MOST)))
