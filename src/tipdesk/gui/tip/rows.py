"""A column of rows that scrolls; strangers' words in it are plain text."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tipdesk.gui import theme
from tipdesk.gui.tip.whenseen import WhenSeen


class Column(QScrollArea):
    """Rows below each other, parted by lines; words where there are none."""

    def __init__(self, name: str, when_empty: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._when_empty = when_empty
        self._making = WhenSeen(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def show_when_seen(self, make: Callable[[], Sequence[QWidget]]) -> None:
        """Show the rows that `make` makes, as soon as somebody looks."""
        self._making.do(lambda: self._show_rows(make()))

    def showEvent(self, event: QShowEvent) -> None:
        """Make the rows now that they are looked at."""
        super().showEvent(event)
        self._making.look()

    def _show_rows(self, rows: Sequence[QWidget]) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(0)
        for at, row in enumerate(rows):
            if at:
                column.addWidget(_line())
            column.addWidget(row)
        if not rows and self._when_empty:
            empty = said(self._when_empty, muted=True)
            empty.setContentsMargins(20, 16, 20, 16)
            column.addWidget(empty)
        column.addStretch()
        self.setWidget(page)


def said(text: str, *, muted: bool = False, face: theme.Face = theme.Face.META) -> QLabel:
    """Make words that can be chosen and copied; never markup, never wider than their room."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(face))
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if muted:
        label.setProperty("said", "muted")
    return label


def section(words: str) -> QLabel:
    """Make a small head."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.Face.SECTION))
    label.setProperty("said", "muted")
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("line", True)
    return line
