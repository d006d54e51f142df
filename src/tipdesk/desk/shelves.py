"""Stories and tags with the number of tips that lie there."""

from collections.abc import Collection

from sqlalchemy import select
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
    tips = _tips_in(session, only)
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


def _tips_in(session: Session, only: Collection[int] | None) -> dict[int, int]:
    """Count all and take off the trashed, which are few: so no tip's own row has to be read."""
    link = col(StoryTip.story_id)
    every = select(link, func.count()).group_by(link)
    trashed = (
        select(link, func.count()).join(Tip).where(col(Tip.trashed_at).is_not(None)).group_by(link)
    )
    if only is not None:
        every, trashed = every.where(link.in_(only)), trashed.where(link.in_(only))
    return _difference(
        dict(session.execute(every).tuples().all()), dict(session.execute(trashed).tuples().all())
    )


def tag_counts(session: Session) -> tuple[tuple[str, int], ...]:
    """Count the tips of each tag that is in use, the most used first."""
    link = col(TipTag.tag_id)
    every = select(link, func.count()).group_by(link)
    trashed = (
        select(link, func.count()).join(Tip).where(col(Tip.trashed_at).is_not(None)).group_by(link)
    )
    tips = _difference(
        dict(session.execute(every).tuples().all()), dict(session.execute(trashed).tuples().all())
    )
    names = session.execute(select(col(Tag.id), col(Tag.name), col(Tag.key))).all()
    used = [(row.name, tips[row.id], row.key) for row in names if tips.get(row.id, 0) > 0]
    return tuple(
        (name, number) for name, number, _ in sorted(used, key=lambda one: (-one[1], one[2]))
    )


def _difference(every: dict[int, int], without: dict[int, int]) -> dict[int, int]:
    return {key: number - without.get(key, 0) for key, number in every.items()}
