"""Five stars to click on, and what else was thought of a file."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tipdesk.desk.annotating.choosing import MOST_STARS
from tipdesk.gui import icons, theme
from tipdesk.gui.light import saying

_SIZE, _STEP = 14, 18


class Stars(QWidget):
    """Shows a rating; a click gives one, and a click on the same takes it away."""

    rated = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rating = 0
        self.setFixedSize(self.sizeHint())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Rating"))
        self.setToolTip(self.tr("Rate with 1 to 5; 0 takes the stars away"))

    def show_rating(self, rating: int) -> None:
        """Show so many stars."""
        self._rating = rating
        self.setAccessibleDescription(saying.stars(rating) or self.tr("no stars"))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return QSize(MOST_STARS * _STEP, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them: full ones in the colour of the ink, empty ones as faint as a line."""
        wear = theme.colours()
        painter = QPainter(self)
        for n in range(MOST_STARS):
            colour = wear.ink if n < self._rating else wear.line
            drawn = icons.pixmap("star", colour, _SIZE, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(n * _STEP + 2, 4), drawn)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Rate."""
        stars = min(int(event.position().x()) // _STEP + 1, MOST_STARS)
        self.rated.emit(0 if stars == self._rating else stars)
