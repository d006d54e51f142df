"""Lets the database begin with the part of a search that few tips answer.

It knows no numbers of its own. Where a part names thirty tips in a million, those are looked up;
else it walks through the tips in the order of the list, by an index that knows a part of it all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import BooleanClauseList, Column, and_, func, select, true, union_all
from sqlalchemy.sql import operators, visitors
from sqlmodel import Session, col

from tipdesk.desk.asking.nodes import Either, Every, Filter, Node, Not, Query, Word, every
from tipdesk.desk.searching.conditions import NOT_TRASHED, Condition, conditions, hinted
from tipdesk.desk.searching.order import Key, keys
from tipdesk.desk.searching.ranges import ranges
from tipdesk.desk.searching.shape import looked_up, rows_of
from tipdesk.newsroom.tip import Tip

_WORDED = ("name", "place")  # full text answers them, and does so for all tips at once
_INDEXED = ("is", "due", "changed")  # of which an index of tips knows how many there are
_ARRIVAL = frozenset({"received_at", "trashed_at"})
_LISTED = _ARRIVAL | {"hints", "taken_from", "taken_until"}  # what the list's own index knows
FEW = 200_000  # so many are looked up and sorted before a walk past a million has ended
MANY = 30_000  # of a stretch that is walked, nobody counts further
_HINTED = 1_000  # nor of what hints tell: to list more takes longer than to walk past a million


@dataclass(frozen=True, slots=True)
class Asking:
    """Who looks for what, and when; `answered` are parts that need not be asked any more."""

    query: Query
    editor: str = field(repr=False)
    at: datetime | None = None
    newest_first: bool = True
    answered: frozenset[Node] = frozenset()

    @property
    def parts(self) -> list[Node]:
        """Give what must hold together and is not answered yet."""
        return [part for part in self.query.parts if part not in self.answered]

    @property
    def by(self) -> list[Key]:
        """Say by what the tips are sorted."""
        return keys(self.query, newest_first=self.newest_first)

    def conditions(
        self,
        *,
        common: frozenset[Filter] = frozenset(),
        answered: frozenset[Node] = frozenset(),
    ) -> list[Condition]:
        """Say what must hold of a tip, besides what is answered."""
        done = self.answered | answered
        return conditions(self.query, editor=self.editor, at=self.at, common=common, answered=done)


@dataclass(frozen=True, slots=True)
class Way:
    """What must hold, and the stretches of an index that answer it; no tip lies in two of them.

    Instead of walking, one may begin with the rows of a part where it `has_rows`.
    """

    holds: list[Condition]
    stretches: list[Condition]
    is_few: bool = False
    has_rows: bool = False

    @property
    def beside_a_walk(self) -> list[Condition]:
        """Say what must hold so that the database walks along the list's order, or a stretch."""
        return [one if _is_of(_LISTED, one) else looked_up(one) for one in self.holds]

    def within(self, arrival: Condition) -> "Way":
        """Say when the tips came in, besides; what is begun with few tips still is."""
        return replace(self, holds=[*self.holds, looked_up(arrival) if self.is_few else arrival])


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a search that must hold: which tips answer it, and how many."""

    nodes: frozenset[Node]
    rows: Any
    stretches: list[Condition]
    size: int


def narrowed(
    session: Session, asking: Asking, *, few: int | None = None, tip_by_tip: bool = False
) -> Way:
    """Say what must hold, and where to begin: with few tips, or with a walk along an index.

    A short walk looks at what belongs to a tip when it comes to it, `tip_by_tip`: a list of it all
    would be waited for.
    """
    walks = asking.by[0].is_arrival
    hints = walks and few is not None
    few = FEW if few is None else few
    common = frozenset(one for one in _inside(asking.query.asked) if hints and hinted(one))
    parts = sorted(_parts(session, asking, few, hints=hints), key=lambda part: part.size)
    if parts and parts[0].size <= few and not (walks and parts[0].stretches):
        # Inside of a case the database sees no index, and takes the few first.
        rest = asking.conditions(common=common, answered=parts[0].nodes)
        return Way(
            [col(Tip.id).in_(parts[0].rows), looked_up(and_(true(), *rest))], [], is_few=True
        )
    walked = _walked(asking, parts, hints=hints)
    answered = frozenset[Node]() if walked is None else walked.nodes
    common |= {one for one in _filters(asking) if tip_by_tip or _is_of_pairs(one)}
    rest = asking.conditions(common=common, answered=answered)
    has_rows = any(not part.stretches and part.size <= FEW for part in parts)
    stretches = [] if walked is None else walked.stretches
    return Way(_each(rest), stretches, has_rows=has_rows)


def step_by_step(asking: Asking) -> Way:
    """Look at one tip after the other, and ask full text for none of the words of a filter."""
    common = frozenset(part for part in asking.parts if isinstance(part, Filter))
    return Way(_each(asking.conditions(common=common)), [], has_rows=True)


def is_worded(asking: Asking) -> bool:
    """Tell whether full text would be asked for the words of a filter, and for no others."""
    filters = (part for part in asking.parts if isinstance(part, Filter))
    return not asking.query.words and any(part.key in _WORDED for part in filters)


def _walked(asking: Asking, parts: list[_Part], *, hints: bool) -> _Part | None:
    """Choose the stretches to walk; past nearly all tips, the index that knows hints is better."""
    walked = next((part for part in parts if part.stretches), None)
    if walked is None or (walked.size > FEW and hints and any(map(hinted, asking.parts))):
        return None
    return walked


def _inside(node: Node | None) -> Iterator[Filter]:
    """Give all filters, those that are excluded as well."""
    match node:
        case Filter():
            yield node
        case Not():
            yield from _inside(node.what)
        case Every() | Either():
            yield from chain.from_iterable(map(_inside, node.parts))


def _filters(asking: Asking) -> Iterator[Filter]:
    for part in asking.parts:
        if isinstance(part, Filter) and part.key not in _WORDED:
            yield part


def _is_of_pairs(part: Filter) -> bool:
    """Tell whether all files would be compared with all to list the tips."""
    return part.key == "has" and "duplicate" in part.values


def is_of_arrival(condition: Condition) -> bool:
    """Tell whether the list's own order answers a condition."""
    return _is_of(_ARRIVAL, condition)


