"""The tabs of the open tip: words with their counts, the chosen one underlined."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar

from tipdesk.gui import theme

HEIGHT, GAP, LEFT = 34, 18, 20


class Tabs(QTabBar):
    """Flat tabs on the panel's ground."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(theme.font(theme.Face.BODY))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def name(self, index: int, text: str) -> None:
        """Name a tab; to name it anew has all tabs measured, so the same name is left."""
        if self.tabText(index) != text:
            self.setTabText(index, text)

    def tabSizeHint(self, index: int) -> QSize:
        """Ask for the room of one tab."""
        meter = QFontMetrics(theme.font(theme.Face.STRONG))
        first = LEFT - GAP // 2 if index == 0 else 0
        return QSize(meter.horizontalAdvance(self.tabText(index)) + GAP + first, HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Ask for the room of one tab."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), wear.panel)
        painter.setPen(QPen(wear.line, 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        wear = theme.colours()
        room = self.tabRect(index)
        room.adjust(LEFT if index == 0 else GAP // 2, 0, -(GAP // 2), 0)
        is_on = index == self.currentIndex()
        painter.setFont(theme.font(theme.Face.STRONG if is_on else theme.Face.BODY))
        painter.setPen(wear.ink if is_on or self._is_under_mouse(index) else wear.muted)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, left, self.tabText(index))
        if is_on:
            said = painter.fontMetrics().horizontalAdvance(self.tabText(index))
            painter.fillRect(QRect(room.left(), self.height() - 2, said, 2), wear.accent)
            if self.hasFocus():
                painter.setPen(QPen(wear.accent, 1))
                painter.drawRoundedRect(room.adjusted(-4, 5, 4, -7), 4, 4)

    def _is_under_mouse(self, index: int) -> bool:
        return self.tabRect(index).contains(self.mapFromGlobal(self.cursor().pos()))
