"""Draws the bars of the timeline, the days below them, and what is marked."""

from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from tipdesk.gui import theme
from tipdesk.gui.facets import spans
from tipdesk.gui.facets.spans import Bar, Step

SIDE, TOP, FOOT = 12, 8, 18
_GAP_FROM = 5  # bars as wide as this stand apart
_LEAST = 2.0  # a single tip can be seen beside thousands
_WIDEST = 40.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the timeline shows: bars, what is marked, where the keys stand, what is said of it."""

    bars: tuple[Bar, ...]
    step: Step
    chosen: tuple[int, int] | None
    at: int | None
    said: str = field(repr=False)


def draw(painter: QPainter, whole: QRect, drawn: Drawn) -> None:
    """Draw it all."""
    room = QRectF(whole.adjusted(SIDE, TOP, -SIDE, -FOOT))
    if drawn.chosen is not None:
        first, last = _box(room, drawn, drawn.chosen[0]), _box(room, drawn, drawn.chosen[1])
        ground = QRectF(first.left(), 0, last.right() - first.left(), whole.height() - FOOT)
        painter.fillRect(ground, theme.colours().accent_ground)
    _draw_bars(painter, room, drawn)
    painter.setPen(QPen(theme.colours().line, 1))
    foot = whole.height() - FOOT
    painter.drawLine(SIDE, foot, whole.width() - SIDE, foot)
    _draw_axis(painter, QRect(SIDE, foot + 2, whole.width() - 2 * SIDE, FOOT - 2), drawn)


def _draw_bars(painter: QPainter, room: QRectF, drawn: Drawn) -> None:
    wear = theme.colours()
    highest = max((bar.tips for bar in drawn.bars), default=0)
    for number, bar in enumerate(drawn.bars):
        box = _box(room, drawn, number)
        is_marked = drawn.chosen is not None and drawn.chosen[0] <= number <= drawn.chosen[1]
        if bar.tips:
            tall = max(_LEAST, bar.tips / highest * room.height())
            gap = 1 if box.width() >= _GAP_FROM else 0
            filled = QRectF(box.left(), room.bottom() - tall, box.width() - gap, tall)
            painter.fillRect(filled, wear.accent if is_marked else _calm(wear))
        if drawn.at == number:
            painter.setPen(QPen(wear.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            wide = max(box.width(), 3.0)
            painter.drawRect(QRectF(box.left() - 0.5, 1.5, wide, room.bottom() - 1.5))


def width_of(bars: int, width: float) -> float:
    """Tell how wide a bar is where so many share a timeline of this width."""
    return min(_WIDEST, max(1.0, width - 2 * SIDE) / max(1, bars))


def _box(room: QRectF, drawn: Drawn, number: int) -> QRectF:
    wide = width_of(len(drawn.bars), room.width() + 2 * SIDE)
    return QRectF(room.left() + number * wide, room.top(), wide, room.height())


def _calm(wear: theme.Colours) -> QColor:
    """Give a colour between the accent and the ground: these bars are not what matters most."""
    colour = QColor(wear.accent)
    colour.setAlphaF(0.55)
    return colour


def _draw_axis(painter: QPainter, room: QRect, drawn: Drawn) -> None:
    """Name both ends, or say what is marked in their place."""
    if not drawn.bars:
        return
    font = theme.font(theme.Face.META)
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(theme.colours().ink if drawn.said else theme.colours().muted)
    if drawn.said:
        meter = QFontMetrics(font)
        told = meter.elidedText(drawn.said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, told)
        return
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    middle = Qt.AlignmentFlag.AlignVCenter
    first, last = (spans.short(bar.start, drawn.step) for bar in (drawn.bars[0], drawn.bars[-1]))
    painter.drawText(room, left | middle, first)
    if len(drawn.bars) > 1:
        wide = width_of(len(drawn.bars), room.width() + 2 * SIDE) * len(drawn.bars)
        least = 2 * QFontMetrics(font).horizontalAdvance(f"{first} {last}")
        room.setWidth(round(min(room.width(), max(wide, least))))
        painter.drawText(room, right | middle, last)
