"""Reads stories and what lies in them."""

from array import array

from tipdesk.desk.listing import tip_ids
from tipdesk.desk.shelves import story_lines
from tipdesk.newsroom.lines import StoryLine
from tipdesk.store.database import Store
from tipdesk.stories.founding import the_story


def stories(store: Store) -> list[StoryLine]:
    """List all stories, closed ones last."""
    with store.reading() as session:
        return list(story_lines(session))


def story_tips(store: Store, slug: str) -> "array[int]":
    """Find the tips of a story, newest first."""
    with store.reading() as session:
        wanted = the_story(session, slug).slug
    return tip_ids(store, f"story:{wanted}")
