"""Conditions on who sent a tip; a protected source is named only to those who ask for one."""

from sqlalchemy import and_, not_, or_, select
from sqlmodel import col

from tipdesk.desk.searching.shape import Asker, Condition, among_tips, contains
from tipdesk.desk.searching.tips import PROTECTED
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.people import ContactPoint, Contributor


def sent_by(names: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips by name, address, number or handle of who sent them or wrote a message."""
    called = or_(*(contains(col(Contributor.name), name) for name in names))
    reached = select(col(ContactPoint.contributor_id)).where(
        or_(*(contains(col(ContactPoint.value), name) for name in names))
    )
    people = select(col(Contributor.id)).where(or_(called, col(Contributor.id).in_(reached)))
    wrote = select(col(Message.tip_id)).where(
        col(Message.contributor_id).is_not(None), col(Message.contributor_id).in_(people)
    )
    found = among_tips(lambda tip: tip.contributor_id.in_(people), wrote)
    return found if asker.knows_sources else and_(found, not_(PROTECTED))
