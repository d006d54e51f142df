"""Reads stories."""

from tipdesk.desk.counts.shelves import story_lines
from tipdesk.newsroom.lines import StoryLine
from tipdesk.store.database import Store


def stories(store: Store) -> list[StoryLine]:
    """List all stories, closed ones last."""
    with store.reading() as session:
        return list(story_lines(session))
