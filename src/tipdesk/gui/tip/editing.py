"""Fields that look like plain text until they are written in; they save by themselves."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy

from tipdesk.gui.wrapping import wrapping

PAUSE_MS = 1_200
MARGIN = 4

QUIET = """
QPlainTextEdit, QLineEdit {
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 1px 3px;
  min-height: 0;
}
QPlainTextEdit:hover, QLineEdit:hover { border-color: palette(mid); }
QPlainTextEdit:focus, QLineEdit:focus { border-color: palette(link); background: palette(base); }
"""


class Written(QPlainTextEdit):
    """A plain text that is edited in place and as high as what it says.

    `committed` tells what was typed once the editor leaves the field or pauses. What is being
    typed is never replaced: `show_text` keeps the newer stored text aside until it is settled.
    """

    committed = Signal(str)
    edited = Signal()
    shortened = Signal()  # what was pasted is longer than the field holds

    def __init__(self, name: str, *, one_line: bool = False, limit: int = 1_000_000) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setStyleSheet(QUIET)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDefaultTextOption(_reading_from_either_side())
        self._one_line, self._limit, self._shown = one_line, limit, ""
        self._grows = True
        self._lines_at_most = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._note_typing)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.fill_the_room(fills=False)

    def fill_the_room(self, *, fills: bool = True) -> None:
        """Take all the height there is and scroll, instead of growing with the text."""
        self._grows = not fills
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding if fills else policy.Fixed)
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAsNeeded if fills else bars.ScrollBarAlwaysOff
        )
        self.setMaximumHeight(16_777_215)
        self._fit()

    def grow_to(self, lines: int) -> None:
        """Grow to so many lines at most, and scroll what is longer."""
        self._lines_at_most = lines
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._fit()

    @property
    def is_being_written(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.toPlainText() != self._shown

    @property
    def shown(self) -> str:
        """Give the text that typing began from."""
        return self._shown

    def show_text(self, text: str) -> None:
        """Show a stored text, unless something else is being written here."""
        if self.is_being_written or self._shown == text == self.toPlainText():
            return
        self.replace(text)

    def replace(self, text: str) -> None:
        """Show a stored text, whatever was typed."""
        self._pause.stop()
        is_untouched = not (self.document().isUndoAvailable() or self.document().isRedoAvailable())
        if is_untouched and text == self._shown == self.toPlainText():
            return
        self._shown = text
        cursor = self.textCursor().position()
        if wrapping(text) is not self.wordWrapMode():
            self.setPlainText("")  # what goes is not broken in the new way
            self.setWordWrapMode(wrapping(text))
        self.setPlainText(text)
        # Qt may spell line ends differently; what it holds is what typing begins from.
        self._shown = self.toPlainText()
        place = self.textCursor()
        place.setPosition(min(cursor, len(self._shown)))
        self.setTextCursor(place)
        self._pause.stop()

    def commit(self) -> None:
        """Hand over what was typed, if anything was."""
        self._pause.stop()
        if self.is_being_written:
            self.committed.emit(self.toPlainText())

    def settle(self, text: str) -> None:
        """Take note that this text is saved; typing goes on from it."""
        self._shown = text

    def give_up(self) -> None:
        """Go back to the stored text."""
        self.replace(self._shown)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take note that the focus has gone."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter and Escape from the window's shortcuts while this has the focus."""
        if wants_key(event, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of its own."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and self.is_being_written:
            self.give_up()
        elif is_enter and (
            self._one_line or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.commit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only."""
        text = source.text()
        if self._one_line:
            text = " ".join(text.split())
        if wrapping(text) is QTextOption.WrapMode.WrapAnywhere:
            self.setWordWrapMode(wrapping(text))
        room = self._limit - len(self.toPlainText()) + len(self.textCursor().selectedText())
        self.textCursor().insertText(text[: max(room, 0)])
        if len(text) > room:
            self.shortened.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take plain text only."""
        return source.hasText() and not source.hasUrls()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what it shows to its new size."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of font or colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return QSize(200, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room that it can do with."""
        return QSize(40, self._line_height() + 2 * MARGIN if not self._grows else 0)

    def _note_typing(self) -> None:
        if len(self.toPlainText()) > self._limit:
            cursor = self.textCursor()
            cursor.deletePreviousChar()
        self.edited.emit()
        if self.is_being_written:
            self._pause.start()
        else:
            self._pause.stop()

    def _line_height(self) -> int:
        return QFontMetrics(self.font()).lineSpacing()

    def _wanted_height(self) -> int:
        lines = max(round(self.document().size().height()), 1)
        if self._lines_at_most:
            lines = min(lines, self._lines_at_most)
        return lines * self._line_height() + 2 * MARGIN

    def _fit(self) -> None:
        if self._grows and self.height() != self._wanted_height():
            self.setFixedHeight(self._wanted_height())


class Value(QLineEdit):
    """A short value that is edited in place and as wide as what it says."""

    committed = Signal(str)

    def __init__(self, name: str, placeholder: str, *, limit: int = 500) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setStyleSheet(QUIET)
        self.setMaxLength(limit)
        self.setAcceptDrops(False)  # files are for the tip, not for its fields
        self._shown = ""
        self.textChanged.connect(lambda _: self.updateGeometry())
        self.editingFinished.connect(self.commit)

    @property
    def is_being_written(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.text() != self._shown

    def show_text(self, text: str) -> None:
        """Show a stored value, unless something else is being written here."""
        if not self.is_being_written:
            self.replace(text)

    def replace(self, text: str) -> None:
        """Show a stored value, whatever was typed."""
        is_untouched = not (self.isUndoAvailable() or self.isRedoAvailable())
        if is_untouched and text == self._shown == self.text():
            return
        self.setText(text)
        self._shown = self.text()
        self.setCursorPosition(0)

    def commit(self) -> None:
        """Hand over what was typed, if anything was."""
        if self.is_being_written:
            self.committed.emit(self.text())

    def settle(self, text: str) -> None:
        """Take note that this value is saved; typing goes on from it."""
        self._shown = text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of its own."""
        if event.key() == Qt.Key.Key_Escape and self.is_being_written:
            self.replace(self._shown)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        said = self.text() or self.placeholderText()
        width = QFontMetrics(self.font()).horizontalAdvance(said) + 14
        return QSize(min(max(width, 40), 280), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room that it can do with."""
        return self.sizeHint()


def wants_key(event: QEvent, *keys: Qt.Key) -> bool:
    """Tell whether a window's shortcut is about to take one of these keys."""
    is_asking = event.type() is QEvent.Type.ShortcutOverride
    return is_asking and isinstance(event, QKeyEvent) and event.key() in keys


def _reading_from_either_side() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return option
