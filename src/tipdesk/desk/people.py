"""The people of the desk: its editors, and the contributors as far as they may be shown."""

from collections import defaultdict

from sqlalchemy import select
from sqlmodel import col, func

from tipdesk.newsroom.ids import ContributorId
from tipdesk.newsroom.lines import ContributorLine
from tipdesk.newsroom.people import ContactPoint, Contributor, Editor
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store


def editors(store: Store) -> list[str]:
    """Name the editors of this desk, by the alphabet."""
    with store.reading() as session:
        return list(session.execute(select(col(Editor.name)).order_by(col(Editor.key))).scalars())


def contributors(store: Store) -> list[ContributorLine]:
    """List who sent tips, by name; protected sources, in person or in one tip, are left out."""
    shielded = select(col(Tip.contributor_id)).where(
        col(Tip.protected).is_(True), col(Tip.contributor_id).is_not(None)
    )
    people = (
        select(col(Contributor.id), col(Contributor.name), col(Contributor.note))
        .where(col(Contributor.protected).is_(False), col(Contributor.id).not_in(shielded))
        .order_by(func.lower(col(Contributor.name)), col(Contributor.id))
    )
    sent = select(col(Tip.contributor_id), func.count()).group_by(col(Tip.contributor_id))
    points = select(col(ContactPoint.contributor_id), col(ContactPoint.value))
    contacts: defaultdict[int, list[str]] = defaultdict(list)
    with store.reading() as session:
        for person, value in session.execute(points.order_by(col(ContactPoint.id))):
            contacts[person].append(value)
        tips = dict(session.execute(sent).all())
        return [
            ContributorLine(
                id=ContributorId(row.id),
                name=row.name,
                protected=False,
                contacts=tuple(contacts[row.id]),
                note=row.note,
                tips=tips.get(row.id, 0),
            )
            for row in session.execute(people)
        ]
