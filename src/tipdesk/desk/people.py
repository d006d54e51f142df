"""The people of the desk."""

from sqlalchemy import select
from sqlmodel import col

from tipdesk.newsroom.people import Contributor, Editor
from tipdesk.store.database import Store


def editors(store: Store) -> list[str]:
    """Name the editors of this desk, by the alphabet."""
    with store.reading() as session:
        return list(session.execute(select(col(Editor.name)).order_by(col(Editor.key))).scalars())


def senders(store: Store, begun: str, most: int = 8) -> list[str]:
    """Name some who sent tips and whose names begin so; never a protected source."""
    asked = (
        select(col(Contributor.name))
        .where(
            col(Contributor.name).istartswith(begun, autoescape=True),
            col(Contributor.name) != "",
            col(Contributor.protected).is_(False),
        )
        .distinct()
        .limit(most)
    )
    with store.reading() as session:
        return sorted(session.execute(asked).scalars())
