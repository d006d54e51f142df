"""The time line under a film: where it stands, its marks, and a way to any moment."""

from PySide6.QtCore import QPointF, QSignalBlocker, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip

from tipdesk.gui import theme
from tipdesk.gui.player.clock import precise, to_milliseconds, to_seconds
from tipdesk.gui.player.track import HEIGHT, Track

_MARK = 14


class Timeline(Track):
    """A slider over the whole film, in milliseconds."""

    sought = Signal(float)  # seconds

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setSingleStep(1_000)
        self.setPageStep(5_000)
        self.setAccessibleName(self.tr("Position"))
        self._marks: tuple[float | None, float | None] = (None, None)
        self.valueChanged.connect(lambda value: self.sought.emit(to_seconds(value)))

    def show_length(self, seconds: float) -> None:
        """Say how long the film is."""
        length = to_milliseconds(seconds)
        if length != self.maximum():
            with QSignalBlocker(self):
                self.setRange(0, length)

    def show_position(self, seconds: float) -> None:
        """Say where the film stands; one that is longer than it said grows."""
        value = to_milliseconds(seconds)
        with QSignalBlocker(self):
            if value > self.maximum():
                self.setMaximum(value)
            self.setValue(value)
        self.update()

    def show_marks(self, begin: float | None, end: float | None) -> None:
        """Show the in and out marks."""
        self._marks = (begin, end)
        self.update()

    def paint_under(self, painter: QPainter) -> None:
        """Draw the part between the marks."""
        begin, end = self._marks
        if begin is not None or end is not None:
            last = self.maximum() if end is None else to_milliseconds(end)
            self.paint_bar(painter, to_milliseconds(begin or 0.0), last, theme.colours().muted)

    def paint_over(self, painter: QPainter) -> None:
        """Draw the marks as brackets."""
        painter.setPen(QPen(theme.colours().ink, 2))
        top, foot = (HEIGHT - _MARK) / 2, (HEIGHT + _MARK) / 2
        for mark, side in zip(self._marks, (4, -4), strict=True):
            if mark is not None:
                x = self.place_of(to_milliseconds(mark))
                path = ((x + side, top), (x, top), (x, foot), (x + side, foot))
                painter.drawPolyline([QPointF(*point) for point in path])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which moment lies under the mouse, and follow it while it is pressed."""
        super().mouseMoveEvent(event)
        said = precise(to_seconds(self.value_at(event.position().x())))
        QToolTip.showText(event.globalPosition().toPoint(), said, self)
