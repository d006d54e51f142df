"""The soft shadow under what floats over the window."""

from functools import lru_cache

from PySide6.QtCore import QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

_REACH, _FALL, _ROUND = 16, 6, 8
_SHEETS = _REACH + _FALL  # the last ends where the shadow comes out below
_DARK = 0.2  # of black, where it does


class Shadow(QWidget):
    """Lies under another widget of the window.

    Qt's own effect goes through all widgets of the window whenever it is painted.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lie_under(self, widget: QWidget) -> None:
        """Take the place for the shadow of this widget, which has its own by now."""
        around = QMargins(_REACH, _REACH, _REACH, _REACH)
        self.setGeometry(widget.geometry().marginsAdded(around).translated(0, _FALL))
        self.stackUnder(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, _drawn(self.size(), self.devicePixelRatioF()))


@lru_cache(maxsize=8)
def _drawn(size: QSize, ratio: float) -> QPixmap:
    """Lay thin sheets over one another, each a little smaller and darker."""
    shadow = QPixmap(size * ratio)
    shadow.setDevicePixelRatio(ratio)
    shadow.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shadow)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    whole = QRectF(0, 0, size.width(), size.height())
    for inset in range(_SHEETS):
        painter.setBrush(QColor.fromRgbF(0, 0, 0, _DARK * (2 * inset + 1) / _SHEETS**2))
        corner = max(_ROUND + _REACH - inset, 1)
        painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), corner, corner)
    painter.end()
    return shadow
