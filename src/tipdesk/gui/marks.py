"""How stars, picks and rejects are drawn, small and by shape, the same everywhere."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from tipdesk.gui import icons, theme
from tipdesk.newsroom.states import Choice

STAR, GAP, FLAG = 10, 1, 13
SCRIM = QColor(20, 20, 20, 199)
ON_PICTURE = QColor("#f4f2ee")
QUIET_ON_PICTURE = QColor("#9a968e")
STAR_ON_PICTURE = QColor("#f2c14e")
PICK_ON_PICTURE = QColor("#7fd79c")
REJECT_ON_PICTURE = QColor("#ff9d94")
_FLAGS = {Choice.PICK: ("pick", PICK_ON_PICTURE), Choice.REJECT: ("reject", REJECT_ON_PICTURE)}


def draw(painter: QPainter, room: QRect, rating: int, choice: Choice) -> None:
    """Draw them on a dark ground in the lower left corner of a picture; nothing for nothing."""
    flag = FLAG + 3 if choice in _FLAGS else 0
    if not rating and not flag:
        return
    stars = rating
    if flag + rating * (STAR + GAP) + 15 > room.width():
        stars = min(rating, 1)  # one and a number, where there is no room for all
    number = str(rating) if stars < rating else ""
    wide = flag + stars * (STAR + GAP) + (9 if number else 0)
    ground = QRect(room.left() + 4, room.bottom() - 20, wide + 7, 17)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(SCRIM)
    painter.drawRoundedRect(QRectF(ground), 4, 4)
    at = ground.topLeft() + QPoint(4, 0)
    if choice in _FLAGS:
        name, colour = _FLAGS[choice]
        painter.drawPixmap(at + QPoint(0, 2), _glyph(painter, name, colour, FLAG))
    star = _glyph(painter, "star", STAR_ON_PICTURE, STAR)
    for n in range(stars):
        painter.drawPixmap(at + QPoint(flag + n * (STAR + GAP), 3), star)
    if number:
        painter.setFont(theme.font(theme.Face.META))
        painter.setPen(STAR_ON_PICTURE)
        painter.drawText(ground.adjusted(0, 0, -4, 0), Qt.AlignmentFlag.AlignRight, number)


def _glyph(painter: QPainter, name: str, colour: QColor, size: int) -> QPixmap:
    return icons.pixmap(name, colour, size, painter.device().devicePixelRatioF())
