"""Reads stories."""

from tipdesk.desk.counts.shelves import story_lines
from tipdesk.newsroom.lines import StoryLine
from tipdesk.newsroom.tally import Tallied
from tipdesk.store.database import Store
from tipdesk.store.tallies import tallies


def stories(store: Store) -> list[StoryLine]:
    """List all stories, closed ones last."""
    with store.reading() as session:
        return list(story_lines(session, tallies(session)[Tallied.STORY]))
