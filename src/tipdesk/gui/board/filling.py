"""Fills one column: a page of tips at first, more as one scrolls, anew after every change."""

from array import array
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from tipdesk.gui.board import asking
from tipdesk.gui.bridge import Bridge
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.states import Workflow

PAGE = 200
_TOGETHER_MS = 30


class Filling(QObject):
    """Keeps a column's question; only the newest answer counts.

    `filled` hands over the tips and whether they answer a new question.
    """

    filled = Signal(object, bool)

    def __init__(self, bridge: Bridge, state: Workflow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._state = state
        self._view = f"column/{state.value}/{id(self)}"
        self._query, self._newest_first = "", True
        self._limit = PAGE
        self._fresh = self._whole = False
        self.awaits = False
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._soon.timeout.connect(self._ask)

    def look(self, query: str, *, newest_first: bool) -> None:
        """Ask a new question."""
        self._query, self._newest_first = query, newest_first
        self._limit = PAGE
        self._fresh = True
        self._ask()

    def look_again(self) -> None:
        """Ask the same question again, soon; many changes at a time are one question."""
        self.awaits = True
        self._soon.start()

    def more(self) -> None:
        """Ask for further tips, unless all are here or on their way."""
        if not self._whole and not self.awaits:
            self._limit *= 4
            self._ask()

    def _ask(self) -> None:
        self._soon.stop()
        self.awaits = True
        page = asking.Page(self._query, self._state, self._newest_first, self._limit)
        question = partial(asking.cards, page=page)
        self._bridge.ask(question, self._take, view=self._view, otherwise=self._fail)

    def _take(self, ids: "array[int]") -> None:
        self.awaits = False
        self._whole = len(ids) < self._limit
        fresh, self._fresh = self._fresh, False
        self.filled.emit(ids, fresh)

    def _fail(self, error: TipdeskError) -> None:
        self.awaits = False
        self._bridge.failed.emit(error)
