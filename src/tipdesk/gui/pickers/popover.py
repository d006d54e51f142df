"""A small panel that opens beside what was clicked and closes when it is left."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tipdesk.gui import theme

PAD = 10


class Popover(QFrame):
    """A panel without a frame of the desktop's; Escape and a click outside close it.

    A frame, because a screen reader names a panel whose first field gets the focus.
    """

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(PAD, PAD, PAD, PAD)
        self.rows.setSpacing(8)

    def open_at(self, anchor: QWidget) -> None:
        """Open below `anchor`, or above it where there is no room below."""
        size = self.sizeHint().expandedTo(self.minimumSize())
        self.setGeometry(beside(anchor, size))
        self.show()
        first = self.nextInFocusChain()
        self.focus_first(first if first is not None else self)

    def focus_first(self, first: QWidget) -> None:
        """Give the focus to where the editor begins."""
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(wear.panel)
        painter.setPen(QPen(wear.line, 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS, theme.RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of its own."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def beside(anchor: QWidget, size: QSize) -> QRect:
    """Find the place for a panel of this size beside a widget, within its screen."""
    room = anchor.screen().availableGeometry()
    below = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
    place = QRect(below, size)
    if place.bottom() > room.bottom():
        above = anchor.mapToGlobal(QPoint(0, -4)).y() - size.height()
        place.moveTop(
            max(above, room.top()) if above > room.top() else room.bottom() - size.height()
        )
    place.moveLeft(max(min(place.left(), room.right() - size.width()), room.left()))
    return place
