"""The clock of a phone call: it runs from the key that began the note until the call is over."""

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tipdesk.gui import theme, times
from tipdesk.newsroom.when import now

TICK_MS = 250
DOT, GAP = 8, 9


class Clock(QWidget):
    """Shows how long a call lasts; its figures don't move while they change."""

    def __init__(self, face: theme.Face = theme.Face.HEADLINE) -> None:
        super().__init__()
        self._face = face
        self._began, self._ended = now(), None
        self._said = ""
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._refresh)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Length of the call"))

    _ended: datetime | None

    @property
    def began(self) -> datetime:
        """Tell when the call began."""
        return self._began

    @property
    def ended(self) -> datetime | None:
        """Tell when it was over; None while it goes on."""
        return self._ended

    @property
    def said(self) -> str:
        """Give what is shown: 4:12."""
        return self._said

    def show_call(self, began: datetime, ended: datetime | None) -> None:
        """Run from a moment on, or stand where the call was over."""
        self._began, self._ended = began, ended
        (self._tick.start if ended is None else self._tick.stop)()
        self._refresh()
        # Said once: a screen reader would else be told of every second.
        self.setAccessibleDescription(self.tr("running") if ended is None else self._said)

    def stop(self) -> None:
        """Note that the call is over; a clock that stands goes on standing."""
        if self._ended is None:
            self.show_call(self._began, now())

    def go_on(self) -> None:
        """Note that it is not over, after all."""
        self.show_call(self._began, None)

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        meter = QFontMetrics(theme.font(self._face))
        widths = (
            meter.horizontalAdvance(sign) if sign == ":" else _digit(meter) for sign in self._said
        )
        return QSize(DOT + GAP + sum(widths) + 2, meter.height())

    def minimumSizeHint(self) -> QSize:
        """Ask for all of it: half a figure tells something else."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it: a filled dot while the call goes on, a ring when it is over."""
        wear, font = theme.colours(), theme.font(self._face)
        painter, meter = QPainter(self), QFontMetrics(theme.font(self._face))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        runs = self._ended is None
        painter.setPen(QPen(wear.stop if runs else wear.muted, 1.5))
        painter.setBrush(wear.stop if runs else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(1 + DOT / 2, self.height() / 2), DOT / 2 - 0.5, DOT / 2 - 0.5)
        painter.setFont(font)
        painter.setPen(wear.ink if runs else wear.muted)
        left = float(DOT + GAP)
        for sign in self._said:
            room = meter.horizontalAdvance(sign) if sign == ":" else _digit(meter)
            painter.drawText(
                QRectF(left, 0, room, self.height()), Qt.AlignmentFlag.AlignCenter, sign
            )
            left += room

    def _refresh(self) -> None:
        lasted = max((self._ended or now()) - self._began, timedelta())
        said = times.length(int(lasted.total_seconds()))
        if said != self._said:
            longer = len(said) != len(self._said)
            self._said = said
            if longer:
                self.updateGeometry()
        self.update()


def _digit(meter: QFontMetrics) -> int:
    return max(meter.horizontalAdvance(figure) for figure in "0123456789")