def _is_of(names: frozenset[str], condition: Condition) -> bool:
    return names.issuperset(
        one.name for one in visitors.iterate(condition) if isinstance(one, Column)
    )


def _each(conditions: Iterable[Condition]) -> list[Condition]:
    return [one for together in conditions for one in _single(together)]


def _single(condition: Condition) -> Iterator[Condition]:
    """Give what must hold together, each by itself."""
    if isinstance(condition, BooleanClauseList) and condition.operator is operators.and_:
        for part in condition.clauses:
            yield from _single(part)
    else:
        yield condition


def _parts(session: Session, asking: Asking, few: int, *, hints: bool) -> Iterator[_Part]:
    """Give what must hold by itself, the words in one: together they may be rare."""
    kept = [one for one in asking.conditions() if one is NOT_TRASHED]
    words = every(part for part in asking.parts if isinstance(part, Word))
    filters = [part for part in asking.parts if isinstance(part, Filter)]
    for node in (*(() if words is None else (words,)), *filters):
        asked = conditions(Query(node), editor=asking.editor, at=asking.at)[0]
        stretches = ranges(session, node, asking.editor)
        # Of what must hold together, the first is a list of those of which the rest may hold.
        rows, *more = (rows_of(one) for one in _single(asked))
        if stretches or (rows is None and isinstance(node, Filter) and node.key in _INDEXED):
            each = (select(col(Tip.id)).where(one, *kept) for one in stretches or (asked,))
            rows = union_all(*each)
        if rows is not None:
            most = min(_HINTED, few + 1) if hints and hinted(node) else None
            size = _size(session, rows, MANY if stretches else most, few)
            few = min(few, size)  # of what is more than that, nobody need know how many
            known = node.parts if isinstance(node, Every) else (node,)
            nodes = frozenset[Node](() if more and not stretches else known)
            yield _Part(nodes, rows, stretches, size)


def _size(session: Session, rows: Any, most: int | None, few: int) -> int:
    """Count no further than few, or than what is rather walked: perhaps that is nearly all."""
    most = few + 1 if most is None else most
    some = rows.limit(most).subquery()
    size = int(session.execute(select(func.count()).select_from(some)).scalar_one())
    return FEW + 1 if size == most != few + 1 else size
