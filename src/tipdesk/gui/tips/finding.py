"""Finds what the list shows: its first page at once, then the rest, anew after every change."""

from array import array
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tips import questions
from tipdesk.gui.tips.lines import PAGE
from tipdesk.gui.tips.questions import Found, Wish
from tipdesk.newsroom.change import Change

FIRST = 2 * PAGE
_TOGETHER_MS = 30
_REST_MS = 200  # nobody types so slowly: what is found by half a word need not be counted
_AGE_S = 60  # so long a list is kept up to date without a look at all tips
_NEVER_LISTED = frozenset({"use", "editor", "facts"})
_TIPS_ALONE = frozenset({"tip"})  # of no others is anything said by what changed


class Finder(QObject):
    """Keeps the list's question and asks it; only the newest answer counts.

    `found` hands over the ids and whether they answer a new question; `told` the number found,
    the number on the desk and the milliseconds to the first page; `wrong` why a search can't be
    read; `marked` says where the words that are looked for stand in a text, or None.
    """

    found = Signal(object, bool)
    told = Signal(int, int, float)
    wrong = Signal(object)
    marked = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.wish = Wish()
        self._view = f"tips/{id(self)}"
        self._fresh = False
        self._whole = False
        self._listed: array[int] | None = None  # was found, before these changed
        self._changed: frozenset[int] = frozenset()
        self._asked_at = self._took = self._looked_at = 0.0
        self._total: int | None = None
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._soon.timeout.connect(self._ask)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)
        bridge.changed.connect(self._on_changed)

    @property
    def whole(self) -> bool:
        """Tell whether the last answer was complete."""
        return self._whole

    @property
    def awaits(self) -> bool:
        """Tell whether it is about to ask again."""
        return self._soon.isActive() or self._rest.isActive()

    def look(self, wish: Wish) -> None:
        """Ask a new question; its first page is there at once, the rest once nobody types."""
        self.wish = wish
        self._fresh = True
        self._whole = False
        self._listed = None
        self._asked_at = perf_counter()
        self._ask(FIRST)

    def look_again(self) -> None:
        """Ask the same question again, soon; many changes at a time are one question."""
        self._soon.start()

    def _ask(self, limit: int | None = None) -> None:
        self._soon.stop()
        self._rest.stop()
        if self._listed is None:
            self._looked_at = perf_counter()
            question = partial(questions.find, wish=self.wish, limit=limit)
        else:
            question = partial(
                questions.find_again, wish=self.wish, listed=self._listed, changed=self._changed
            )
        self._bridge.ask(question, self._take, view=self._view)

    def _take(self, answer: Found) -> None:
        if answer.wrong is not None:
            self.wrong.emit(answer.wrong)
            return
        fresh, self._fresh = self._fresh, False
        self._whole = answer.whole
        if answer.whole and not self._soon.isActive():
            self._listed, self._changed = answer.ids, frozenset()
        if fresh:
            self.marked.emit(answer.marks)
            self._took = (perf_counter() - self._asked_at) * 1_000
        self.found.emit(answer.ids, fresh)
        if answer.whole:
            self._tell(len(answer.ids))
        else:
            self._rest.start()

    def _tell(self, shown: int) -> None:
        if not self.wish.query:
            self._total = shown
        if self._total is not None:
            self.told.emit(shown, self._total, self._took)
        else:
            count = partial(self._count, shown)
            self._bridge.ask(questions.how_many, count, view=f"{self._view}/total")

    def _count(self, shown: int, total: int) -> None:
        self._total = total
        self.told.emit(shown, total, self._took)

    def _on_changed(self, change: Change) -> None:
        if change and change.nouns - _NEVER_LISTED:
            self._total = None
            self._changed |= change.tips
            # Some tips come and go with no change but that of the hour.
            if change.nouns != _TIPS_ALONE or perf_counter() - self._looked_at > _AGE_S:
                self._listed = None
            self.look_again()
