"""Draws the map: land and borders, towns, the two points, direction, distance and scale."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from tipdesk.desk.verifying.claims import kilometres
from tipdesk.desk.verifying.places import Place, Position
from tipdesk.gui import theme
from tipdesk.gui.map.frame import Frame, project
from tipdesk.newsroom.alike import metres_between

if TYPE_CHECKING:
    # Slow to load; the window paints before it is there.
    from tipdesk.gui.map.world import Points

_SMALL = 11  # pixels of letters
_CONE, _CONE_DEGREES = 46.0, 50.0
_MOST_NAMES = 14
_ROUND = (1, 2, 5)
_AIR = 44.0  # for both marks, beside the words between them


@dataclass(frozen=True, slots=True)
class Marks:
    """What is shown on the map: where the camera was, the place named, which way it looked."""

    at: Position | None = field(default=None, repr=False)
    named: Position | None = field(default=None, repr=False)
    name: str = field(default="", repr=False)
    direction: float | None = None
    within: float = 0.0  # metres by which the position may be wrong
    town: Place | None = field(default=None, repr=False)  # the nearest; it is named first

    @property
    def apart(self) -> float | None:
        """Measure between the two, in metres."""
        if self.at is None or self.named is None:
            return None
        return metres_between(self.at, self.named)


@dataclass(frozen=True, slots=True)
class _Wear:
    water: QColor
    land: QColor
    border: QColor
    name: QColor
    halo: QColor


_LIGHT = _Wear(*(QColor(c) for c in ("#cfe0ea", "#f2f0e6", "#b9b3a4", "#4d4a44", "#f2f0e6")))
_DARK = _Wear(*(QColor(c) for c in ("#223543", "#32342f", "#5c5d57", "#c9c6bd", "#32342f")))


def wear() -> _Wear:
    """Give the map's own colours for the scheme that the window wears."""
    return _LIGHT if theme.colours() is theme.LIGHT else _DARK


def path_of(lines: "Iterable[Points]", *, closed: bool) -> QPainterPath:
    """Make one path of many lines."""
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))
        if closed:
            path.closeSubpath()
    return path


def draw_ground(painter: QPainter, land: QPainterPath, borders: QPainterPath) -> None:
    """Draw land with its coast, and the borders."""
    colours = wear()
    painter.setPen(QPen(colours.border, 0.8))
    painter.setBrush(colours.land)
    painter.drawPath(land)
    pen = QPen(colours.border, 1.0)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(borders)


def letters(*, strong: bool = False) -> QFont:
    """Give the map's small letters."""
    font = theme.font(theme.Face.STRONG if strong else theme.Face.META)
    font.setPixelSize(_SMALL)
    return font


def draw_towns(
    painter: QPainter, frame: Frame, towns: Sequence[Place], taken: list[QRectF]
) -> None:
    """Name the biggest towns that find room beside what is already written."""
    font = letters()
    meter = QFontMetricsF(font)
    room = QRectF(0, 0, frame.width - 2, frame.height - 2)
    left = _MOST_NAMES
    for town in towns:
        x, y = frame.pixel(*project(*town.at))
        box = meter.boundingRect(town.name).translated(x + 6, y + 4).adjusted(-8, -2, 3, 2)
        if not room.contains(box) or any(box.intersects(other) for other in taken):
            continue
        taken.append(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wear().name)
        painter.drawEllipse(QPointF(x, y), 1.8, 1.8)
        write(painter, QPointF(x + 6, y + 4), town.name, font, wear().name)
        left -= 1
        if not left:
            return


