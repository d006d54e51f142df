"""Quiet buttons that read like words: "Spike…", "Verdict unverified", "Assigned nobody"."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from tipdesk.gui import icons, theme

GAP, GLYPH, PAD = 4, 14, 3


class Link(QAbstractButton):
    """A muted word, and behind it a value in ink; underlined under the mouse."""

    def __init__(self, muted: str, value: str = "", *, role: str = "ink") -> None:
        super().__init__()
        self._muted, self._role, self._glyph = muted, role, ""
        self._room: QSize | None = None
        self._said: tuple[str, str, str] | None = None
        self.setFont(theme.font(theme.Face.META))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(value, role=role)

    def say(self, value: str, *, role: str = "ink", glyph: str = "") -> None:
        """Show another value."""
        if self._said == (value, role, glyph):
            return
        self._said = (value, role, glyph)
        self._role, self._glyph, self._room = role, glyph, None
        self.setText(value)
        self.setAccessibleName(f"{self._muted} {value}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs; what lies around it asks often."""
        if self._room is None:
            self._room = self._measured()
        return self._room

    def changeEvent(self, event: QEvent) -> None:
        """Take up another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._room = None

    def _measured(self) -> QSize:
        meter = QFontMetrics(self.font())
        width = sum(meter.horizontalAdvance(word) for word in (self._muted, self.text()) if word)
        gaps = GAP if self._muted and self.text() else 0
        glyph = GLYPH + GAP if self._glyph else 0
        return QSize(width + gaps + glyph + 2 * PAD, meter.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(wear.accent, 1))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        lit = self.underMouse() and self.isEnabled()
        left = self._word(painter, PAD, self._muted, wear.accent if lit else wear.muted)
        if self._glyph:
            drawn = icons.pixmap(self._glyph, wear.role(self._role), GLYPH)
            painter.drawPixmap(left, (self.height() - GLYPH) // 2, drawn)
            left += GLYPH + GAP
        self._word(painter, left, self.text(), wear.accent if lit else wear.role(self._role))

    def _word(self, painter: QPainter, left: int, word: str, colour: QColor) -> int:
        if not word:
            return left
        painter.setPen(colour)
        room = self.rect().adjusted(left, 0, -PAD, 0)
        meter = QFontMetrics(self.font())
        said = meter.elidedText(word, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        return left + meter.horizontalAdvance(said) + GAP
