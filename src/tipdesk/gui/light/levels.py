"""The levels of a picture: how many pixels are dark, middling and light, by channel."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from tipdesk.gui.light import saying
from tipdesk.gui.marks import SCRIM
from tipdesk.media.looking import Levels

WIDE, HIGH, _EDGE = 220, 92, 8
# Together they add up to the grey of quiet words.
_COLOURS = (QColor(170, 45, 40), QColor(35, 120, 50), QColor(25, 55, 165))
_BINS = 256
_CLIPPED = 0.01  # of all pixels, at one end
_PEAK = 0.995  # of the bins, the rest may stand out of the frame


class LevelsBox(QWidget):
    """Draws three hills over each other and says in words what is burnt out or drowned."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._levels: Levels | None = None
        self.setFixedSize(WIDE, HIGH)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Levels"))

    def show_levels(self, levels: Levels | None) -> None:
        """Show these levels, or that they are being counted."""
        self._levels = levels
        said = "" if levels is None else in_words(levels)
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return QSize(WIDE, HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCRIM)
        painter.drawRoundedRect(self.rect(), 6, 6)
        if self._levels is None:
            return
        channels = (self._levels.red, self._levels.green, self._levels.blue)
        peak = max(_peak(channel) for channel in channels)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        for channel, colour in zip(channels, _COLOURS, strict=True):
            painter.setBrush(colour)
            painter.drawPolygon(self._hill(channel, peak))

    def _hill(self, channel: tuple[int, ...], peak: int) -> QPolygonF:
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        step = room.width() / (_BINS - 1)
        hill = QPolygonF()
        hill.append(QPointF(room.left(), room.bottom()))
        for value, count in enumerate(channel):
            high = min(count / peak, 1.0) * room.height()
            hill.append(QPointF(room.left() + value * step, room.bottom() - high))
        hill.append(QPointF(room.right(), room.bottom()))
        return hill


def _peak(channel: tuple[int, ...]) -> int:
    return max(sorted(channel)[int(len(channel) * _PEAK) - 1], 1)


def in_words(levels: Levels) -> str:
    """Say what is burnt out or drowned: "12 % pure white"."""
    channels = (levels.red, levels.green, levels.blue)
    total = max(sum(levels.green), 1)
    light, dark = (min(channel[end] for channel in channels) / total for end in (-1, 0))
    said = [saying.clipped(light, white=True)] if light >= _CLIPPED else []
    said += [saying.clipped(dark, white=False)] if dark >= _CLIPPED else []
    return ", ".join(said)
