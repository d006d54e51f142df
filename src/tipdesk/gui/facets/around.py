"""Keeps facets and timeline at what the list shows, and the search at what is chosen in them."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tipdesk.desk.asking.nodes import Filter
from tipdesk.gui.actions import Actions
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.facets import clauses
from tipdesk.gui.facets.asking import Survey, survey
from tipdesk.gui.facets.panel import FacetPanel
from tipdesk.gui.facets.timeline import Timeline
from tipdesk.gui.tips.search import SearchField
from tipdesk.gui.tips.view import TipsView
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.store.heeding import heeding

AFTER_MS = 120
_LEAST_BESIDE = 260  # pixels that the list keeps


class Around(QObject):
    """Asks after the list is there, and only for what is shown."""

    widened = Signal(int)  # by how much the facets make the tips wider, or narrower

    def __init__(self, bridge: Bridge, tips: TipsView, search: SearchField) -> None:
        super().__init__(tips)
        self._bridge, self._tips, self._search = bridge, tips, search
        self.timeline, self.facets = Timeline(), FacetPanel()
        self.above, self.beside = _under_a_line(self.timeline), _beside_a_line(self.facets)
        self._least = tips.minimumWidth()
        tips.put_around(self.above, self.beside)
        self._turn_number = 0
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._soon.timeout.connect(self._ask)
        tips.looked.connect(self._soon.start)
        search.searched.connect(lambda _: self._overtake())
        self.facets.turned.connect(self._turn)
        self.timeline.narrowed.connect(self._narrow)

    def offer(self, acts: Actions) -> None:
        """Put showing and hiding behind the window's actions."""
        acts.on("view.facets", self._turn_facets)
        acts.on("view.timeline", lambda: self.show_timeline(on=self.above.isHidden()))

    def _turn_facets(self) -> None:
        on = self.beside.isHidden()
        wide = self.beside.sizeHint().width()
        if on:
            self.widened.emit(wide)
        self.show_facets(on=on)
        if not on:
            self.widened.emit(-wide)

    def end(self) -> None:
        """Ask nothing any more, and let what is asked be given up."""
        self._soon.stop()
        self._turn_number += 1

    def show_facets(self, *, on: bool) -> None:
        """Show what the results are made of, or hide it."""
        self.beside.setVisible(on)
        wide = self.facets.width() + _LEAST_BESIDE
        self._tips.setMinimumWidth(max(self._least, wide) if on else self._least)
        self._begin(self.facets, on=on)

    def show_timeline(self, *, on: bool) -> None:
        """Show when the results came, or hide it."""
        self.above.setVisible(on)
        self._begin(self.timeline, on=on)

    def _begin(self, panel: QWidget, *, on: bool) -> None:
        if on:
            self._soon.start()
        elif panel.hasFocus() or panel.isAncestorOf(self._tips.focusWidget() or self._tips):
            self._tips.setFocus()

    # What is asked

    def _overtake(self) -> None:
        """Give up what was asked about another search; numbers follow when the list is there."""
        self._turn_number += 1

    def _ask(self) -> None:
        if self.above.isHidden() and self.beside.isHidden():
            return
        self._turn_number += 1
        query, turn = self._tips.wish.query, self._turn_number
        store = self._bridge.lanes.store

        def is_late() -> bool:
            return turn != self._turn_number

        def asked() -> Survey | None:
            with heeding(is_late):
                return survey(store, query)

        # Beside the lanes on which the list is read: at a million tips this takes seconds.
        self._bridge.aside(asked, partial(self._show, turn, query), self._give_up)

    def _give_up(self, error: TipdeskError) -> None:
        """Leave the numbers as they are: what went wrong, the list has said already."""

    def _show(self, turn: int, query: str, told: Survey | None) -> None:
        if told is None or turn != self._turn_number:
            return
        self.facets.show_blocks(told.blocks, query)
        self.facets.say_sampled(told.looked_at, told.found)
        self.timeline.show_days(told.by_day, told.by_hour, sampled=told.looked_at < told.found)

    # What is chosen

    def _turn(self, clause: Filter, out: bool) -> None:  # noqa: FBT001  a slot
        self._search.set_words(clauses.turned(self._search.words(), clause, exclude=out))

    def _narrow(self, span: str) -> None:
        self._search.set_words(clauses.narrowed(self._search.words(), span))


def _under_a_line(widget: QWidget) -> QWidget:
    """Put a line below a widget."""
    whole, line = QWidget(), QFrame()
    line.setProperty("line", True)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(widget)
    column.addWidget(line)
    whole.hide()
    return whole


def _beside_a_line(widget: QWidget) -> QWidget:
    """Put a line at the right of a widget."""
    whole = QFrame()
    whole.setObjectName("besideTips")
    whole.setStyleSheet("#besideTips { border: 0; border-right: 1px solid palette(mid); }")
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 1, 0)
    column.addWidget(widget)
    whole.hide()
    return whole
