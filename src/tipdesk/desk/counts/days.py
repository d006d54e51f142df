"""On which days the results of a search came in: counted aside, for the timeline."""

from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import String, cast, select
from sqlmodel import col, func

from tipdesk.desk.counts.facets import LOOKED_AT
from tipdesk.desk.searching.listing import never
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

# By the ten minutes: every zone's midnight lies between two of them.
_TEN_MINUTES = len("2026-11-26 12:3")


@dataclass(frozen=True, slots=True)
class Days:
    """How many came on which day, by the clock on the wall; scaled up where not all are known."""

    results: int
    looked_at: int
    by_day: dict[date, int]


def days(store: Store, ids: "array[int]", *, cancelled: Callable[[], bool] = never) -> Days:
    """Count some results, as `tip_ids` found them, by the day on which they came in."""
    some = ids[:: -(-len(ids) // LOOKED_AT) or 1]
    found: Counter[date] = Counter()
    minutes = func.substr(cast(col(Tip.received_at), String), 1, _TEN_MINUTES)
    asked = select(minutes, func.count()).group_by(minutes)
    with store.reading() as session:
        for batch in batches(some):
            if cancelled():
                raise Cancelled("The search was replaced by a newer one.")
            for said, number in session.execute(asked.where(col(Tip.id).in_(batch))):
                found[_day(said)] += number
    scale = len(ids) / max(1, len(some))
    return Days(len(ids), len(some), {day: round(n * scale) for day, n in found.items()})


def _day(said: str) -> date:
    moment = datetime.fromisoformat(f"{said}0").replace(tzinfo=UTC)
    try:
        return moment.astimezone().date()
    except (OverflowError, ValueError, OSError):  # at the ends of the calendar
        return moment.date()
