"""What is laid over the open tip while files are dragged onto it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tipdesk.gui import theme


class DropHint(QWidget):
    """A dashed frame and a few words; the mouse goes through it."""

    def __init__(self, covered: QWidget) -> None:
        super().__init__(covered)
        self._covered = covered
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, words: str) -> None:
        """Lie over the whole widget and say what a drop would do."""
        self._words = words
        self.setAccessibleName(words)
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(wear.accent, 2)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        frame = self.rect().adjusted(6, 6, -6, -6)
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        painter.setFont(theme.font(theme.Face.STRONG))
        label = QRect(0, 0, QFontMetrics(painter.font()).horizontalAdvance(self._words) + 32, 32)
        label.moveCenter(self.rect().center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wear.accent)
        painter.drawRoundedRect(label, theme.RADIUS, theme.RADIUS)
        painter.setPen(wear.on_accent)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._words)
