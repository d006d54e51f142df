"""Says how trying a mailbox goes: under way, works, or what is wrong and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from tipdesk.gui import icons, theme
from tipdesk.gui.aloud import announce

_HEIGHT = 58  # three lines, so that nothing moves when something is said


class Verdict(QWidget):
    """One sentence with its shape; while it is under way, a bar and a way to stop."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._glyph = icons.Glyph("info", "muted", 16)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar(textVisible=False, maximum=0)
        self.bar.setAccessibleName(self.tr("Trying the settings"))
        self.stop = QPushButton(self.tr("Cancel the test"))
        self.stop.clicked.connect(self.cancelled)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(self.text)
        column.addWidget(self.bar)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        row.addWidget(self.stop)
        self.setMinimumHeight(_HEIGHT)
        self.clear()

    @property
    def is_busy(self) -> bool:
        """Tell whether something is under way."""
        return not self.bar.isHidden()

    def clear(self) -> None:
        """Say nothing."""
        self._show("", "", "", busy=False)

    def wait(self, sentence: str) -> None:
        """Say what is under way."""
        self._show("clock", "muted", sentence, busy=True)

    def approve(self, sentence: str) -> None:
        """Say that it works."""
        self._show("tick", "good", sentence, busy=False)

    def object(self, sentence: str) -> None:
        """Say what is wrong, and what to do."""
        self._show("warning", "stop", sentence, busy=False)

    def note(self, sentence: str) -> None:
        """Say what else there is to know."""
        self._show("info", "muted", sentence, busy=False)

    def _show(self, glyph: str, role: str, sentence: str, *, busy: bool) -> None:
        self._glyph.setVisible(bool(glyph))
        if glyph:
            self._glyph.show_glyph(glyph, role)
        self.text.setText(sentence)
        self.text.setProperty("said", role)
        self.text.style().polish(self.text)
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        if sentence:
            announce(self, sentence)
