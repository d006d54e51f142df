"""A small drawing that stands among words and follows the colours of the window."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tipdesk.gui import icons, theme


class Glyph(QWidget):
    """One of our own drawings; its name is for screen readers."""

    def __init__(self, drawing: str, size: int, *, role: str, name: str = "") -> None:
        super().__init__()
        self._drawing, self._size, self._role = drawing, size, role
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        colour = theme.colours().role(self._role)
        QPainter(self).drawPixmap(0, 0, icons.pixmap(self._drawing, colour, self._size))
