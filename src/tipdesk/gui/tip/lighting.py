"""Lights in a text what the list's search found the tip by."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from tipdesk.gui import lit
from tipdesk.gui.lit import Marks

_MOST = 500


class Lighting(QObject):
    """Keeps the places lit while the text or the search changes."""

    def __init__(self, text: QPlainTextEdit | QTextEdit) -> None:
        super().__init__(text)
        self._text = text
        self._marks: Marks | None = None
        text.textChanged.connect(self._light)

    def look_for(self, marks: Marks | None) -> None:
        """Take up another search, or none."""
        self._marks = marks
        self._light()

    def _light(self) -> None:
        said = self._text.toPlainText()
        places = self._marks(said)[:_MOST] if self._marks and said else []
        self._text.setExtraSelections([self._lit(said, *place) for place in places])

    def _lit(self, said: str, begin: int, end: int) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(_units(said[:begin]))
        cursor.setPosition(_units(said[:end]), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(lit.ground())
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, look
        return selection


def _units(text: str) -> int:
    """Count as Qt counts: signs beyond the first 65,536 are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
