"""What the board asks the desk: the same search as the list, apart by state."""

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tipdesk.desk.asking.nodes import Filter, Query, every
from tipdesk.desk.asking.query import QueryNotUnderstood, both, parse, written
from tipdesk.gui.tips.questions import Wish
from tipdesk.gui.tips.searching.tokens import as_typed
from tipdesk.newsroom.states import Workflow

if TYPE_CHECKING:
    # The store's libraries are slow to load; the window paints before they are there.
    from tipdesk.store.database import Store


class Asked(NamedTuple):
    """What the whole board shows, and the column that the sidebar means by its state."""

    query: str
    state: Workflow | None


def asked(wish: Wish) -> Asked | None:
    """Ask for what the list asks for; a state of the sidebar is a column here, and no filter.

    None is a search that can't be read.
    """
    try:
        view = parse(wish.view)
        apart = [part for part in view.parts if _is_state(part)]
        rest = every(part for part in view.parts if part not in apart)
        query = both(written(Query(rest, view.sort)), as_typed(wish.words))
    except QueryNotUnderstood:
        return None
    return Asked(query, _state(apart[0]) if len(apart) == 1 else None)


@dataclass(frozen=True, slots=True)
class Page:
    """The first tips of a column, in their order; `query` is what the whole board shows."""

    query: str = field(repr=False)
    state: Workflow
    newest_first: bool
    limit: int


def cards(store: "Store", page: Page) -> "array[int]":
    """Find the tips of a page."""
    from tipdesk.desk.searching.listing import tip_ids  # noqa: PLC0415

    return tip_ids(
        store,
        _in_state(page.query, page.state),
        newest_first=page.newest_first,
        limit=page.limit,
    )


def counted(store: "Store", query: str) -> dict[Workflow, int]:
    """Count the tips of every state."""
    from tipdesk.desk.counts.counting import counts  # noqa: PLC0415
    from tipdesk.desk.searching.listing import tip_ids  # noqa: PLC0415

    if not query:
        return dict(counts(store).workflow)
    return {state: len(tip_ids(store, _in_state(query, state))) for state in Workflow}


def _in_state(query: str, state: Workflow) -> str:
    return both(query, f"workflow:{state.value}")


def _is_state(part: object) -> bool:
    return isinstance(part, Filter) and part.key == "workflow"


def _state(part: object) -> Workflow | None:
    values = part.values if isinstance(part, Filter) else ()
    return Workflow(values[0]) if len(values) == 1 else None
