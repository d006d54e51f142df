"""What the panel of facts is made of: blocks with a head, keys and values, notices."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme
from tipdesk.gui.tip.glyph import Glyph
from tipdesk.gui.tip.links import PAD, Link
from tipdesk.gui.tip.rows import said, section

KEYS = 58
_GLYPH = 14
_FEW, _UNBROKEN = 90, 17  # letters


class Block(QWidget):
    """A head and what stands below it; without contents it takes no room."""

    def __init__(self, head: str) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(PAD, 0, 0, 10)  # so that links stand in line
        self._rows.setSpacing(5)
        self.head = section(head)
        self._rows.addWidget(self.head)
        self._body: QWidget | None = None
        self._filled = QVBoxLayout()
        self.clear()

    def clear(self) -> None:
        """Take away what stands there."""
        if self._body is not None and not self._filled.count():
            self.hide()
            return
        if self._body is not None:
            self._body.hide()
            self._rows.removeWidget(self._body)
            self._body.deleteLater()
        self._body = QWidget()
        self._filled = QVBoxLayout(self._body)
        self._filled.setContentsMargins(0, 0, 0, 0)
        self._filled.setSpacing(5)
        self._rows.addWidget(self._body)
        self._body.show()
        self.hide()

    def put_below_head(self, rows: QWidget) -> None:
        """Place rows that stay; whoever made them shows and hides them."""
        self._rows.insertWidget(1, rows)

    def add(self, widget: QWidget) -> None:
        """Put something below."""
        self._filled.addWidget(widget)
        self.show()
        widget.show()  # at once; Qt would wait for the next event, and the panel would flicker

    def add_pairs(self, pairs: Sequence[tuple[str, QWidget]]) -> None:
        """Put keys and values below."""
        if pairs:
            rows = grid(pairs)
            self._filled.addLayout(rows)
            self.show()
            for child in self._body.findChildren(QWidget) if self._body is not None else ():
                child.show()


class Elided(QLabel):
    """One line of a stranger's text, cut in its middle; all of it in the tool tip."""

    def __init__(self, text: str, *, role: str = "ink") -> None:
        super().__init__(text)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(theme.Face.META))
        self.setMinimumWidth(20)
        self.setToolTip(plain_tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        meter = QFontMetrics(self.font())
        cut = meter.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter.setPen(theme.colours().role(self._role))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, cut)


class Flush(QWidget):
    """Holds a link so that its words, not its edge, stand in line with those above and below."""

    def __init__(self, link: Link, *, below: int = 0) -> None:
        super().__init__()
        self._link, self._below = link, below
        link.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be as high as the link, and some air."""
        wanted = self._link.sizeHint()
        return QSize(wanted.width() - PAD, wanted.height() + self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the link."""
        wanted = self._link.sizeHint()
        width = min(wanted.width(), self.width() + PAD)
        self._link.setGeometry(-PAD, 0, width, wanted.height())


def brief(text: str, *, muted: bool = False) -> QLabel:
    """Write a stranger's text in a few lines; what is longer or can't be broken, in one."""
    if is_brief(text):
        return said(text, muted=muted)
    return Elided(text, role="muted" if muted else "ink")


def is_brief(text: str) -> bool:
    """Tell whether a text goes into a few lines."""
    longest = max(map(len, text.split()), default=0)
    return len(text) <= _FEW and longest <= _UNBROKEN


class Notice(QFrame):
    """What should be seen first, each with a glyph that says how it is meant."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("notice", True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(9, 8, 9, 8)
        rows.setSpacing(6)
        for sentence in sentences:
            rows.addWidget(marked("warning", "attention", sentence, self.tr("Attention")))


def marked(glyph: str, role: str, sentence: str, name: str = "") -> QWidget:
    """Put a glyph before a sentence that may need several lines."""
    words = said(sentence)
    words.setAccessibleName(f"{name}: {sentence}" if name else sentence)
    return beside_glyph(glyph, role, words, name)


def beside_glyph(glyph: str, role: str, words: QLabel, name: str = "") -> QWidget:
    """Put a glyph before words; its name is for screen readers."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(Glyph(glyph, _GLYPH, role=role, name=name), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return holder


def stacked(*widgets: QWidget) -> QWidget:
    """Put widgets closely below each other."""
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(1)
    for widget in widgets:
        rows.addWidget(widget)
    return holder


def plain_tip(text: str) -> str:
    """Write a stranger's text as a tool tip, which would guess at markup otherwise."""
    return f"<qt>{escape(text)}</qt>"


def grid(pairs: Sequence[tuple[str, QWidget]]) -> QGridLayout:
    """Lay out keys and values in two columns."""
    rows = QGridLayout()
    rows.setHorizontalSpacing(8)
    rows.setVerticalSpacing(4)
    rows.setColumnMinimumWidth(0, KEYS)
    rows.setColumnStretch(1, 1)
    for row, (key, value) in enumerate(pairs):
        label = said(key, muted=True)
        label.setFixedWidth(KEYS)
        rows.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        if value.property("text"):
            value.setAccessibleName(f"{key}: {value.property('text')}")
    return rows
