"""Stories and tags with the number of tips that lie there."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from tipdesk.newsroom.ids import StoryId
from tipdesk.newsroom.lines import StoryLine
from tipdesk.newsroom.states import StoryStatus
from tipdesk.newsroom.when import of_kept

_STORIES = """
    SELECT id, slug, headline, section, status, embargo_until, published_url, published_at
    FROM story ORDER BY status = 'closed', slug
"""
_TAGS = "SELECT id, name FROM tag ORDER BY key"


def story_lines(session: Session, tips: Mapping[str, int]) -> tuple[StoryLine, ...]:
    """Read stories, closed ones last, else by slug; `tips` says how many lie in each."""
    desk: Any = session.connection().connection.driver_connection
    return tuple(
        StoryLine(
            id=StoryId(number),
            slug=slug,
            headline=headline,
            section=section,
            status=StoryStatus(status),
            embargo_until=of_kept(embargo) if embargo else None,
            published_url=url,
            published_at=of_kept(published) if published else None,
            tips=tips.get(str(number), 0),
        )
        for number, slug, headline, section, status, embargo, url, published in desk.execute(
            _STORIES
        )
    )


def tag_counts(session: Session, tips: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Name the tags that are in use, the most used first; `tips` says how many have each."""
    desk: Any = session.connection().connection.driver_connection
    used = [(name, tips[str(tag)]) for tag, name in desk.execute(_TAGS) if str(tag) in tips]
    return tuple(sorted(used, key=lambda one: -one[1]))
