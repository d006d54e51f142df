"""A small dial: north, where the sun stood, and which way the camera looked."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tipdesk.desk.verifying.sun import Sun, point_of
from tipdesk.gui import theme, words

_SIZE, _CONE_DEGREES = 64, 50.0
_HORIZON = -0.833
_RAYS = 8


class Dial(QWidget):
    """Seen from above; a sun nearer to the middle stood higher."""

    def __init__(self) -> None:
        super().__init__()
        self._sun: Sun | None = None
        self._direction: float | None = None
        self.setFixedSize(_SIZE, _SIZE)

    def show_sun(self, sun: Sun, direction: float | None) -> None:
        """Show where the sun stood and which way the camera looked, if that is known."""
        self._sun, self._direction = sun, direction
        told = self.tr("The sun stood in the {0}, {1:.0f}° from north.")
        spoken = told.format(words.phrase(point_of(sun.azimuth)), sun.azimuth)
        if direction is not None:
            looked = self.tr("The camera looked to the {0}, {1:.0f}° from north.")
            spoken += " " + looked.format(words.phrase(point_of(direction)), direction)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, reach = QPointF(_SIZE / 2, _SIZE / 2 + 2), _SIZE / 2 - 7
        painter.setPen(QPen(wear.line, 1.2))
        painter.setBrush(wear.chip)
        painter.drawEllipse(middle, reach, reach)
        self._draw_ticks(painter, middle, reach)
        if self._direction is not None:
            cone = QColor(wear.accent)
            cone.setAlpha(90)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(cone)
            box = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
            start = 90 - self._direction - _CONE_DEGREES / 2
            painter.drawPie(box, round(start * 16), round(_CONE_DEGREES * 16))
        if self._sun is not None:
            _draw_sun(painter, self._sun, middle, reach)

    def _draw_ticks(self, painter: QPainter, middle: QPointF, reach: float) -> None:
        wear = theme.colours()
        font = theme.font(theme.Face.META)
        font.setPixelSize(9)
        painter.setFont(font)
        painter.setPen(wear.muted)
        painter.drawText(QRectF(0, 0, _SIZE, 10), Qt.AlignmentFlag.AlignCenter, "N")
        for turn in (90, 180, 270):
            inner, outer = _at(middle, reach - 4, turn), _at(middle, reach, turn)
            painter.drawLine(inner, outer)


def _draw_sun(painter: QPainter, sun: Sun, middle: QPointF, reach: float) -> None:
    wear = theme.colours()
    is_up = sun.height >= _HORIZON
    away = reach * (1 - max(0.0, sun.height) / 90)
    at = _at(middle, away, sun.azimuth)
    painter.setPen(QPen(wear.attention, 1.4))
    painter.drawLine(middle, at)
    painter.setBrush(wear.attention if is_up else wear.panel)
    painter.drawEllipse(at, 4.2, 4.2)
    if is_up:
        for ray in range(_RAYS):
            turn = ray * 360 / _RAYS
            painter.drawLine(_at(at, 5.6, turn), _at(at, 7.4, turn))


def _at(middle: QPointF, away: float, degrees: float) -> QPointF:
    turn = math.radians(degrees)
    return QPointF(middle.x() + away * math.sin(turn), middle.y() - away * math.cos(turn))
