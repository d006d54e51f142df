"""Says what becomes of two people before they are made one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tipdesk.gui.people import wording
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.persons import PersonLine


class Question(QWidget):
    """A sentence, a button that does it and one that leaves it."""

    answered = Signal(object)  # PersonLine of the other
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._other: PersonLine | None = None
        self.sentence = said("")
        self.yes = QPushButton(self.tr("Make one of both"))
        self.yes.setProperty("primary", True)
        self.no = QPushButton(self.tr("Leave them two"))
        self.yes.clicked.connect(self._answer)
        self.no.clicked.connect(self.left.emit)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.sentence)
        rows.addLayout(buttons)
        self.hide()

    def ask(self, this: PersonLine, other: PersonLine) -> None:
        """Ask whether these are one."""
        self._other = other
        told = wording.becoming(this, other)
        self.sentence.setText(told)
        self.yes.setAccessibleDescription(told)
        self.show()
        self.yes.setFocus()

    def _answer(self) -> None:
        if self._other is not None:
            self.answered.emit(self._other)
