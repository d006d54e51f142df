"""Keeps the lines of tips that were shown lately and asks the desk for those that are missing."""

from collections import OrderedDict
from collections.abc import Container, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QObject, Signal

from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tips import questions
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.lines import TipLine

PAGE = 128
PAGES = 40


class Lines(QObject):
    """Lines by tip, the longest unseen forgotten first; one question is under way at a time.

    A line that changed is shown as it was until the new one is here, so that nothing flickers.
    """

    arrived = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lines: OrderedDict[int, TipLine] = OrderedDict()
        self._stale: set[int] = set()
        self._gone: set[int] = set()
        self._asked: tuple[int, ...] = ()
        self._next: Sequence[int] = ()
        bridge.changed.connect(self._on_changed)

    def get(self, tip: int) -> TipLine | None:
        """Give the line of a tip if it is here."""
        line = self._lines.get(tip)
        if line is not None:
            self._lines.move_to_end(tip)
        return line

    def lacks(self, tip: int) -> bool:
        """Tell whether the line of a tip is still to be read, or to be read again."""
        return tip in self._stale or (tip not in self._lines and tip not in self._gone)

    def want(self, tips: Sequence[int]) -> None:
        """Have these lines asked for, as far as they are not here; the last wish counts."""
        if self._asked:
            self._next = tips
            return
        self._asked = tuple(islice(filter(self.lacks, tips), 2 * PAGE))
        if self._asked:
            self._stale.difference_update(self._asked)
            question = partial(questions.lines, tips=self._asked)
            self._bridge.ask(question, self._take, otherwise=self._fail)

    def forget(self, tips: Container[int]) -> None:
        """Take note that these tips have changed; they may be all of the desk."""
        self._gone = {tip for tip in self._gone if tip not in tips}
        self._stale.update(tip for tip in (*self._lines, *self._asked) if tip in tips)

    def keep(self, lines: Sequence[TipLine]) -> None:
        """Take lines that were read elsewhere."""
        self._lines.update((line.id, line) for line in lines)

    def _take(self, lines: list[TipLine]) -> None:
        self.keep(lines)
        self._gone.update(tip for tip in self._asked if tip not in self._lines)
        while len(self._lines) > PAGE * PAGES:
            self._lines.popitem(last=False)
        self._settle()
        self.arrived.emit()

    def _fail(self, error: TipdeskError) -> None:
        self._settle()
        self._bridge.failed.emit(error)

    def _settle(self) -> None:
        wanted, self._next = self._next, ()
        self._asked = ()
        self.want(wanted)

    def _on_changed(self, change: Change) -> None:
        # Tips that did not change themselves may name somebody who must not be named any more.
        of_people = change.nouns & {"contributor", "contactpoint"}
        self.forget({*self._lines, *self._asked} if of_people else change.tips)
        self.arrived.emit()
