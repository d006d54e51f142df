"""What was said: plain text, edited in place, saved by itself."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tipdesk.gui import theme
from tipdesk.gui.tip.deeds import Conflict
from tipdesk.gui.tip.editing import Written
from tipdesk.gui.tip.lighting import Lighting
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.lines import OpenTip

TEXT_LIMIT = 1_000_000


class TextTab(QWidget):
    """The words of the tip, in a column that reads well."""

    def __init__(self) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 16, 12)
        self.text = Written(self.tr("What was said"), limit=TEXT_LIMIT)
        self.text.setPlaceholderText(self.tr("Nothing was written. Type here what was said."))
        self.text.setFont(theme.font(theme.Face.BODY))
        self.text.fill_the_room()
        self.text.setMaximumWidth(760)
        self.lighting = Lighting(self.text)
        rows.addWidget(self.text)

    def show_tip(self, tip: OpenTip, *, another: bool) -> None:
        """Show what was said."""
        (self.text.replace if another else self.text.show_text)(tip.text)


class ConflictBar(QWidget):
    """Says who changed a field while it was being written, and asks which text counts."""

    kept_mine = Signal(object)  # Conflict
    took_theirs = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._conflict: Conflict | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "side")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("said", "attention")
        self.said.setWordWrap(True)
        self.mine = QPushButton(self.tr("Keep mine"))
        self.theirs = QPushButton(self.tr("Take theirs"))
        self.mine.clicked.connect(lambda: self._settle(self.kept_mine))
        self.theirs.clicked.connect(lambda: self._settle(self.took_theirs))
        row.addWidget(self.said, 1)
        row.addWidget(self.mine)
        row.addWidget(self.theirs)
        self.hide()

    def ask(self, conflict: Conflict) -> None:
        """Show what happened; what was typed is kept until it is settled."""
        self._conflict = conflict
        words = self.tr("{0} What you typed in {1} is kept.")
        self.said.setText(words.format(conflict.sentence, tip_number(conflict.tip)))
        self.show()

    def _settle(self, outcome: SignalInstance) -> None:
        conflict, self._conflict = self._conflict, None
        self.hide()
        if conflict is not None:
            outcome.emit(conflict)
