"""Stories and tags with the number of tips that lie there."""

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import Session, col

from tipdesk.newsroom.ids import StoryId
from tipdesk.newsroom.lines import StoryLine
from tipdesk.newsroom.states import StoryStatus
from tipdesk.newsroom.story import Story
from tipdesk.newsroom.tally import Tallied
from tipdesk.newsroom.tip import Tag
from tipdesk.store.tallies import tallies


def story_lines(session: Session, only: Collection[int] | None = None) -> tuple[StoryLine, ...]:
    """Read stories, closed ones last, else by slug; trashed tips don't count."""
    asked = select(
        *(col(Story.id), col(Story.slug), col(Story.headline), col(Story.section)),
        *(col(Story.status), col(Story.embargo_until), col(Story.published_url)),
        col(Story.published_at),
    ).order_by(col(Story.status) == StoryStatus.CLOSED, col(Story.slug))
    if only is not None:
        asked = asked.where(col(Story.id).in_(only))
    tips = tallies(session)[Tallied.STORY]
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


def tag_counts(session: Session) -> tuple[tuple[str, int], ...]:
    """Count the tips of each tag that is in use, the most used first."""
    tips = tallies(session)[Tallied.TAG]
    names = session.execute(select(col(Tag.id), col(Tag.name)).order_by(col(Tag.key))).all()
    used = [(name, tips[str(tag)]) for tag, name in names if str(tag) in tips]
    return tuple(sorted(used, key=lambda one: -one[1]))
