"""How the desk has worked for some weeks: what came in, how fast it went on, what was used."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col, func

from tipdesk.desk.searching.listing import never
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

USUAL_WEEKS = 12
_AT_ONCE = 5_000


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


class _Counting:
    """The numbers while tip after tip is looked at."""

    def __init__(self) -> None:
        self.channel: Counter[str] = Counter()
        self.workflow: Counter[str] = Counter()
        self.week: Counter[date] = Counter()
        self.to_open: list[float] = []

    def add(self, row: Any) -> None:
        """Count one tip."""
        self.channel[row.channel] += 1
        self.workflow[row.workflow] += 1
        self.week[_monday(row.received_at)] += 1
        if row.opened_at is not None:
            self.to_open.append(_minutes(row.received_at, row.opened_at))


def statistics(
    store: Store, weeks: int = USUAL_WEEKS, *, cancelled: Callable[[], bool] = never
) -> Statistics:
    """Count the tips of this week and the weeks before it."""
    first = _monday(now()) - timedelta(weeks=weeks - 1)
    since = datetime.combine(first, time(), UTC)
    counting = _Counting()
    with store.reading() as session:
        for row in _tips(session, since):
            if counting.channel.total() % _AT_ONCE == 0 and cancelled():
                raise Cancelled("The statistics were not needed any more.")
            counting.add(row)
        to_publish = _to_publish(session, since)
        story = _by_story(session, since)
    return Statistics(
        since=first,
        tips=counting.channel.total(),
        channel=tuple(counting.channel.most_common()),
        workflow=tuple(counting.workflow.most_common()),
        story=story,
        week=tuple((day, counting.week[day]) for day in _mondays(first, weeks)),
        opened=len(counting.to_open),
        used=len(to_publish),
        minutes_to_open=median(counting.to_open) if counting.to_open else None,
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


def _tips(session: Session, since: datetime) -> Iterator[Any]:
    columns = (Tip.channel, Tip.workflow, Tip.received_at, Tip.opened_at)
    asked = select(*map(col, columns)).where(*_kept(since))
    yield from session.execute(asked.execution_options(yield_per=_AT_ONCE))


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


def _monday(moment: datetime) -> date:
    day = moment.date()
    return day - timedelta(days=day.weekday())


def _mondays(first: date, weeks: int) -> Iterator[date]:
    return (first + timedelta(weeks=at) for at in range(weeks))


def _minutes(since: datetime, until: datetime) -> float:
    return max(0.0, (until - since).total_seconds() / 60)
