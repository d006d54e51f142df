"""On which days the results of a search came in, and at which hours: counted for the timeline."""

from array import array
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import col, func

from tipdesk.desk.counts.calendar import TEN_MINUTES, local_time
from tipdesk.desk.counts.facets import LOOKED_AT
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

D = TypeVar("D", date, datetime)
HOURLY = 4  # days of which the hours are told: of more, nobody can tell them apart


@dataclass(frozen=True, slots=True)
class Days:
    """How many came on which day, by the clock on the wall; scaled up where not all are known.

    Of few days, `by_hour` tells when they came on them; of more it is empty.
    """

    results: int
    looked_at: int
    by_day: dict[date, int]
    by_hour: dict[datetime, int]


def days(store: Store, ids: "array[int]") -> Days:
    """Count some results, as `tip_ids` found them, by the day on which they came in."""
    some = ids[:: -(-len(ids) // LOOKED_AT) or 1]
    hours: Counter[datetime] = Counter()
    asked = select(TEN_MINUTES, func.count()).group_by(TEN_MINUTES)
    with store.reading() as session:
        for batch in batches(some):
            for said, number in session.execute(asked.where(col(Tip.id).in_(batch))):
                hours[local_time(said).replace(minute=0)] += number
    by_day: Counter[date] = Counter()
    for hour, number in hours.items():
        by_day[hour.date()] += number
    if by_day and (max(by_day) - min(by_day)).days >= HOURLY:
        hours.clear()
    scale = len(ids) / max(1, len(some))
    return Days(len(ids), len(some), _scaled(by_day, scale), _scaled(hours, scale))


def _scaled(found: Counter[D], scale: float) -> dict[D, int]:
    return {when: round(number * scale) for when, number in found.items()}
