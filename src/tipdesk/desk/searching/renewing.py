"""Keeps a list that was found up to date: few tips that changed need no look at all the others."""

from array import array
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace

from tipdesk.desk.asking.nodes import Filter, Query, every
from tipdesk.desk.asking.query import parse
from tipdesk.desk.searching.listing import found
from tipdesk.desk.searching.narrowing import Asking
from tipdesk.store.database import Store

_FEW = 3  # changed tips: to find more in a list takes as long as to ask for it


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
    if len(changed) <= _FEW and "relevance" not in asking.query.sort:
        rows = _rows(listed, changed)
        still = found(store, _among(asking, {*changed, *(listed[row] for row in rows)}))
        gone = frozenset(listed[row] for row in rows).difference(still)
        # Else one came in that was not listed, or goes elsewhere.
        if [listed[row] for row in rows if listed[row] not in gone] == list(still):
            return _without(listed, [row for row in rows if listed[row] in gone])
    return found(store, asking)


def _rows(listed: "array[int]", changed: Collection[int]) -> list[int]:
    """Find the rows of the changed tips, and of those beside them, who tell of their place."""
    near: set[int] = set()
    for tip in changed:
        with suppress(ValueError):
            row = listed.index(tip)
            near.update(range(max(row - 1, 0), min(row + 2, len(listed))))
    return sorted(near)


def _among(asking: Asking, tips: Collection[int]) -> Asking:
    these = Filter("number", tuple(str(tip) for tip in sorted(tips)))
    return replace(asking, query=Query(every((these, asking.query.asked)), asking.query.sort))


def _without(listed: "array[int]", rows: Sequence[int]) -> "array[int]":
    left = listed[:]
    for row in reversed(rows):
        del left[row]
    return left
