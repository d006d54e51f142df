"""Keeps a list that was found up to date: few tips that changed need no look at all the others."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress

from sqlalchemy import and_, select, true
from sqlmodel import Session, col

from tipdesk.desk.asking.query import parse
from tipdesk.desk.searching.listing import found
from tipdesk.desk.searching.narrowing import Asking
from tipdesk.desk.searching.order import falling
from tipdesk.desk.searching.shape import Condition, looked_up, tip_by_tip
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store

_FEW = 3  # changed tips: to find more in a list takes as long as to ask for it
_COMPARED = 32  # tips from all over a list, among which one is sorted to find its place


def renewed(
    store: Store,
    listed: "array[int]",
    changed: Collection[int],
    query: str = "",
    *,
    newest_first: bool = True,
) -> "array[int]":
    """Give what a search finds now, where it found `listed` before these tips changed."""
    asking = Asking(parse(query), store.editor, newest_first=newest_first)
    if len(changed) > _FEW or "relevance" in asking.query.sort:
        return found(store, asking)
    with store.reading() as session:
        return _renewed(session, asking, listed, changed)


def _renewed(
    session: Session, asking: Asking, listed: "array[int]", changed: Collection[int]
) -> "array[int]":
    rows = _rows(listed, changed)
    near = [listed[row] for row in rows]
    wanted = looked_up(and_(true(), *map(tip_by_tip, asking.conditions())))
    still = _sorted(session, asking, {*near, *changed}, wanted)
    if [tip for tip in near if tip in still] == still:
        return _without(listed, [row for row in rows if listed[row] not in still])
    # One came in that was not listed, or goes elsewhere.
    come = [tip for tip in still if tip in changed]
    stay = frozenset(still).difference(come)
    left = _without(listed, [row for row in rows if listed[row] not in stay])
    for tip in come:
        left.insert(_place(session, asking, left, tip), tip)
    return left


def _rows(listed: "array[int]", changed: Collection[int]) -> list[int]:
    """Find the rows of the changed tips, and of those beside them, who tell of their place."""
    near: set[int] = set()
    for tip in changed:
        with suppress(ValueError):
            row = listed.index(tip)
            near.update(range(max(row - 1, 0), min(row + 2, len(listed))))
    return sorted(near)


def _place(session: Session, asking: Asking, listed: Sequence[int], tip: int) -> int:
    """Find the row where a tip belongs, closer with each look at some from all over the list."""
    low, high = 0, len(listed)
    while low < high:
        rows = range(low, high, (high - low) // _COMPARED + 1)
        order = _sorted(session, asking, {tip, *(listed[row] for row in rows)})
        above = frozenset(order[: order.index(tip)])
        last = sum(listed[row] in above for row in rows)
        if not last:
            break
        low, high = rows[last - 1] + 1, rows[last] if last < len(rows) else high
    return low


def _sorted(session: Session, asking: Asking, tips: Iterable[int], *holds: Condition) -> list[int]:
    """Give these tips in the order of the list, as far as something holds of them."""
    asked = select(col(Tip.id)).where(col(Tip.id).in_(tips), *holds)
    order = (falling(key, key.column) for key in asking.by)
    return list(session.execute(asked.order_by(*order)).scalars())


def _without(listed: "array[int]", rows: Sequence[int]) -> "array[int]":
    left = listed[:]
    for row in reversed(rows):
        del left[row]
    return left
