"""The small forms of a step: why it is taken, and where a tip was published."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from tipdesk.gui import theme, words
from tipdesk.gui.pickers.popover import Popover
from tipdesk.newsroom.states import Closing
from tipdesk.newsroom.story import NewUse

REASON_LIMIT = 2_000


class Form(Popover):
    """A popover with a title, rows and one button that does it; Ctrl+Enter presses it."""

    def __init__(self, parent: QWidget, title: str, deed: str) -> None:
        super().__init__(parent, title)
        head = QLabel(title)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setFont(theme.font(theme.Face.STRONG))
        head.setWordWrap(True)
        self.rows.addWidget(head)
        self.fields = QFormLayout()
        self.fields.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.fields.setHorizontalSpacing(12)
        self.rows.addLayout(self.fields)
        self.deed = QPushButton(deed)
        self.deed.setProperty("primary", True)
        self.deed.clicked.connect(self._do)
        leave = QPushButton(self.tr("Cancel"))
        leave.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(self.deed)
        self.rows.addLayout(buttons)

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return super().sizeHint().expandedTo(QSize(360, 0))

    def add(self, words_: str, field: QWidget) -> None:
        """Add a row; its words name the field for a screen reader, too."""
        label = QLabel(words_)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("said", "muted")
        label.setBuddy(field)
        field.setAccessibleName(words_)
        self.fields.addRow(label, field)

    def focus_first(self, first: QWidget) -> None:
        """Begin in the filter line."""
        row = self.fields.itemAt(0, QFormLayout.ItemRole.FieldRole)
        ((row and row.widget()) or first).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of its own."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.deed.isEnabled():
            self._do()
        else:
            super().keyPressEvent(event)

    def _do(self) -> None:
        raise NotImplementedError


class ReasonForm(Form):
    """Asks why; `given` tells the reason and, where a tip is closed, what kind of end it is."""

    given = Signal(str, object)  # reason, Closing or None

    def __init__(self, parent: QWidget, title: str, deed: str, *, closes: bool) -> None:
        super().__init__(parent, title, deed)
        self.reason = _Lines()
        self.reason.setPlaceholderText(self.tr("In a few words, for your colleagues"))
        self.reason.entered.connect(self._do)
        self.reason.textChanged.connect(self._allow)
        self.add(self.tr("Why"), self.reason)
        self.closing = QComboBox()
        if closes:
            self.closing.addItem(self.tr("No label"), None)
            for closing in Closing:
                self.closing.addItem(words.say(closing), closing.value)
            self.add(self.tr("Label"), self.closing)
        self._allow()

    def _allow(self) -> None:
        self.deed.setEnabled(bool(self.reason.toPlainText().strip()))

    def _do(self) -> None:
        if not self.deed.isEnabled():
            return
        label = self.closing.currentData()
        self.close()
        self.given.emit(self.reason.toPlainText()[:REASON_LIMIT], Closing(label) if label else None)


class PublishForm(Form):
    """Asks where, when and with what credit tips were published."""

    given = Signal(object)  # NewUse

    def __init__(self, parent: QWidget, title: str, stories: Sequence[str], credit: str) -> None:
        super().__init__(parent, title, self.tr("Publish"))
        self.url = QLineEdit(placeholderText="https://", maxLength=2_000)
        self.url.textChanged.connect(self._allow)
        self.title = QLineEdit(maxLength=300, placeholderText=self.tr("As it was printed"))
        self.outlet = QLineEdit(maxLength=200, placeholderText=self.tr("Paper, site or programme"))
        self.credit = QLineEdit(credit, maxLength=500)
        self.story = QComboBox()
        self.story.addItem(self.tr("None"), "")
        for slug in stories:
            self.story.addItem(slug, slug)
        self.story.setCurrentIndex(1 if len(stories) == 1 else 0)
        self.at = QDateTimeEdit(QDateTime.currentDateTime())
        self.at.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self.at.setDisplayFormat("d MMM yyyy, HH:mm")
        self.add(self.tr("Address"), self.url)
        self.add(self.tr("Outlet"), self.outlet)
        self.add(self.tr("Title"), self.title)
        self.add(self.tr("Credit"), self.credit)
        if stories:
            self.add(self.tr("Story"), self.story)
        self.add(self.tr("Published"), self.at)
        self._allow()

    def _allow(self) -> None:
        self.deed.setEnabled(bool(self.url.text().strip()))

    def _do(self) -> None:
        self.close()
        self.given.emit(
            NewUse(
                url=self.url.text().strip(),
                title=self.title.text().strip(),
                outlet=self.outlet.text().strip(),
                credit=self.credit.text().strip(),
                story=self.story.currentData() or "",
                published_at=datetime.fromtimestamp(self.at.dateTime().toSecsSinceEpoch(), UTC),
            )
        )


class _Lines(QPlainTextEdit):
    """A few lines; Enter is done, Shift+Enter is a new line."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(64)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of its own."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
