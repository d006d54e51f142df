"""What the results of a search have in common, to narrow it further: counted aside, on demand."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, String, cast, select
from sqlmodel import Session, col, func

from tipdesk.desk.counts.calendar import TEN_MINUTES, local_day
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tally import Tallied
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store.batches import batches
from tipdesk.store.database import Store
from tipdesk.store.tallies import tallies

LOOKED_AT = 20_000  # results; of more, so many from all over them are looked at
_SHOWN = 12  # values of one facet


@dataclass(frozen=True, slots=True)
class Facets:
    """How many results have which value; where not all were looked at, scaled up, so about so many.

    Each list is by number, the months, by the clock on the wall, by time.
    """

    results: int
    looked_at: int
    workflow: tuple[tuple[str, int], ...]
    channel: tuple[tuple[str, int], ...]
    story: tuple[tuple[str, int], ...]
    tag: tuple[tuple[str, int], ...] = field(repr=False)
    place: tuple[tuple[str, int], ...] = field(repr=False)
    month: tuple[tuple[str, int], ...]

    @property
    def exact(self) -> bool:
        """Tell whether every result was looked at."""
        return self.looked_at == self.results


def facets(store: Store, ids: "array[int]") -> Facets:
    """Count the values of some results, as `tip_ids` found them."""
    some = _spread(ids)
    with store.reading() as session:
        known = _known(session, ids) if len(some) < len(ids) else {}
        found: dict[str, Counter[str]] = {name: Counter() for name in _ASKED if name not in known}
        for batch in batches(some):
            for name, values in found.items():
                for value, number in _counted(session, name, batch):
                    values[value] += number
    scale = len(ids) / max(1, len(some))
    listed = {name: _listed(name, values, scale) for name, values in found.items()}
    listed |= {name: _listed(name, values, 1) for name, values in known.items()}
    return Facets(results=len(ids), looked_at=len(some), **listed)


def _known(session: Session, ids: "array[int]") -> dict[str, Counter[str]]:
    """Take the running numbers where every tip that is not in the trash was found."""
    running = tallies(session)
    if len(ids) != sum(running[Tallied.WORKFLOW].values()) or not _are_kept(session, ids):
        return {}
    stories = session.execute(select(cast(col(Story.id), String), col(Story.slug))).all()
    tags = session.execute(select(cast(col(Tag.id), String), col(Tag.name))).all()
    return {
        "workflow": Counter(running[Tallied.WORKFLOW]),
        "channel": Counter(running[Tallied.CHANNEL]),
        "story": Counter({slug: running[Tallied.STORY].get(key, 0) for key, slug in stories}),
        "tag": Counter({name: running[Tallied.TAG].get(key, 0) for key, name in tags}),
    }


def _are_kept(session: Session, ids: "array[int]") -> bool:
    asked = select(col(Tip.id)).where(col(Tip.trashed_at).is_not(None))
    return frozenset(session.execute(asked).scalars()).isdisjoint(ids)


def _spread(ids: "array[int]") -> Sequence[int]:
    """Take all, or every so manieth from the first to the last."""
    if len(ids) <= LOOKED_AT:
        return ids
    return array("q", (ids[at * len(ids) // LOOKED_AT] for at in range(LOOKED_AT)))


def _counted(session: Session, name: str, batch: list[int]) -> Iterator[tuple[str, int]]:
    asked, tip = _ASKED[name]
    for value, number in session.execute(asked.where(tip.in_(batch))):
        if value:
            yield _month(value) if name == "month" else value, number


def _month(ten_minutes: str) -> str:
    day = local_day(ten_minutes)
    return f"{day.year:04}-{day.month:02}"


def _listed(name: str, values: Counter[str], scale: float) -> tuple[tuple[str, int], ...]:
    scaled = [(value, round(number * scale)) for value, number in values.items() if number]
    if name == "month":
        return tuple(sorted(scaled))
    return tuple(sorted(scaled, key=lambda one: (-one[1], one[0]))[:_SHOWN])


def _by(column: Any) -> Select[Any]:
    return select(column, func.count()).group_by(column)


_ASKED: MappingProxyType[str, tuple[Select[Any], Any]] = MappingProxyType(
    {
        "workflow": (_by(col(Tip.workflow)), col(Tip.id)),
        "channel": (_by(col(Tip.channel)), col(Tip.id)),
        "story": (_by(col(Story.slug)).join(StoryTip), col(StoryTip.tip_id)),
        "tag": (_by(col(Tag.name)).join(TipTag), col(TipTag.tip_id)),
        "place": (_by(col(Tip.place)), col(Tip.id)),
        "month": (_by(TEN_MINUTES), col(Tip.id)),
    }
)
