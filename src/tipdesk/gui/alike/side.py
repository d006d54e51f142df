"""One of two tips that stand side by side: who, when, what it says, and what it holds."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from tipdesk.desk.verifying.differing import Place
from tipdesk.gui import lit, theme, times, words
from tipdesk.gui.alike.pair import Half
from tipdesk.gui.tip.rows import said
from tipdesk.gui.wrapping import wrapping
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.lines import OpenTip
from tipdesk.newsroom.names import shown

_MOST_MARKS = 1_000
_LEAST_WIDTH, _LEAST_HEIGHT = 220, 96


class Side(QObject):
    """Stands in one column of a grid, so that both texts begin at the same height."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.head = said("", face=theme.Face.STRONG)
        self.about = said("", muted=True)
        self.text = Comparable()
        self.held = said("", muted=True)
        self.stays = QRadioButton()

    def stand_in(self, grid: QGridLayout, column: int) -> None:
        """Take this column."""
        column_of = (self.head, self.about, self.text, self.held, self.stays)
        for row, widget in enumerate(column_of):
            grid.addWidget(widget, row, column)
        for label in (self.head, self.about):
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(column, 1)

    def show_half(self, half: Half) -> None:
        """Show this tip; its source is named only where the list may name it."""
        line = half.tip.line
        number = tip_number(line.id)
        self.head.setText(f"{number}  {shown(line.headline)}")
        who = words.source(shown(line.contributor), protected=line.protected)
        told = (words.say(line.channel), times.when(line.received_at), who)
        self.about.setText(" · ".join((*told, words.say(line.workflow))))
        self.text.setAccessibleName(self.tr("What {0} says").format(number))
        self.text.show_text(half.text or self.tr("Nothing was written."), half.places)
        self.held.setText(self._held(half))
        self.stays.setText(self.tr("{0} stays").format(number))

    def _held(self, half: Half) -> str:
        parts = [holds(half.tip) or self.tr("No files, no notes")]
        if not half.is_whole:
            parts.append(self.tr("only the beginning is compared"))
        return " · ".join(parts)


class Comparable(QPlainTextEdit):
    """A text to be read, in which the words are lit and underlined that the other has not."""

    def __init__(self) -> None:
        super().__init__()
        self._places: Sequence[Place] = ()
        flags = Qt.TextInteractionFlag
        self.setReadOnly(True)
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def marked(self) -> list[str]:
        """Give the words that are lit."""
        return [each.cursor.selectedText() for each in self.extraSelections()]

    def show_text(self, text: str, places: Sequence[Place]) -> None:
        """Show a text as it is, never as markup; keep to where it was read if it is the same."""
        self._places = places[:_MOST_MARKS]
        if text != self.toPlainText():
            self.setWordWrapMode(wrapping(text))
            self.setPlainText(text)
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        """Light the words in the colours that are worn now."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._mark()

    def _mark(self) -> None:
        self.setExtraSelections([self._lit(*place) for place in self._places])

    def _lit(self, begin: int, end: int) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setBackground(lit.ground())
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(theme.colours().attention)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self.document())
        selection.cursor.setPosition(begin)
        selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.format = look
        return selection


def holds(tip: OpenTip) -> str:
    """Say what a tip holds beside its text: "3 pictures, 1 note"."""
    notes = words.several(len(tip.notes), "note") if tip.notes else ""
    return ", ".join(filter(None, (words.kinds(tip.line.kinds), notes)))
