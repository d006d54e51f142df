"""What stands where no tip is listed: it teaches how the first one gets in, or how to see more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tipdesk.gui import drops, icons, theme
from tipdesk.gui.tips.questions import Wish

_SHOWN_WORDS = 60
_MARK = 32
_NEW = "workflow:new"


class EmptyList(QWidget):
    """One sentence, one hint and what can be done about it."""

    cleared = Signal()
    new_wanted = Signal()
    import_wanted = Signal()
    mailbox_wanted = Signal()
    dropped = Signal(object, object)  # None, drops.Dropped
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._glyph = ""
        self._wants_mailbox = False
        self._title, self._hint = _text(theme.Face.STRONG), _text(theme.Face.META)
        self._hint.setProperty("said", "muted")
        self._clear = QPushButton(self.tr("Clear the search"))
        self._clear.clicked.connect(self.cleared)
        self._new = QPushButton(self.tr("New tip"))
        self._new.clicked.connect(self.new_wanted)
        self._import = QPushButton(self.tr("Import…"))
        self._import.clicked.connect(self.import_wanted)
        self._connect = QPushButton(self.tr("Connect the tip mailbox…"))
        self._connect.clicked.connect(self.mailbox_wanted)
        self.setAcceptDrops(True)
        self._lay_out()

    def explain(self, wish: Wish) -> None:
        """Say why nothing is listed for this question."""
        if wish.words:
            said = wish.words.strip()
            said = said if len(said) <= _SHOWN_WORDS else f"{said[: _SHOWN_WORDS - 1]}…"
            self._say(
                "search",
                self.tr("No tip matches “{0}”").format(said),
                self.tr("Fewer words find more; a * stands for the rest of a word."),
            )
        elif wish.view and not self._teaches(wish):
            self._say(
                "list",
                self.tr("No tips here"),
                self.tr("Tips appear here by themselves as soon as they belong here."),
            )
        else:
            self._say(
                "desk",
                self.tr("No new tips") if wish.view else self.tr("No tips yet"),
                self._teach(),
            )
        self._clear.setVisible(bool(wish.words))
        for button in (self._new, self._import):
            button.setVisible(self._teaches(wish))
        self._connect.setVisible(self._teaches(wish) and self._wants_mailbox)

    def offer_mailbox(self, wish: Wish, *, on: bool) -> None:
        """Offer to connect a tip mailbox, while the desk reads none."""
        self._wants_mailbox = on
        self.explain(wish)

    def _teaches(self, wish: Wish) -> bool:
        """Tell whether this is where tips begin, so that it is said how they get in."""
        return not wish.words and wish.view in ("", _NEW)

    def _teach(self) -> str:
        if self._wants_mailbox:
            return self.tr(
                "Drop pictures, videos or mails here, press Ctrl+N to write one down, or connect "
                "the tip mailbox."
            )
        return self.tr("Drop pictures, videos or mails here, or press Ctrl+N to write one down.")

    def forget_looks(self) -> None:
        """Take up other colours."""
        if self._glyph:
            muted = theme.colours().muted
            self._mark.setPixmap(icons.pixmap(self._glyph, muted, _MARK, self.devicePixelRatioF()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome whatever comes from outside."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped, or why it can't be taken."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        brought = drops.read(event.mimeData())
        if brought.sentence:
            self.refused.emit(brought.sentence)
        else:
            self.dropped.emit(None, brought)

    def _say(self, glyph: str, title: str, hint: str) -> None:
        self._glyph = glyph
        self._title.setText(title)
        self._hint.setText(hint)
        self.setAccessibleName(title)
        self.forget_looks()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addStretch()
        for button in (self._clear, self._new, self._import):
            buttons.addWidget(button)
        buttons.addStretch()
        mail = QHBoxLayout()
        mail.addStretch()
        mail.addWidget(self._connect)
        mail.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 48)
        column.setSpacing(theme.GRID)
        column.addStretch()
        for widget in (self._mark, self._title, self._hint):
            column.addWidget(widget)
        column.addSpacing(theme.GRID)
        column.addLayout(buttons)
        column.addLayout(mail)
        column.addStretch()


def _text(face: theme.Face) -> QLabel:
    label = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(face))
    label.setWordWrap(True)
    return label
