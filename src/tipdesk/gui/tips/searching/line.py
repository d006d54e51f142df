"""The line in which a search is typed; what is not understood in it has dots under it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from tipdesk.gui import theme

_LONGEST = 2_000


class SearchLine(QLineEdit):
    """A plain line without a frame; the field around it has one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._from, self._length = 0, 0
        self.setFrame(False)
        self.setAccessibleName(self.tr("Search"))
        self.setPlaceholderText(self.tr("Search tips, people, captions, notes…"))
        self.setMaxLength(_LONGEST)

    def mark(self, start: int, length: int) -> None:
        """Put dots under a part; a length of 0 puts none."""
        self._from, self._length = start, length
        self.update()

    @property
    def marked(self) -> str:
        """Give the part that has dots under it."""
        return self.text()[self._from : self._from + self._length]

    def x_of(self, position: int) -> int:
        """Tell where a letter stands, in pixels."""
        text, width = self.text(), self.fontMetrics().horizontalAdvance
        moved = width(text[:position]) - width(text[: self.cursorPosition()])
        return self.cursorRect().center().x() + moved

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the dots under what is not understood."""
        super().paintEvent(event)
        if self._length > 0:
            painter = QPainter(self)
            painter.setPen(QPen(theme.colours().stop, 1.5, Qt.PenStyle.DotLine))
            y = self.height() // 2 + self.fontMetrics().ascent() // 2 + 3
            painter.drawLine(self.x_of(self._from), y, self.x_of(self._from + self._length), y)
