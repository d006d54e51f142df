"""What facets and timeline ask the desk, once the list is there."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tipdesk.desk.asking.query import QueryNotUnderstood
from tipdesk.desk.counts.days import days
from tipdesk.desk.counts.facets import Facets, facets
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.gui.facets.clauses import RECEIVED
from tipdesk.gui.facets.rows import Block
from tipdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Survey:
    """What the results of a search are made of, and when they came."""

    found: int
    looked_at: int
    blocks: tuple[Block, ...] = field(repr=False)
    by_day: dict[date, int] = field(repr=False)
    by_hour: dict[datetime, int] = field(repr=False)


def survey(store: Store, query: str) -> Survey | None:
    """Survey what a search finds; one that can't be read has no answer."""
    try:
        ids = tip_ids(store, query)
    except QueryNotUnderstood:
        return None
    told = facets(store, ids)
    came = days(store, ids)
    looked_at = min(told.looked_at, came.looked_at)
    return Survey(len(ids), looked_at, _blocks(told), came.by_day, came.by_hour)


def _blocks(told: Facets) -> tuple[Block, ...]:
    months = tuple(reversed(told.month))
    return (
        Block("workflow", told.workflow),
        Block("channel", told.channel),
        Block("story", told.story),
        Block("tag", told.tag),
        Block("place", told.place),
        Block(RECEIVED, months),
    )
