"""What is seen beside the pointer while tips are dragged."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap

from tipdesk.gui import theme

_HEIGHT, _MARGIN = 28, 14


def drag_label(text: str, ratio: float) -> QPixmap:
    """Paint a few words on the accent colour; `ratio` is device pixels by logical ones."""
    wear, font = theme.colours(), theme.font(theme.Face.STRONG)
    width = QFontMetrics(font).horizontalAdvance(text) + 2 * _MARGIN
    label = QPixmap(round(width * ratio), round(_HEIGHT * ratio))
    label.setDevicePixelRatio(ratio)
    label.fill(Qt.GlobalColor.transparent)
    place = QRectF(0, 0, width, _HEIGHT)
    painter = QPainter(label)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wear.accent)
    painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
    painter.setFont(font)
    painter.setPen(wear.on_accent)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return label
