"""Finds what the list shows: the newest page at once, then the rest, anew after every change."""

from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tips import questions
from tipdesk.gui.tips.questions import Found, Wish
from tipdesk.newsroom.change import Change

FIRST = 500
_TOGETHER_MS = 30
_NEVER_LISTED = frozenset({"use", "editor", "facts"})


class Finder(QObject):
    """Keeps the list's question and asks it; only the newest answer counts.

    `found` hands over the ids and whether they answer a new question; `told` the number found,
    the number on the desk and the milliseconds it took; `wrong` why a search can't be read.
    """

    found = Signal(object, bool)
    told = Signal(int, int, float)
    wrong = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.wish = Wish()
        self._view = f"tips/{id(self)}"
        self._turn = 0
        self._fresh = False
        self._whole = False
        self._asked_at = 0.0
        self._total: int | None = None
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._soon.timeout.connect(self._ask)
        bridge.changed.connect(self._on_changed)

    @property
    def whole(self) -> bool:
        """Tell whether the last answer was complete."""
        return self._whole

    def look(self, wish: Wish) -> None:
        """Ask a new question; its first page is there at once."""
        self.wish = wish
        self._fresh = True
        self._whole = False
        self._asked_at = perf_counter()
        self._ask(FIRST)

    def look_again(self) -> None:
        """Ask the same question again, soon; many changes at a time are one question."""
        self._soon.start()

    def _ask(self, limit: int | None = None) -> None:
        self._soon.stop()
        self._turn += 1
        turn = self._turn
        question = partial(
            questions.find, wish=self.wish, limit=limit, stale=lambda: self._turn != turn
        )
        self._bridge.ask(question, self._take, view=self._view)

    def _take(self, answer: Found) -> None:
        if answer.wrong is not None:
            self.wrong.emit(answer.wrong)
            return
        fresh, self._fresh = self._fresh, False
        self._whole = answer.whole
        self.found.emit(answer.ids, fresh)
        if answer.whole:
            self._tell(len(answer.ids))
        else:
            self._ask()

    def _tell(self, shown: int) -> None:
        if not self.wish.query:
            self._total = shown
        elapsed = (perf_counter() - self._asked_at) * 1_000
        if self._total is not None:
            self.told.emit(shown, self._total, elapsed)
        else:
            self._bridge.ask(
                questions.how_many,
                partial(self._count, shown, elapsed),
                view=f"{self._view}/total",
            )

    def _count(self, shown: int, elapsed: float, total: int) -> None:
        self._total = total
        self.told.emit(shown, total, elapsed)

    def _on_changed(self, change: Change) -> None:
        if change and change.nouns - _NEVER_LISTED:
            self._total = None
            self._asked_at = perf_counter()
            self.look_again()
