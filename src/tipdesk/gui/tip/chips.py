"""Chips: stories in capitals on the accent's ground, tags on grey; each can be taken off."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton

from tipdesk.gui import icons, theme
from tipdesk.gui.tip.editing import wants_key

HEIGHT, PAD, CROSS, WIDEST = 18, 6, 12, 220


class Chip(QAbstractButton):
    """One story or tag; `removed` when its cross is clicked, or Delete pressed on it."""

    removed = Signal(str)

    def __init__(self, name: str = "", *, is_story: bool) -> None:
        super().__init__()
        self._is_story = is_story
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(_font(is_story=is_story))
        self.setAccessibleDescription(self.tr("Delete takes it off"))
        self.name(name)

    def name(self, name: str) -> None:
        """Stand for this story or tag."""
        self._name = name
        self.setText(name.upper() if self._is_story else f"# {name}")
        kind = self.tr("Story {0}") if self._is_story else self.tr("Tag {0}")
        self.setAccessibleName(kind.format(name))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * PAD
        return QSize(min(width, WIDEST), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        ground = wear.accent_ground if self._is_story else wear.chip
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(QPen(wear.accent, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        inset = 1 if self.hasFocus() else 0
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.setPen(wear.accent if self._is_story else wear.ink)
        shows_cross = self.hasFocus() or self.underMouse()
        room = self.rect().adjusted(PAD, 0, -(CROSS + 2 if shows_cross else PAD), 0)
        said = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        if shows_cross:
            colour = wear.accent if self._is_story else wear.muted
            painter.drawPixmap(self._cross().topLeft(), icons.pixmap("close", colour, CROSS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act on a click."""
        super().mouseReleaseEvent(event)
        if self._cross().contains(event.position().toPoint()):
            self.removed.emit(self._name)

    def event(self, event: QEvent) -> bool:
        """Keep Delete from the window's shortcuts while the chip has the focus."""
        if wants_key(event, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of its own."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self._name)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Greet the mouse."""
        self.setToolTip(self.tr("× takes it off"))
        super().enterEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of font or colours."""
        super().changeEvent(event)
        self.update()

    def _cross(self) -> QRect:
        at = QPoint(self.width() - CROSS - 2, (self.height() - CROSS) // 2)
        return QRect(at, QSize(CROSS, CROSS))


def _font(*, is_story: bool) -> QFont:
    font = theme.font(theme.Face.STRONG if is_story else theme.Face.META)
    font.setPixelSize(11)
    return font


class AddChip(QAbstractButton):
    """The small plus that opens a picker."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(_font(is_story=False))

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(width + 2 * PAD + CROSS, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        lit = self.underMouse() or self.hasFocus()
        colour = wear.accent if lit else wear.muted
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(wear.accent if self.hasFocus() else wear.line, 1)
        pen.setStyle(Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.drawPixmap(
            PAD - 2, (self.height() - CROSS) // 2, icons.pixmap("add", colour, CROSS)
        )
        painter.setPen(colour)
        room = self.rect().adjusted(PAD + CROSS, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
