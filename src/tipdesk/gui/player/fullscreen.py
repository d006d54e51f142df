"""The whole screen for one film."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tipdesk.gui.player.stage import Stage


class FullScreen(QWidget):
    """The whole screen for one stage, until Escape."""

    def __init__(self, stage: Stage, leave: Callable[[], object]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._leave = leave
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(stage)
        stage.reach_edges(on=True)
        self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the stage back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the stage back."""
        self._leave()
        super().closeEvent(event)