def write(painter: QPainter, at: QPointF, text: str, font: QFont, ink: QColor) -> None:
    """Write words that can be read on land, water and lines."""
    path = QPainterPath()
    path.addText(at, font, text)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(wear().halo, 3.0, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(at, text)


def draw_marks(painter: QPainter, frame: Frame, marks: Marks, taken: list[QRectF]) -> None:
    """Draw the two points, the way between them, and the direction."""
    at = QPointF(*frame.pixel(*project(*marks.at))) if marks.at else None
    named = QPointF(*frame.pixel(*project(*marks.named))) if marks.named else None
    if at is not None and named is not None:
        _draw_way(painter, at, named)
    if at is not None:
        _draw_camera(painter, frame, at, marks)
        taken.append(QRectF(at.x() - 12, at.y() - 12, 24, 24))
    if named is not None:
        _draw_named(painter, frame, named, marks.name, taken)
    if at is not None and named is not None:
        _draw_distance(painter, frame, (at, named), marks, taken)


def _draw_way(painter: QPainter, at: QPointF, named: QPointF) -> None:
    pen = QPen(theme.colours().attention, 1.6)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.drawLine(QLineF(at, named))


def _draw_distance(
    painter: QPainter,
    frame: Frame,
    ends: tuple[QPointF, QPointF],
    marks: Marks,
    taken: list[QRectF],
) -> None:
    way = QLineF(*ends)
    font = letters(strong=True)
    text = kilometres((marks.apart or 0.0) / 1000)
    width = QFontMetricsF(font).horizontalAdvance(text)
    if way.length() < width + _AIR:
        return
    middle = way.center()
    x = min(max(middle.x() - width / 2, 6), frame.width - width - 6)
    box = QRectF(x - 5, middle.y() - 9, width + 10, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colours().panel)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(theme.colours().attention)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    taken.append(box)


def _draw_camera(painter: QPainter, frame: Frame, at: QPointF, marks: Marks) -> None:
    accent = theme.colours().accent
    halo = QColor(accent)
    halo.setAlpha(50)
    painter.setPen(Qt.PenStyle.NoPen)
    if marks.direction is not None:
        cone = QColor(accent)
        cone.setAlpha(90)
        painter.setBrush(cone)
        box = QRectF(at.x() - _CONE, at.y() - _CONE, 2 * _CONE, 2 * _CONE)
        start = 90 - marks.direction - _CONE_DEGREES / 2
        painter.drawPie(box, round(start * 16), round(_CONE_DEGREES * 16))
    painter.setBrush(halo)
    reach = max(11.0, marks.within / max(frame.metres(1), 1e-6))
    painter.drawEllipse(at, min(reach, frame.width), min(reach, frame.width))
    painter.setBrush(accent)
    painter.setPen(QPen(theme.colours().panel, 2))
    painter.drawEllipse(at, 5.5, 5.5)


def _draw_named(
    painter: QPainter, frame: Frame, named: QPointF, name: str, taken: list[QRectF]
) -> None:
    ink = theme.colours().attention
    painter.setBrush(theme.colours().panel)
    painter.setPen(QPen(ink, 2.2))
    painter.drawEllipse(named, 5, 5)
    taken.append(QRectF(named.x() - 10, named.y() - 10, 20, 20))
    font = letters(strong=True)
    meter = QFontMetricsF(font)
    text = meter.elidedText(name, Qt.TextElideMode.ElideRight, frame.width * 0.6)
    width = meter.horizontalAdvance(text)
    right = named.x() + 10 + width < frame.width
    place = QPointF(named.x() + 10 if right else named.x() - 10 - width, named.y() + 4)
    if 0 <= named.x() <= frame.width and 0 <= named.y() <= frame.height:
        write(painter, place, text, font, ink)
        taken.append(QRectF(place.x() - 14, place.y() - 12, width + 20, 18))


def scale_of(frame: Frame) -> tuple[float, str]:
    """Choose a round length for the scale: its pixels and its words."""
    most = frame.metres(min(90.0, frame.width / 3))
    power = 10 ** math.floor(math.log10(max(most, 1e-3)))
    length = max(step * power for step in _ROUND if step * power <= most)
    words = kilometres(length / 1000) if length < 1000 else f"{length / 1000:,.0f} km"  # noqa: PLR2004
    return length / frame.metres(1), words


def draw_scale(painter: QPainter, frame: Frame, taken: list[QRectF]) -> None:
    """Draw the scale in the lower left."""
    pixels, words = scale_of(frame)
    left, low = 10.0, frame.height - 10.0
    ink = wear().name
    painter.setPen(QPen(wear().halo, 4))
    painter.drawLine(QLineF(left, low, left + pixels, low))
    painter.setPen(QPen(ink, 1.6))
    painter.drawLine(QLineF(left, low, left + pixels, low))
    for end in (left, left + pixels):
        painter.drawLine(QLineF(end, low - 3, end, low))
    write(painter, QPointF(left, low - 6), words, letters(), ink)
    taken.append(QRectF(left - 4, low - 22, max(pixels, 50.0) + 12, 30))
