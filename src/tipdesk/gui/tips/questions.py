"""What the list asks the desk; run on the read lane, where the store's libraries are loaded."""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, cast

from tipdesk.desk.asking.query import QueryNotUnderstood, both, parse
from tipdesk.gui.lit import Marks
from tipdesk.gui.tips.searching.tokens import as_typed
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import Counts, TipLine
from tipdesk.newsroom.states import Workflow

if TYPE_CHECKING:
    from tipdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class Wish:
    """Which tips are to be listed, in which order; `view` is the sidebar's, `words` are typed."""

    view: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    newest_first: bool = True

    @property
    def query(self) -> str:
        """Say it in the query language."""
        return f"{self.view} {as_typed(self.words)}".strip()


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a search was not understood; `at` and `length` point into the words that were typed."""

    sentence: str
    at: int
    length: int
    suggestion: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of the tips that were found, as far as they were asked for."""

    ids: "array[int]" = field(repr=False)
    whole: bool
    wrong: Wrong | None = None
    marks: Marks | None = field(default=None, repr=False)  # where the words stand in a text


def find(store: "Store", wish: Wish, limit: int | None) -> Found:
    """Find the first `limit` tips, or all; a search that can't be read is an answer as well."""
    from tipdesk.desk.searching.listing import tip_ids  # noqa: PLC0415

    try:
        ids = tip_ids(store, wish.query, newest_first=wish.newest_first, limit=limit)
    except QueryNotUnderstood as error:
        before = len(wish.query) - len(as_typed(wish.words).strip())
        at = max(0, error.at - before)
        wrong = Wrong(str(error), at, error.length, error.suggestion)
        return Found(array("q"), True, wrong)
    return Found(ids, limit is None or len(ids) < limit, marks=_marks(wish))


def find_again(store: "Store", wish: Wish, listed: "array[int]", changed: Collection[int]) -> Found:
    """Find all tips again after some of them changed; `listed` were found before."""
    from tipdesk.desk.searching.renewing import renewed  # noqa: PLC0415

    ids = renewed(store, listed, changed, wish.query, newest_first=wish.newest_first)
    return Found(ids, whole=True)


def _marks(wish: Wish) -> Marks | None:
    from tipdesk.desk.searching.conditions import terms  # noqa: PLC0415
    from tipdesk.store.marking import marks  # noqa: PLC0415

    wanted = terms(parse(wish.query))
    return partial(marks, terms=wanted) if wanted else None


def lines(store: "Store", tips: Sequence[int]) -> list[TipLine]:
    """Read the lines of these tips."""
    from tipdesk.desk.searching.listing import tip_lines  # noqa: PLC0415

    return tip_lines(store, cast("Sequence[TipId]", tips))


def how_many(store: "Store") -> int:
    """Count the tips that are not in the trash."""
    from tipdesk.desk.counts.counting import kept  # noqa: PLC0415

    return kept(store)


def counted(store: "Store") -> Counts:
    """Count everything that the sidebar and the search field name."""
    from tipdesk.desk.counts.counting import counts  # noqa: PLC0415

    return counts(store)


def editors(store: "Store") -> list[str]:
    """Name the editors of the desk."""
    from tipdesk.desk.people import editors as named  # noqa: PLC0415

    return named(store)


def senders(store: "Store", begun: str) -> list[str]:
    """Name some who sent tips and whose names begin so; never a protected source."""
    from tipdesk.desk.people import senders as named  # noqa: PLC0415

    return named(store, begun)


def next_untriaged(store: "Store", wish: Wish, ids: "array[int]", after: int) -> int:
    """Find the row of the next new tip below the row `after`, or else from the top; -1 for none."""
    from tipdesk.desk.searching.listing import tip_ids  # noqa: PLC0415

    new = frozenset(tip_ids(store, both(wish.query, f"workflow:{Workflow.NEW}")))
    if not new:
        return -1
    rows = (*range(after + 1, len(ids)), *range(after))
    return next((row for row in rows if ids[row] in new), -1)
