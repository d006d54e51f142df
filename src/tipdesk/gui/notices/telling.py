"""Turns changes and failures into toasts and into the hint in the status bar."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from tipdesk.gui import sentences
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.notices.toasts import Toast
from tipdesk.newsroom.change import DELETE, Change
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.ids import ChangeId

_NO_WAY_BACK = frozenset({"undo", "redo", DELETE})


class Teller(QObject):
    """Says what was done in this window, and offers the way back."""

    def __init__(
        self,
        bridge: Bridge,
        toast: Toast,
        hint: Callable[[str], object],
        undo: Callable[[ChangeId], object],
    ) -> None:
        super().__init__(bridge)
        self._toast, self._say_hint = toast, hint
        self._undo = undo
        bridge.done.connect(self.tell)
        bridge.failed.connect(self.explain)

    def tell(self, change: Change) -> None:
        """Say what was done; what saves itself while one types is only hinted at."""
        sentence = sentences.say(change)
        if change:
            self._hint(change, sentence)
        if sentence and (change.refused or change.verb not in sentences.QUIET):
            self.say(sentence, None if change.verb in _NO_WAY_BACK else change.id)

    def say(self, sentence: str, change: ChangeId | None = None) -> None:
        """Say something, with a way back where there is one."""
        self._toast.tell(sentence, None if change is None else lambda: self._undo(change))

    def explain(self, error: TipdeskError) -> None:
        """Say calmly why something could not be done."""
        self._toast.explain(str(error))

    def _hint(self, change: Change, sentence: str) -> None:
        way_on = {"undo": self.tr("Ctrl+Shift+Z does it again")}
        back = way_on.get(change.verb, self.tr("Ctrl+Z undoes it"))
        self._say_hint(sentence if change.verb == DELETE else f"{sentence} · {back}")
