"""The people of the desk."""

from sqlalchemy import select
from sqlmodel import col

from tipdesk.newsroom.people import Editor
from tipdesk.store.database import Store


def editors(store: Store) -> list[str]:
    """Name the editors of this desk, by the alphabet."""
    with store.reading() as session:
        return list(session.execute(select(col(Editor.name)).order_by(col(Editor.key))).scalars())
