"""Notes beside the tip, for colleagues only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from tipdesk.gui import icons, theme, times
from tipdesk.gui.tip.editing import Written
from tipdesk.gui.tip.rows import Column, said, section
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import NoteLine, OpenTip

NOTE_LIMIT = 100_000


class NotesTab(QWidget):
    """A field for a new note above the notes; a draft stays with its tip until it is kept."""

    written = Signal(str)
    dropped = Signal(object)  # NoteId

    def __init__(self) -> None:
        super().__init__()
        self._tip: TipId | None = None
        self._drafts: dict[TipId, str] = {}
        self._shown: tuple[NoteLine, ...] | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.draft = NoteDraft(self.tr("A new note"), limit=NOTE_LIMIT)
        self.draft.setPlaceholderText(
            self.tr("Write a note for your colleagues; Ctrl+Enter keeps it.")
        )
        self.draft.grow_to(8)
        self.draft.entered.connect(self._keep)
        self.keep = QPushButton(self.tr("Keep note"))
        self.keep.clicked.connect(self._keep)
        self.draft.textChanged.connect(self._allow)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 20, 4)
        head.addWidget(self.draft, 1)
        head.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(head)
        self._notes = Column(self.tr("Notes"))
        rows.addWidget(self._notes, 1)
        self._allow()

    def show_tip(self, tip: OpenTip) -> None:
        """Show the notes beside this tip, and the draft that was begun there."""
        if tip.line.id != self._tip:
            self._remember()
            self._tip = tip.line.id
            draft = self._drafts.pop(tip.line.id, "")
            if draft or self.draft.toPlainText() or self.draft.document().isUndoAvailable():
                self.draft.setPlainText(draft)
        if self._shown == tip.notes:
            return
        self._shown = tip.notes
        self._notes.show_when_seen(lambda: [self._row(note) for note in reversed(tip.notes)])

    def forget_draft(self, _change: Change) -> None:
        """Empty the field: the note is kept."""
        self.draft.clear()

    def _remember(self) -> None:
        if self._tip is not None and self.draft.toPlainText().strip():
            self._drafts[self._tip] = self.draft.toPlainText()

    def _allow(self) -> None:
        self.keep.setEnabled(bool(self.draft.toPlainText().strip()))

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self.written.emit(self.draft.toPlainText())

    def _row(self, note: NoteLine) -> QWidget:
        row = QWidget()
        lines = QVBoxLayout(row)
        lines.setContentsMargins(20, 8, 20, 8)
        lines.setSpacing(2)
        head = QHBoxLayout()
        who = section(f"{note.editor} · {times.when(note.written_at)}")
        who.setToolTip(times.exact(note.written_at))
        drop = QToolButton()
        icons.wear(drop, "close", "muted")
        drop.setAccessibleName(self.tr("Drop this note"))
        drop.setToolTip(self.tr("Drop this note"))
        drop.clicked.connect(lambda: self.dropped.emit(note.id))
        head.addWidget(who, 1)
        head.addWidget(drop)
        lines.addLayout(head)
        lines.addWidget(said(note.text, face=theme.Face.BODY))
        return row


class NoteDraft(Written):
    """A field that keeps what is typed to itself until it is asked for."""

    entered = Signal()

    def commit(self) -> None:
        """Keep it: a note is not saved by leaving the field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of its own."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
