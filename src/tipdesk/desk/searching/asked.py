"""Puts a search together for the database: what must hold, in which order, along which index."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, column, not_, or_, select, true, union_all
from sqlmodel import Session, col

from tipdesk.desk.searching.narrowing import (
    MANY,
    Asking,
    Way,
    is_of_arrival,
    is_worded,
    narrowed,
    step_by_step,
)
from tipdesk.desk.searching.order import Key, falling
from tipdesk.desk.searching.ranges import sorted_ranges
from tipdesk.desk.searching.shape import Condition, looked_up
from tipdesk.newsroom.tip import Tip

Asked = Select[Any] | CompoundSelect[Any]
SOON = 5_000  # so many rows are looked up and sorted in a moment
NEAR = 10_000  # so many tips of a walk are looked at in a moment


def asked(session: Session, asking: Asking) -> list[Asked]:
    """Ask for the numbers of the tips that a search finds: one question, or one after the other."""
    return _asked(narrowed(session, asking), asking.by)


def page(session: Session, asking: Asking) -> Iterator[Asked]:
    """Ask the same for the first tips alone: along the order of arrival no further than needed.

    Where the nearest tips don't fill the page, what is looked for may lie years back. Then the
    rest begins with the tips that answer a part, where they are fewer than all between; else what
    belongs to a tip is listed before the long walk.
    """
    by = asking.by
    if by[0].is_arrival and is_worded(asking):
        way = step_by_step(asking)
    else:
        few = SOON if by[0].is_arrival else MANY
        way = narrowed(session, asking, few=few, tip_by_tip=True)
    near = _nearest(session, way, by)
    if near is None:
        yield from _asked(way, by)
    else:
        yield from _asked(way.within(near), by)
        yield from _asked(narrowed(session, asking, few=MANY).within(not_(near)), by)


def _nearest(session: Session, way: Way, by: list[Key]) -> Condition | None:
    """Say when the first tips of a walk came in, where it has more and another way is there."""
    if not (way.has_rows and by[0].is_arrival):
        return None
    along = [one for one in way.holds if is_of_arrival(one)]
    last = _walked(Way(along, way.stretches), by).offset(NEAR).limit(1).subquery()
    asked = select(col(Tip.received_at)).where(col(Tip.id).in_(select(last.c.id)))
    until = session.execute(asked).scalar_one_or_none()
    if until is None:
        return None
    arrived = col(Tip.received_at)
    near: Condition = arrived >= until if by[0].falls else arrived <= until
    return near


def _asked(way: Way, by: list[Key]) -> list[Asked]:
    if way.is_few:
        return [_sorted(way.holds, by)]
    if by[0].is_arrival:
        return [_walked(way, by)]
    if by[1].is_arrival and (each := sorted_ranges(by[0].name)):
        return [_walked(way, by[1:], one) for one in (reversed(each) if by[0].falls else each)]
    if by[0].name == "number":  # no index but that of the numbers themselves is walked
        return [_sorted([looked_up(and_(true(), *way.holds, *_either(way.stretches)))], by)]
    if by[0].name == "said":
        said = by[0].column
        return [_walked(way, by[1:], said), _walked(way, by[2:], looked_up(not_(said)))]
    return [_walked(Way(way.holds, []), by, *_either(way.stretches))]


def _walked(way: Way, by: Sequence[Key], *stretch: Condition) -> Asked:
    """Walk along an index in the order of the list; what it doesn't know is looked up."""
    hidden = way.beside_a_walk
    if stretch:
        return _sorted([*stretch, *hidden, *_either(way.stretches)], by)
    if len(way.stretches) < 2:  # noqa: PLR2004  one is in order already
        return _sorted([*way.stretches, *hidden], by)
    return _merged(way.stretches, hidden, by)


def _either(stretches: list[Condition]) -> list[Condition]:
    return [looked_up(or_(*stretches))] if stretches else []


def _sorted(holds: Iterable[Condition], by: Sequence[Key]) -> Select[Any]:
    return select(col(Tip.id)).where(*holds).order_by(*(falling(key, key.column) for key in by))


def _merged(
    stretches: Sequence[Condition], holds: list[Condition], by: Sequence[Key]
) -> CompoundSelect[Any]:
    """Take stretches that are in order already side by side, always the tip that is next."""
    beside = [key.column.label(f"by{at}") for at, key in enumerate(by[:-1])]
    each = [select(col(Tip.id), *beside).where(one, *holds) for one in stretches]
    names = [*(one.name for one in beside), "id"]
    ordered = (falling(key, column(name)) for key, name in zip(by, names, strict=True))
    return union_all(*each).order_by(*ordered)
