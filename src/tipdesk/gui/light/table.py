"""The light table: grid, loupe and comparison of one lot of pictures, and the way between them."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tipdesk.gui.actions import Actions
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.light import lot as lots
from tipdesk.gui.light.comparing import ComparePage
from tipdesk.gui.light.gridpage import GridPage
from tipdesk.gui.light.kit import kit
from tipdesk.gui.light.lot import Lot
from tipdesk.gui.light.loupe import Loupe
from tipdesk.gui.light.stages import Stages
from tipdesk.gui.light.view import STEP, PictureView
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import MediaId, TipId, tip_number
from tipdesk.newsroom.lots import Sieve, Wish

# These leave the lot as it is, unless it is sifted by them.
_JUDGES = frozenset({"rate", "choose", "caption"})
FIRST = 600  # so many come at once, however large the desk
_ANEW = QItemSelectionModel.SelectionFlag.ClearAndSelect


class LightTable(QWidget):
    """Where pictures are judged; `left` tells that the editor wants back to where they came from.

    A lot is what a query finds. The same files are chosen in grid, strip and comparison.
    """

    left = Signal()
    turned = Signal()  # another page is shown

    def __init__(self, bridge: Bridge, actions: Actions, stages: Stages | None = None) -> None:
        super().__init__()
        self._bridge = bridge
        self._wish = Wish()
        self._wanted: tuple[MediaId, ...] = ()
        self._home: QWidget | None = None
        self.lot = Lot(bridge, self)
        self._chosen = QItemSelectionModel(self.lot, self)
        tools = kit(bridge, actions, self)
        self.grid = GridPage(tools, self.lot, self._chosen)
        self.loupe = Loupe(tools, self.lot, self._chosen, stages or {})
        self.compare = ComparePage(tools, self.lot)
        self._pages = QStackedWidget()
        for page in (self.grid, self.loupe, self.compare):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.grid.tiles.opened.connect(lambda _: self.show_loupe())
        self.grid.tiles.activated.connect(lambda _: self.show_loupe())
        self.loupe.strip.opened.connect(lambda _: self.show_loupe())
        self.grid.sifting.changed.connect(self._sift)
        bridge.changed.connect(self._follow)
        tools.keys.watch(self)

    # What lies on it

    def lay_out(self, query: str, *, newest_first: bool, at: Sequence[MediaId] = ()) -> None:
        """Lay the media of these tips on the table; those at `at` are chosen."""
        if query != self._wish.query:
            self.lot.put(array("q"))
        self._wish = Wish(query, newest_first)
        self.grid.sifting.sift(Sieve())
        self._wanted = tuple(at)
        self._ask(FIRST)

    def _sift(self) -> None:
        sieve = self.grid.sifting.sieve
        if sieve != self._wish.sieve:
            self._wish = replace(self._wish, sieve=sieve)
            self._ask(FIRST)

    @property
    def query(self) -> str:
        """Tell whose media lie on the table."""
        return self._wish.query

    def chosen(self) -> list[MediaId]:
        """Name the files that a deed is meant for: the one under the loupe, else the chosen."""
        page = self._pages.currentWidget()
        if page is self.compare:
            return self.compare.chosen()
        if page is self.loupe:
            row = self._chosen.currentIndex().row()
            return [self.lot.media(row)] if row >= 0 else []
        return self.grid.tiles.selected()

    # Which page is shown

    @property
    def is_grid(self) -> bool:
        """Tell whether the grid is shown."""
        return self._pages.currentWidget() is self.grid

    def show_grid(self) -> None:
        """Show all of the lot."""
        self._home = None
        self._turn_to(self.grid)
        self.grid.tiles.scrollTo(self._chosen.currentIndex())
        self.grid.say_count()
        self.grid.tiles.setFocus()

    def show_loupe(self, *, comes_first: bool = False) -> None:
        """Show the current file large; where that `comes_first`, there is no way to the grid."""
        if comes_first:
            self._home = self.loupe
        if not self._chosen.currentIndex().isValid() and self.lot.rowCount():
            self.grid.tiles.go_to(0)
        self._turn_to(self.loupe)
        self.loupe.open()

    def show_compare(self, media: Sequence[MediaId] = (), *, comes_first: bool = False) -> None:
        """Show two to four files beside each other: the chosen ones, else the next two."""
        if comes_first:
            self._home = self.compare
        chosen = list(media) or self._two_at_least()
        if chosen:
            self._turn_to(self.compare)
            self.compare.open(chosen)

    def go_back(self) -> None:
        """Go back one page, and at the last one to the tips."""
        page = self._pages.currentWidget()
        if page is self._home or page is self.grid:
            self.left.emit()
        elif page is self.compare and self._home is self.loupe:
            self.show_loupe()
        else:
            self.show_grid()

    def close_files(self) -> None:
        """Let go of everything that is decoded: nobody looks any more."""
        self._home = None
        self.loupe.close_file()
        self.compare.close_files()

    def end(self) -> None:
        """Let go of everything at once, and for good: the window goes."""
        self.loupe.close_file()
        self.loupe.picture.view.glass.end()
        self.compare.side.end()

    def _turn_to(self, page: QWidget) -> None:
        before = self._pages.currentWidget()
        if before is self.compare and page is not self.compare:
            self.compare.close_files()
        if before is self.loupe and page is not self.loupe:
            self.loupe.close_file()
        self._pages.setCurrentWidget(page)
        self.turned.emit()

    # What is done on it

    def step(self, by: int) -> None:
        """Go on to a neighbour; in a comparison to the picture beside."""
        if self._pages.currentWidget() is self.compare:
            self.compare.side.step_focus(by)
        else:
            self.loupe.strip.step(by)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Say what the actions of the light table do here."""
        return {
            "light.back": self.go_back,
            "light.next": partial(self.step, 1),
            "light.previous": partial(self.step, -1),
            "light.zoom": lambda: self._each(PictureView.toggle_zoom),
            "light.nearer": lambda: self._each(lambda view: view.zoom_by(STEP)),
            "light.farther": lambda: self._each(lambda view: view.zoom_by(1 / STEP)),
            "light.turn_right": lambda: self._each(lambda view: view.turn_by(1)),
            "light.turn_left": lambda: self._each(lambda view: view.turn_by(-1)),
            "light.levels": self.loupe.toggle_levels,
            "light.link": self.compare.toggle_link,
            "light.uncover": self._uncover,
        }

    def _each(self, deed: Callable[[PictureView], object]) -> None:
        if self._pages.currentWidget() is self.compare:
            deed(self.compare.current_view)
        elif self._pages.currentWidget() is self.loupe:
            deed(self.loupe.picture.view)

    def _uncover(self) -> None:
        if self._pages.currentWidget() is self.compare:
            self.compare.uncover_current()
        else:
            self.grid.uncover(self.chosen())

    def _two_at_least(self) -> list[MediaId]:
        chosen = self.grid.tiles.selected()
        row = self._chosen.currentIndex().row()
        if len(chosen) == 1 and row + 1 < self.lot.rowCount():
            chosen.append(self.lot.media(row + 1))
        return chosen

    # How it keeps up with the desk

    def _ask(self, limit: int | None = None) -> None:
        question = partial(lots.find, wish=self._wish, limit=limit)
        self._bridge.ask(question, partial(self._take, limit), view=f"light/{id(self)}")

    def _take(self, limit: int | None, ids: "array[int]") -> None:
        is_whole = limit is None or len(ids) < limit
        if is_whole or (not self._wanted and not self.lot.rowCount()):
            self._show(ids)
        if not is_whole:
            self._ask()

    def _show(self, ids: "array[int]") -> None:
        before = self._wanted or tuple(self.grid.tiles.selected())
        current = self._wanted[0] if self._wanted else self._current()
        self._wanted = ()
        row = self._chosen.currentIndex().row()
        if ids != self.lot.ids:
            self.lot.put(ids)
        self._choose(before, current, row)
        self.grid.say_count()
        page = self._pages.currentWidget()
        if not ids and page is not self.grid:
            self.go_back()
        elif page is self.loupe:
            self.loupe.open()
        elif page is self.compare:
            self.compare.look_again()

    def _current(self) -> MediaId | None:
        row = self._chosen.currentIndex().row()
        return self.lot.media(row) if row >= 0 else None

    def _choose(self, media: Sequence[MediaId], current: MediaId | None, row: int) -> None:
        """Choose these again, as far as they are still there; else what stands in their place."""
        rows = [at for at in map(self.lot.row_of, media) if at >= 0]
        chosen = QItemSelection()
        for at in rows:
            chosen.select(self.lot.index(at), self.lot.index(at))
        here = self.lot.row_of(current) if current is not None else -1
        if here < 0 and self.lot.rowCount() and row >= 0:
            here = min(row, self.lot.rowCount() - 1)
        if here >= 0:
            self._chosen.setCurrentIndex(self.lot.index(here), _ANEW)
        if len(rows) > 1:
            self._chosen.select(chosen, _ANEW)

    def _follow(self, change: Change) -> None:
        is_kept = change.verb in _JUDGES and not self._wish.sieve
        if change and not is_kept and self.isVisible():
            self._ask()


def whose(tip: TipId, *, trashed: bool) -> str:
    """Say in the query language whose media these are: one tip's."""
    return f"{tip_number(tip)} is:trashed" if trashed else tip_number(tip)
