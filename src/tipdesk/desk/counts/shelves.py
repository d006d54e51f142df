"""Stories and tags with the number of tips that lie there."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from tipdesk.newsroom.ids import StoryId
from tipdesk.newsroom.lines import StoryLine
from tipdesk.newsroom.states import StoryStatus
from tipdesk.newsroom.story import Story
from tipdesk.newsroom.tip import Tag


def story_lines(session: Session, tips: Mapping[str, int]) -> tuple[StoryLine, ...]:
    """Read stories, closed ones last, else by slug; `tips` says how many lie in each."""
    asked = select(
        *(col(Story.id), col(Story.slug), col(Story.headline), col(Story.section)),
        *(col(Story.status), col(Story.embargo_until), col(Story.published_url)),
        col(Story.published_at),
    ).order_by(col(Story.status) == StoryStatus.CLOSED, col(Story.slug))
    return tuple(
        StoryLine(
            id=StoryId(row.id),
            slug=row.slug,
            headline=row.headline,
            section=row.section,
            status=StoryStatus(row.status),
            embargo_until=row.embargo_until,
            published_url=row.published_url,
            published_at=row.published_at,
            tips=tips.get(str(row.id), 0),
        )
        for row in session.execute(asked)
    )


def tag_counts(session: Session, tips: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Name the tags that are in use, the most used first; `tips` says how many have each."""
    names = session.execute(select(col(Tag.id), col(Tag.name)).order_by(col(Tag.key))).all()
    used = [(name, tips[str(tag)]) for tag, name in names if str(tag) in tips]
    return tuple(sorted(used, key=lambda one: -one[1]))
