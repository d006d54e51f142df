"""Says under the search field why a search is not understood."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from tipdesk.gui.aloud import announce

_LOOK = """
QLabel {
  background: palette(base); border: 1px solid palette(mid); border-radius: 6px; padding: 6px 10px;
}
"""
_LEAST_WIDTH = 240
_BELOW = 4


class Complaint(QLabel):
    """One sentence below a field, over whatever lies there."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("said", "stop")
        self.setStyleSheet(_LOOK)
        self.hide()

    def complain(self, sentence: str, suggestion: str = "") -> None:
        """Say it, and what Tab puts in its place."""
        offer = self.tr("Tab writes {0}").format(suggestion)
        self.setText(f"{sentence}\n{offer}" if suggestion else sentence)
        announce(self, self.text())
        self.setFixedWidth(max(self._field.width(), _LEAST_WIDTH))
        self.adjustSize()
        self.move(self._field.mapTo(self.window(), QPoint(0, self._field.height() + _BELOW)))
        self.raise_()
        self.show()
