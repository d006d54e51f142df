"""The picture of a sound: how loud it is from end to end."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

PEAKS = 600
_QUIETEST = 24  # what is softer than this all along stays small
_HEARD, _TO_COME, _HEAD = QColor("#7fb0f5"), QColor("#6d6f73"), QColor("#ffffff")
_BAR, _GAP, _LEAST = 3.0, 2.0, 2.0


class Wave:
    """Peaks from silent (0) to full (255), painted as bars on dark ground."""

    def __init__(self, peaks: bytes) -> None:
        self.peaks = peaks
        self._loudest = max(max(peaks, default=0), _QUIETEST)

    def paint(self, painter: QPainter, room: QRect, heard: float) -> None:
        """Paint it into the room; what was heard already in another colour."""
        count = max(1, int(room.width() / (_BAR + _GAP)))
        head = room.left() + room.width() * heard
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(count):
            x = room.left() + number * (_BAR + _GAP)
            tall = max(_LEAST, room.height() * self._height(number, count))
            painter.setBrush(_HEARD if x < head else _TO_COME)
            bar = QRectF(x, room.center().y() - tall / 2, _BAR, tall)
            painter.drawRoundedRect(bar, 1, 1)
        if heard > 0:
            painter.setPen(QPen(_HEAD, 1.5))
            painter.drawLine(QPointF(head, room.top()), QPointF(head, room.bottom()))

    def _height(self, number: int, count: int) -> float:
        begin = number * len(self.peaks) // count
        end = max(begin + 1, (number + 1) * len(self.peaks) // count)
        return max(self.peaks[begin:end], default=0) / self._loudest
