"""Stories and tags with the number of tips that lie there."""

from collections.abc import Collection

from sqlalchemy import inspect, select
from sqlmodel import Session, col, func

from tipdesk.newsroom.ids import StoryId
from tipdesk.newsroom.lines import StoryLine
from tipdesk.newsroom.states import StoryStatus
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import Tag, Tip, TipTag


def story_lines(session: Session, only: Collection[int] | None = None) -> tuple[StoryLine, ...]:
    """Read stories, closed ones last, else by slug; trashed tips don't count."""
    asked = select(
        *(col(Story.id), col(Story.slug), col(Story.headline), col(Story.section)),
        *(col(Story.status), col(Story.embargo_until), col(Story.published_url)),
        col(Story.published_at),
    ).order_by(col(Story.status) == StoryStatus.CLOSED, col(Story.slug))
    if only is not None:
        asked = asked.where(col(Story.id).in_(only))
    tips = _tips_on(session, StoryTip, "story_id", only)
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
            tips=tips.get(row.id, 0),
        )
        for row in session.execute(asked)
    )


def tag_counts(session: Session) -> tuple[tuple[str, int], ...]:
    """Count the tips of each tag that is in use, the most used first."""
    tips = _tips_on(session, TipTag, "tag_id")
    names = session.execute(select(col(Tag.id), col(Tag.name)).order_by(col(Tag.key))).all()
    used = [(name, tips[tag]) for tag, name in names if tips.get(tag, 0) > 0]
    return tuple(sorted(used, key=lambda one: -one[1]))


def _tips_on(
    session: Session,
    links: type[TipTag | StoryTip],
    shelf: str,
    only: Collection[int] | None = None,
) -> dict[int, int]:
    """Count all and take off the trashed, which are few: so no tip's own row has to be read."""
    columns = inspect(links).columns
    trashed = select(col(Tip.id)).where(col(Tip.trashed_at).is_not(None))
    every = select(columns[shelf], func.count()).group_by(columns[shelf])
    if only is not None:
        every = every.where(columns[shelf].in_(only))
    tips = dict(session.execute(every).all())
    for key, number in session.execute(every.where(columns["tip_id"].in_(trashed))):
        tips[key] -= number
    return tips
