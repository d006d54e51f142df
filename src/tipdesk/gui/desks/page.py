"""A quiet page in the middle of the window: a drawing, a heading, a sentence, a few buttons."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tipdesk.gui import icons, theme
from tipdesk.newsroom.names import shown

WIDTH = 460


class Page(QWidget):
    """Stands where there is nothing else to show yet, and says what to do."""

    def __init__(self, drawing: QPixmap, heading: str, sentence: str) -> None:
        super().__init__()
        self._picture = QLabel()
        self._picture.setPixmap(drawing)
        self.heading = _label(heading, theme.Face.HEADLINE)
        self.sentence = _label(sentence, theme.Face.BODY)
        self.sentence.setProperty("said", "muted")
        self.setAccessibleName(heading)
        self.column = QVBoxLayout()
        self.column.setSpacing(2 * theme.GRID)
        self.column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.sentence)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.GRID)
        self.buttons.addStretch(1)
        self.buttons.addStretch(1)
        self.column.addLayout(self.buttons)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(self.column)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)

    def offer(self, text: str, call: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Put one more button below the sentence."""
        button = QPushButton(text)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda _: call())
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        if primary:
            self.setFocusProxy(button)
        return button

    def name_place(self, folder: Path) -> None:
        """Say below the sentence which folder it is about."""
        place = _label("", theme.Face.META)
        place.setProperty("said", "muted")
        place.setToolTip(shown(str(folder)))
        middle = Qt.TextElideMode.ElideMiddle
        place.setText(place.fontMetrics().elidedText(place.toolTip(), middle, WIDTH))
        self.column.insertWidget(self.column.indexOf(self.sentence) + 1, place)

    def tell(self, heading: str, sentence: str) -> None:
        """Say something else."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.setAccessibleName(heading)


def emblem(size: int = 72) -> QPixmap:
    """Draw the program's own icon for a page."""
    return icons.app_icon().pixmap(size, size)


def _label(text: str, face: theme.Face) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(face))
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    label.setFixedWidth(WIDTH)
    return label
