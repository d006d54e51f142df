"""The text of a message: plain, selectable, quotations folded, a very long one cut until asked.

What a search found is lit; a quotation that has it is unfolded.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme, words
from tipdesk.gui.facts.pieces import Flush
from tipdesk.gui.lit import Marks
from tipdesk.gui.messages.quoted import parts_of
from tipdesk.gui.tip.lighting import Lighting
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.rows import said
from tipdesk.gui.wrapping import wrapping
from tipdesk.newsroom.running import readable

AT_FIRST = 12_000  # letters
LINES_AT_FIRST = 250
WHOLE_HEIGHT = 520
UNBROKEN = 60  # letters of one word that a label can show


class Body(QWidget):
    """What was written, part by part."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = readable(text).strip("\n")
        self._shown = "\n".join(self._text[:AT_FIRST].split("\n")[:LINES_AT_FIRST])
        self._marks: Marks | None = None
        self._whole: Lighting | None = None
        self.more: Link | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._fill()

    def look_for(self, marks: Marks | None) -> None:
        """Light what another search found, or nothing."""
        before, self._marks = self._marks, marks
        if self._whole is not None:
            self._whole.look_for(marks)
        elif any(each is not None and each(self._shown) for each in (before, marks)):
            self._clear()
            self._fill()

    def _fill(self) -> None:
        for part in parts_of(self._shown):
            make = Quotation if part.quoted else _written
            self._rows.addWidget(make(part.text, self._marks))
        if not self._text:
            self._rows.addWidget(said(self.tr("Nothing was written."), muted=True))
        if len(self._shown) < len(self._text):
            self._offer_all()

    def _offer_all(self) -> None:
        lines = words.number(self._text.count("\n") + 1)
        self.more = Link("", self.tr("Show all {0} lines").format(lines), role="accent")
        self.more.clicked.connect(self._show_all)
        self._rows.addWidget(Flush(self.more))

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.more = None

    def _show_all(self) -> None:
        self._clear()
        whole = QPlainTextEdit()
        whole.setWordWrapMode(wrapping(self._text))
        whole.setPlainText(self._text)
        whole.setReadOnly(True)
        whole.setTabChangesFocus(True)
        whole.setFont(theme.font(theme.Face.BODY))
        whole.setFixedHeight(WHOLE_HEIGHT)
        whole.setAccessibleName(self.tr("The whole text"))
        self._rows.addWidget(whole)
        self._whole = Lighting(whole)
        self._whole.look_for(self._marks)
        whole.setFocus()


class Quotation(QWidget):
    """What was quoted of others; folded until asked for."""

    def __init__(self, text: str, marks: Marks | None = None) -> None:
        super().__init__()
        has_hits = marks is not None and bool(marks(text))
        self._count = words.number(text.count("\n") + 1)
        self.fold = Link("", "", role="muted")
        self.fold.clicked.connect(self._turn)
        self.text = Unbroken(text, marks) if has_hits else said(text, muted=True)
        self.text.setVisible(has_hits)
        bar = QFrame()
        bar.setFixedWidth(2)
        bar.setStyleSheet("background: palette(mid)")
        self._bar = bar
        bar.setVisible(has_hits)
        quoted = QHBoxLayout()
        quoted.setContentsMargins(0, 0, 0, 0)
        quoted.setSpacing(10)
        quoted.addWidget(bar)
        quoted.addWidget(self.text, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(Flush(self.fold))
        rows.addLayout(quoted)
        self._say()

    def _turn(self) -> None:
        is_folded = self.text.isHidden()
        self.text.setVisible(is_folded)
        self._bar.setVisible(is_folded)
        self._say()

    def _say(self) -> None:
        is_folded = self.text.isHidden()
        told = self.tr("{0} quoted lines") if is_folded else self.tr("Hide {0} quoted lines")
        self.fold.say(
            told.format(self._count), role="muted", glyph="more-right" if is_folded else "more"
        )


class Unbroken(QTextEdit):
    """Text that has to be broken inside its words, or that has something lit; as high as it is."""

    def __init__(self, text: str, marks: Marks | None = None) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextEdit { border: 0; padding: 0; background: transparent; }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFont(theme.font(theme.Face.BODY))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setPlainText(text)
        Lighting(self).look_for(marks)

    def sizeHint(self) -> QSize:
        """Be as high as the text."""
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to another width."""
        super().resizeEvent(event)
        self.setFixedHeight(round(self.document().size().height()) + 2)


def _written(text: str, marks: Marks | None) -> QWidget:
    longest = max(map(len, text.split()), default=0)
    if longest > UNBROKEN or (marks is not None and marks(text)):
        return Unbroken(text, marks)
    return said(text, face=theme.Face.BODY)
