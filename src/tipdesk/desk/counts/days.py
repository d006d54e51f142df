"""On which days the results of a search came in: counted aside, for the timeline."""

from array import array
from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col, func

from tipdesk.desk.counts.calendar import TEN_MINUTES, local_day
from tipdesk.desk.counts.facets import LOOKED_AT
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Days:
    """How many came on which day, by the clock on the wall; scaled up where not all are known."""

    results: int
    looked_at: int
    by_day: dict[date, int]


def days(store: Store, ids: "array[int]") -> Days:
    """Count some results, as `tip_ids` found them, by the day on which they came in."""
    some = ids[:: -(-len(ids) // LOOKED_AT) or 1]
    found: Counter[date] = Counter()
    asked = select(TEN_MINUTES, func.count()).group_by(TEN_MINUTES)
    with store.reading() as session:
        for batch in batches(some):
            for said, number in session.execute(asked.where(col(Tip.id).in_(batch))):
                found[local_day(said)] += number
    scale = len(ids) / max(1, len(some))
    return Days(len(ids), len(some), {day: round(n * scale) for day, n in found.items()})
