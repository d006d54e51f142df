"""Goes on to the next tip by itself once the chosen one was decided on."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Qt

from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tips.view import TipsView
from tipdesk.newsroom.change import Change

_MOVES = frozenset({"move", "publish", "kill", "snooze", "trash", "junk"})
_FILINGS = frozenset({"tag", "untag", "assign", "put", "take_out", "prioritise"})


class Advance(StrEnum):
    """After what the next tip comes by itself."""

    NEVER = "never"
    MOVED = "moved"
    ALWAYS = "always"


class Advancing(QObject):
    """Watches what is done to the chosen tip of a list that has the keyboard.

    A tip that left the list needs no step: the list itself goes on to the next.
    """

    def __init__(self, bridge: Bridge, tips: TipsView) -> None:
        super().__init__(bridge)
        self._tips = tips
        self.when = Advance.MOVED
        bridge.done.connect(self._on_done)

    def _on_done(self, change: Change) -> None:
        if len(change.tips) != 1 or not self._counts(change.verb):
            return
        chosen = self._tips.selection() if self._tips.table.hasFocus() else []
        if change.tips == frozenset(chosen):
            once = Qt.ConnectionType.SingleShotConnection
            self._tips.looked.connect(self._step_from(chosen[0]), once)

    def _counts(self, verb: str) -> bool:
        if self.when is Advance.NEVER:
            return False
        return verb in _MOVES or (self.when is Advance.ALWAYS and verb in _FILINGS)

    def _step_from(self, tip: int) -> Callable[[], None]:
        def step() -> None:
            if self._tips.selection() == [tip] and self._tips.table.hasFocus():
                self._tips.next_tip()

        return step
