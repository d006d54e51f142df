"""The cards of a column: a list like the other, with arrows that lead to the columns beside."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tipdesk.gui import words
from tipdesk.gui.board.card import CardDelegate
from tipdesk.gui.tips.model import TipsModel
from tipdesk.gui.tips.table import TipTable
from tipdesk.newsroom.states import Workflow


class Cards(TipTable):
    """Tells as well when the keyboard wants to go sideways."""

    ground = "side"
    sideways = Signal(int)

    def __init__(
        self, model: TipsModel, delegate: CardDelegate, state: Workflow, parent: QWidget
    ) -> None:
        super().__init__(model, delegate, parent)
        self.setAccessibleName(words.say(state))

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return super()._act_of(event)
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            return super()._act_of(event)
        return lambda: self.sideways.emit(by)
