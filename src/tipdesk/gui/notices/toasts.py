"""Toasts: one sentence about what just happened, with the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from tipdesk.gui import icons, theme
from tipdesk.gui.aloud import announce
from tipdesk.gui.notices.shadow import Shadow

SHOWN_MS, PROBLEM_MS = 7_000, 14_000
_ABOVE_THE_EDGE = 40
_WIDEST = 560
_MIDDLE = 0.28


class Toast(QFrame):
    """Floats over the window; a newer sentence takes the place of the older."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shadow = Shadow(window)
        self.setObjectName("toast")
        self._undo: Callable[[], object] | None = None
        self._glyph = QLabel()
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.button = QPushButton()
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.setFont(theme.font(theme.Face.STRONG))
        self.button.clicked.connect(self._on_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 8, 9)
        row.setSpacing(8)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fade = QTimer(self, singleShot=True)
        self._fade.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what happened, and offer to take it back."""
        self._show(sentence, self.tr("Undo") if undo else "", SHOWN_MS)
        self._undo = undo

    def offer(self, sentence: str, button: str, call: Callable[[], object]) -> None:
        """Say what happened, and offer what can be done about it."""
        self._show(sentence, button, PROBLEM_MS)
        self._undo = call

    def explain(self, sentence: str) -> None:
        """Say calmly what could not be done, and what to do instead."""
        self._show(sentence, self.tr("Close"), PROBLEM_MS, glyph="warning")

    def _show(self, sentence: str, button: str, for_ms: int, glyph: str = "") -> None:
        self._undo = None
        self._glyph.setVisible(bool(glyph))
        if glyph:
            self._glyph.setPixmap(icons.pixmap(glyph, theme.DARK.attention, 16))
        self.text.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._shadow.lie_under(self)
        self._fade.start(for_ms)
        announce(self, sentence)

    def _on_button(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _place(self) -> None:
        window = self._window
        self.setMaximumWidth(min(_WIDEST, window.width() - 32))
        wanted = self.text.fontMetrics().horizontalAdvance(self.text.text()) + 4
        self.text.setMinimumWidth(min(wanted, _WIDEST - 140))
        self.adjustSize()
        # Over the list rather than over the open tip, where something may be being written.
        left = max(16, round(window.width() * _MIDDLE) - self.width() // 2)
        self.move(QPoint(left, window.height() - self.height() - _ABOVE_THE_EDGE))

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the shadow along."""
        super().showEvent(event)
        self._shadow.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the shadow along."""
        super().hideEvent(event)
        self._shadow.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is on it."""
        self._fade.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go a while after the pointer left."""
        self._fade.start(SHOWN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
            self._shadow.lie_under(self)
        return False
