"""The slim bar that asks whether several files are one tip or one each."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from tipdesk.gui import words


class Question(QWidget):
    """Asks beside the work, not in its way; Escape takes nothing in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Callable[[bool, bool], object] | None = None
        self.setProperty("asks", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.together = QPushButton(self.tr("One tip from all"))
        self.together.setProperty("primary", True)
        self.apart = QPushButton(self.tr("One tip each"))
        self.remember = QCheckBox(self.tr("Don’t ask again"))
        self.never = QPushButton(self.tr("Cancel"))
        self.never.setProperty("link", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        for widget in (self.together, self.apart, self.remember, self.never):
            row.addWidget(widget)
        self.together.clicked.connect(lambda: self._say(each=False))
        self.apart.clicked.connect(lambda: self._say(each=True))
        self.never.clicked.connect(self.drop)
        self.hide()

    def ask(self, count: int, answer: Callable[[bool, bool], object]) -> None:
        """Ask; `answer` is told whether one tip each, and whether to remember it."""
        self._answer = answer
        self.text.setText(self.tr("{0} dropped.").format(words.several(count, "other")))
        self.setAccessibleName(self.text.text())
        self.remember.setChecked(False)
        self.show()
        self.together.setFocus(Qt.FocusReason.PopupFocusReason)

    def drop(self) -> None:
        """Take nothing in."""
        self._answer = None
        self.hide()

    def _say(self, *, each: bool) -> None:
        answer, self._answer = self._answer, None
        self.hide()
        if answer is not None:
            answer(each, self.remember.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape close it."""
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        else:
            super().keyPressEvent(event)
