"""The timeline above the list: when the results came; drag over it, or use the keys, to narrow."""

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tipdesk.gui import words
from tipdesk.gui.aloud import announce
from tipdesk.gui.facets import drawing, spans
from tipdesk.gui.facets.drawing import FOOT, SIDE, Drawn
from tipdesk.gui.facets.spans import Bar, Step

HEIGHT = 60
_NOTHING: tuple[int, int] | None = None


class Timeline(QWidget):
    """Bars of years, months, weeks, days or hours; `narrowed` says a span in the words of a search.

    The step fits the width unless the editor chose another one with + and -.
    """

    narrowed = Signal(str)  # "" is any time

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_day: Mapping[date, int] = {}
        self._by_hour: Mapping[datetime, int] = {}
        self._sampled = False
        self._chosen: Step | None = None
        self.step, self.bars = Step.MONTH, tuple[Bar, ...]()
        self.at = 0
        self._from = 0
        self.chosen = _NOTHING
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("When the tips of this list came"))
        self.setAccessibleDescription(
            self.tr(
                "Left and right go from bar to bar, with Shift they mark several; Enter lists what "
                "came then, Backspace what came at any time; + and - show shorter or longer bars."
            )
        )

    def show_days(
        self, by_day: Mapping[date, int], by_hour: Mapping[datetime, int], *, sampled: bool
    ) -> None:
        """Show how many tips came on which day, and whether only some of them were counted.

        `by_hour` is empty where the days are too many for it.
        """
        self._by_day, self._by_hour, self._sampled = by_day, by_hour, sampled
        self.chosen = _NOTHING
        self._chosen = None
        self._cut()
        self.at = max((number for number, bar in enumerate(self.bars) if bar.tips), default=0)

    def zoom(self, by: int) -> None:
        """Show shorter bars, or longer ones, as far as they can be told apart."""
        steps = list(Step)
        at = steps.index(self.step) + by
        if not self.bars or not 0 <= at < len(steps):
            return
        first, last = min(self._by_day), max(self._by_day)
        if steps[at] is Step.HOUR and not self._by_hour:
            return
        if spans.number(first, last, steps[at]) <= max(1, self.width() - 2 * SIDE):
            was = spans.moment(self.bars[self.at].start)
            self._chosen = steps[at]
            self.chosen = _NOTHING
            self._cut()
            starts = enumerate(spans.moment(bar.start) for bar in self.bars)
            self.at = max((number for number, start in starts if start <= was), default=0)
            self._announce()

    def sizeHint(self) -> QSize:
        """Ask for little room; the bars take what there is."""
        return QSize(300, HEIGHT)

    # What is chosen

    def bar_at(self, x: float) -> int:
        """Find the bar that stands here, or the nearest one."""
        under = int((x - SIDE) / drawing.width_of(len(self.bars), self.width()))
        return min(max(0, under), len(self.bars) - 1)

    def _narrow(self) -> None:
        if not self.bars:
            return
        first, last = self.chosen or (self.at, self.at)
        self.narrowed.emit(spans.asked(self.bars[first], self.bars[last], self.step))

    def _mark(self, to: int) -> None:
        self.at = min(max(0, to), len(self.bars) - 1)
        self.chosen = (min(self._from, self.at), max(self._from, self.at))
        self.update()

    def _go(self, to: int, *, marking: bool) -> None:
        if marking:
            if self.chosen is None:
                self._from = self.at
            self._mark(to)
        else:
            self.chosen = _NOTHING
            self.at = min(max(0, to), len(self.bars) - 1)
            self.update()
        self._announce()

    # What is said

    def said(self) -> str:
        """Say what is marked: its time, and how many tips came then."""
        if not self.bars:
            return self.tr("Nothing to show")
        first, last = self.chosen or (self.at, self.at)
        tips = words.tips(sum(bar.tips for bar in self.bars[first : last + 1]))
        if self._sampled:
            tips = self.tr("about {0}").format(tips)
        told = spans.said(self.bars[first].start, self.step)
        if first != last:
            end = spans.said(self.bars[last].start, self.step)
            told = self.tr("{0} until {1}").format(told, end)
        return self.tr("{0}: {1}").format(told, tips)

    def _announce(self) -> None:
        if self.hasFocus():
            announce(self, self.said())

    # How it is made

    def _cut(self) -> None:
        if self._by_day:
            first, last = min(self._by_day), max(self._by_day)
            room, hourly = self.width() - 2 * SIDE, bool(self._by_hour)
            self.step = self._chosen or spans.fitting(first, last, room, hourly=hourly)
        came = self._by_hour if self.step is Step.HOUR else self._by_day
        self.bars = spans.cut(came, self.step)
        self.at = min(self.at, max(0, len(self.bars) - 1))
        self.update()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the bars into another width."""
        super().resizeEvent(event)
        if self._chosen is None:
            self.chosen = _NOTHING
            self._cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        at = self.at if self.hasFocus() else None
        drawn = Drawn(self.bars, self.step, self.chosen, at, self.said() if self._tells() else "")
        drawing.draw(painter, self.rect(), drawn)

    def _tells(self) -> bool:
        return self.hasFocus() or self.chosen is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to mark a span."""
        if event.button() is Qt.MouseButton.LeftButton and self.bars:
            self._from = self.bar_at(event.position().x())
            self._mark(self._from)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark on, or say what is under the pointer."""
        if not self.bars:
            return
        under = self.bar_at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._mark(under)
        elif event.position().y() < HEIGHT - FOOT:
            told = spans.said(self.bars[under].start, self.step)
            tips = words.tips(self.bars[under].tips)
            QToolTip.showText(event.globalPosition().toPoint(), f"{told}: {tips}", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """List what came in the span that was marked."""
        if event.button() is Qt.MouseButton.LeftButton and self.chosen is not None:
            self._narrow()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """List what came at any time."""
        self.chosen = _NOTHING
        self.narrowed.emit("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show shorter or longer bars with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of its own."""
        key, marking = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        goes = {
            Qt.Key.Key_Left: self.at - 1,
            Qt.Key.Key_Right: self.at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.bars) - 1,
        }
        if key in goes and self.bars:
            self._go(goes[Qt.Key(key)], marking=marking)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._narrow()
        elif key == Qt.Key.Key_Backspace:
            self.narrowed.emit("")
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys stand, and say it."""
        super().focusInEvent(event)
        self._announce()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave nothing marked behind."""
        super().focusOutEvent(event)
        self.chosen = _NOTHING
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Take up other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.update()
