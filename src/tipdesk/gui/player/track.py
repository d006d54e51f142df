"""A slider in the window's own dress: a thin bar and a round knob; a click goes there at once."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider

from tipdesk.gui import theme

HEIGHT = 24
BAR, EDGE = 4, 2


class Track(QSlider):
    """A horizontal slider."""

    def __init__(self, knob: float = 6.0) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._knob = knob
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_bar(painter, 0, self.maximum(), wear.line)
        self.paint_under(painter)
        self.paint_bar(painter, 0, self.value(), wear.accent)
        self.paint_over(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wear.accent)
        knob = QPointF(self.place_of(self.value()), HEIGHT / 2)
        painter.drawEllipse(knob, self._knob, self._knob)
        if self.hasFocus():
            painter.setPen(QPen(wear.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(knob, self._knob + 3, self._knob + 3)

    def paint_under(self, painter: QPainter) -> None:
        """Draw what lies under the part that is done."""

    def paint_over(self, painter: QPainter) -> None:
        """Draw what lies over it."""

    def paint_bar(self, painter: QPainter, begin: int, end: int, colour: QColor) -> None:
        """Draw a part of the bar."""
        left, right = self.place_of(begin), self.place_of(end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        bar = QRectF(left, (HEIGHT - BAR) / 2, max(0.0, right - left), BAR)
        painter.drawRoundedRect(bar, BAR / 2, BAR / 2)

    def place_of(self, value: int) -> float:
        """Tell where a value lies."""
        share = value / self.maximum() if self.maximum() else 0.0
        return self._knob + EDGE + self._room() * max(0.0, min(1.0, share))

    def value_at(self, x: float) -> int:
        """Tell which value lies there."""
        share = (x - self._knob - EDGE) / max(1.0, self._room())
        return round(max(0.0, min(1.0, share)) * self.maximum())

    def _room(self) -> float:
        return self.width() - 2 * (self._knob + EDGE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place under the mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setValue(self.value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it is pressed."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self.value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where it is."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of colours."""
        super().changeEvent(event)
        self.update()
