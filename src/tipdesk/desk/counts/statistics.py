"""How the desk has worked for some weeks: what came in, how fast it went on, what was used."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Any

from sqlalchemy import String, cast, select
from sqlmodel import Session, col, func

from tipdesk.newsroom.states import Channel, Workflow
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

USUAL_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers of the tips that came in since a Monday, trashed ones left out; times in minutes.

    Weeks are named by their Mondays, those in which nothing came included.
    """

    since: date
    tips: int
    channel: tuple[tuple[str, int], ...]
    workflow: tuple[tuple[str, int], ...]
    story: tuple[tuple[str, int], ...]
    week: tuple[tuple[date, int], ...]
    opened: int
    used: int
    minutes_to_open: float | None
    minutes_to_publish: float | None


def statistics(store: Store, weeks: int = USUAL_WEEKS) -> Statistics:
    """Count the tips of this week and the weeks before it."""
    first = _monday(now().date()) - timedelta(weeks=weeks - 1)
    since = datetime.combine(first, time(), UTC)
    asked = (_channels, _workflows, _weeks, _by_story, _to_open, _to_publish)
    with store.reading() as session:
        told: list[Any] = [ask(session, since) for ask in asked]
    channel, workflow, week, story, to_open, to_publish = told
    return Statistics(
        since=first,
        tips=week.total(),
        channel=channel,
        workflow=workflow,
        story=story,
        week=tuple((day, week[day]) for day in _mondays(first, weeks)),
        opened=len(to_open),
        used=len(to_publish),
        minutes_to_open=median(to_open) if to_open else None,
        minutes_to_publish=median(to_publish) if to_publish else None,
    )


def as_csv(told: Statistics) -> str:
    """Write the numbers as a table of what, which, and how many."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("what", "which", "number"))
    writer.writerow(("tips", f"since {told.since}", told.tips))
    for name in ("channel", "workflow", "story", "week"):
        writer.writerows((name, which, number) for which, number in getattr(told, name))
    for name in ("opened", "used", "minutes_to_open", "minutes_to_publish"):
        number = getattr(told, name)
        writer.writerow((name, "", "" if number is None else round(number, 1)))
    return text.getvalue()


def _channels(session: Session, since: datetime) -> tuple[tuple[str, int], ...]:
    return _counted(session, since, col(Tip.channel), [channel.value for channel in Channel])


def _workflows(session: Session, since: datetime) -> tuple[tuple[str, int], ...]:
    return _counted(session, since, col(Tip.workflow), [state.value for state in Workflow])


def _counted(
    session: Session, since: datetime, column: Any, values: list[str]
) -> tuple[tuple[str, int], ...]:
    """Count each of some values along its own index: the most frequent first."""
    asked = select(column, func.count()).where(column.in_(values), *_kept(since)).group_by(column)
    found = session.execute(asked).all()
    return tuple(
        sorted(((name, count) for name, count in found), key=lambda one: (-one[1], one[0]))
    )


def _weeks(session: Session, since: datetime) -> Counter[date]:
    day = func.substr(cast(col(Tip.received_at), String), 1, len("2026-11-26"))
    weeks: Counter[date] = Counter()
    found = session.execute(select(day, func.count()).where(*_kept(since)).group_by(day))
    for said, count in found:
        weeks[_monday(date.fromisoformat(said))] += count
    return weeks


def _to_open(session: Session, since: datetime) -> list[float]:
    """Tell how long each opened tip took; as texts, of which a moment is made in no time."""
    moments = (cast(col(one), String) for one in (Tip.received_at, Tip.opened_at))
    asked = select(*moments).where(*_kept(since), col(Tip.opened_at).is_not(None))
    read = datetime.fromisoformat
    return [_minutes(read(received), read(opened)) for received, opened in session.execute(asked)]


def _to_publish(session: Session, since: datetime) -> list[float]:
    """Tell how long each used tip took to its first use that was not withdrawn."""
    first = func.min(col(Use.published_at))
    asked = select(col(Tip.received_at), first).join(Use).where(*_kept(since))
    found = session.execute(asked.where(col(Use.withdrawn_at).is_(None)).group_by(col(Tip.id)))
    return [_minutes(received, published) for received, published in found]


def _by_story(session: Session, since: datetime) -> tuple[tuple[str, int], ...]:
    asked = select(col(Story.slug), func.count()).join(StoryTip).join(Tip).where(*_kept(since))
    number = func.count().desc()
    found = session.execute(asked.group_by(col(Story.slug)).order_by(number, col(Story.slug)))
    return tuple((slug, count) for slug, count in found)


def _kept(since: datetime) -> tuple[Any, Any]:
    return col(Tip.trashed_at).is_(None), col(Tip.received_at) >= since


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(first: date, weeks: int) -> Iterator[date]:
    return (first + timedelta(weeks=at) for at in range(weeks))


def _minutes(since: datetime, until: datetime) -> float:
    return max(0.0, (until - since).total_seconds() / 60)
