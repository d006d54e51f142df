"""Asks before tips are deleted for good: how much goes, and what stays."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tipdesk.desk.triaging.weighing import Weight
from tipdesk.gui import sentences, theme, times, words
from tipdesk.gui.tip.rows import said

_WIDTH = 480


class Question(QDialog):
    """Says what would go; nothing is done by Enter alone, and Escape leaves all as it is."""

    agreed = Signal()

    def __init__(self, weight: Weight, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Delete for good"))
        self.setMinimumWidth(_WIDTH)
        self.head = said(self._head(weight), face=theme.Face.HEADLINE)
        self.goes = said(
            self.tr(
                "Texts, messages, notes and files go, and what is known of people who sent "
                "nothing else. It can’t be undone."
            )
        )
        self.stays = said(
            self.tr(
                "What stays: that they were deleted, when and by whom. Backups that were made "
                "before keep all of it."
            ),
            muted=True,
        )
        self.left = said(sentences.left(weight.refused), muted=True)
        self.left.setVisible(bool(weight.refused))
        self.leave = QPushButton(self.tr("Cancel"))
        self.deed = QPushButton(self.tr("Delete for good"))
        self._lay_out()
        self.setAccessibleDescription(f"{self.head.text()} {self.goes.text()}")

    def _head(self, weight: Weight) -> str:
        tips = words.numbers(weight.tips)
        if not weight.files:
            return self.tr("Delete {0} for good?").format(tips)
        files = words.several(weight.files, "other")
        size = times.size(weight.size)
        return self.tr("Delete {0} and {1} ({2}) for good?").format(tips, files, size)

    def _lay_out(self) -> None:
        self._rows = rows = QVBoxLayout(self)
        rows.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        for line in (self.head, self.goes, self.stays, self.left):
            rows.addWidget(line)
        rows.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.leave, self.deed):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        rows.addLayout(buttons)
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.deed.clicked.connect(self._agree)
        self.leave.setFocus(Qt.FocusReason.PopupFocusReason)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Be as tall as the sentences are, now that their fonts are known."""
        super().showEvent(event)
        self.resize(_WIDTH, self._rows.heightForWidth(_WIDTH))
