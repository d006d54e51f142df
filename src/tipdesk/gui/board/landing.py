"""A place of the board where tips can be dropped: it says beforehand what they may not."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QWidget

from tipdesk.gui import drops, theme
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Workflow

_LOOK = """
QLabel {
  background: palette(base); border: 1px solid palette(mid); border-radius: 6px; padding: 6px 8px;
}
"""
WhyNot = Callable[[Sequence[TipId], Workflow], str]


class Landing(QWidget):
    """Takes tips for its state; `why_not` gives the sentence against it, or ""."""

    landed = Signal(object)  # the tips that may come
    refused = Signal(str)

    def __init__(self, state: Workflow, why_not: WhyNot) -> None:
        super().__init__()
        self.state = state
        self._why_not = why_not
        self._is_target = False
        self.why = QLabel(self)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        self.why.setFont(theme.font(theme.Face.META))
        self.why.setProperty("said", "stop")
        self.why.setStyleSheet(_LOOK)
        self.why.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.why.hide()
        self.setAcceptDrops(True)

    @property
    def top(self) -> int:
        """Tell where the sentence stands."""
        return 0

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say at once whether what comes may stay."""
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on taking what was welcome, and what is told why it isn't."""
        if drops.look(event.mimeData()).tips:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Say nothing any more."""
        self._show_target(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped, or say once more why it can't be."""
        tips = drops.read(event.mimeData()).tips
        self._show_target(on=False)
        if not tips:
            event.ignore()
            return
        event.acceptProposedAction()
        if why := self._why_not(tips, self.state):
            self.refused.emit(why)
        else:
            self.landed.emit(tips)

    def _weigh(self, event: QDragMoveEvent) -> None:
        tips = drops.look(event.mimeData()).tips
        if not tips:
            event.ignore()
            return
        event.acceptProposedAction()
        self._show_target(on=True, why=self._why_not(tips, self.state))

    def _show_target(self, *, on: bool, why: str = "") -> None:
        self._is_target = on
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._place_why()
        self.why.raise_()
        self.update()

    def _place_why(self) -> None:
        wide = self.width() - 12
        self.why.setGeometry(6, self.top, wide, self.why.heightForWidth(wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sentence within."""
        super().resizeEvent(event)
        self._place_why()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and a dashed edge where tips would fall."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(wear.side)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._is_target:
            edge = wear.stop if self.why.text() else wear.accent
            painter.setPen(QPen(edge, 1.5, Qt.PenStyle.DashLine))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, theme.RADIUS, theme.RADIUS)
