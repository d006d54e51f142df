"""A finished filter in the search field: a chip that can be taken off, or written anew."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from tipdesk.gui import icons, theme
from tipdesk.gui.tips.searching import days, tokens

_HEIGHT, _PAD, _CROSS, _WIDEST = 20, 6, 12, 220


class FilterChip(QAbstractButton):
    """Shows `workflow: new, triage`; a click opens it for writing, the cross takes it off."""

    removed = Signal()
    reopened = Signal()

    def __init__(self, token: str) -> None:
        super().__init__()
        self.token = token
        form = self.tr("not {0}") if token.startswith("-") else "{0}"
        self.setText(form.format(tokens.label(token)))
        date = tokens.dated(token)
        meant = days.explained(*date) if date else ""
        if meant:
            self.setText(self.tr("{0} = {1}").format(self.text(), meant))
        self.setToolTip(self.text())
        self.setFont(theme.font(theme.Face.META))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.tr("Filter {0}").format(self.text()))
        self.setAccessibleDescription(self.tr("Delete takes it off"))
        self.clicked.connect(lambda _: self.reopened.emit())

    def sizeHint(self) -> QSize:
        """Be as wide as the words, within reason."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(min(width + 2 * _PAD + _CROSS, _WIDEST), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip; its cross is lit under the pointer."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(wear.accent_ground)
        painter.setPen(QPen(wear.accent, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        inset = 1 if self.hasFocus() else 0
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.setPen(wear.accent)
        room = self.rect().adjusted(_PAD, 0, -_CROSS - 2, 0)
        elide = Qt.TextElideMode.ElideRight
        said = QFontMetrics(self.font()).elidedText(self.text(), elide, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        cross = icons.pixmap("close", wear.accent, _CROSS, self.devicePixelRatioF())
        painter.setOpacity(1.0 if self.underMouse() else 0.55)
        painter.drawPixmap(self._cross().topLeft(), cross)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take it off where the cross was hit."""
        if self._cross().contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it off with Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take up other colours."""
        super().changeEvent(event)
        self.update()

    def _cross(self) -> QRect:
        return QRect(self.width() - _CROSS - 3, (self.height() - _CROSS) // 2, _CROSS, _CROSS)
