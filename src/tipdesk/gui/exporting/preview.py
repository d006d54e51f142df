"""The preview of a summary: pages as pictures, everything else as plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme
from tipdesk.gui.exporting.wish import Wish
from tipdesk.publication.export import Form, render
from tipdesk.publication.forms.pdf import to_pages
from tipdesk.publication.summary import gather
from tipdesk.store.database import Store

PPI = 80.0  # at which a page is as wide as its room
TEXT_AT_MOST = 200_000
WAITING, PAGES, TEXT = range(3)
_PICTURE = re.compile("base64,[A-Za-z0-9+/=]{40,}")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the preview shows of a summary, and what was left out of it, in words."""

    pages: Sequence[QImage] = ()
    text: str = field(default="", repr=False)
    left_out: Sequence[str] = ()


def draw(store: Store, wish: Wish, ratio: float) -> Drawn:
    """Make the preview for a screen with so many pixels a pixel; slow, so run it aside."""
    summary = gather(
        store, wish.in_preview, title=wish.title, story=wish.story, profile=wish.profile
    )
    if wish.form is Form.PDF:
        pages = [_page(page, ratio) for page in to_pages(summary, PPI * ratio)]
        return Drawn(pages=pages, left_out=summary.left_out)
    text = render(summary, wish.form).decode("utf-8-sig")
    if wish.form is Form.HTML:
        text = _PICTURE.sub("base64,…", text[max(text.find("<body"), 0) :])
    return Drawn(text=text[:TEXT_AT_MOST], left_out=summary.left_out)


def _page(drawn: bytes, ratio: float) -> QImage:
    # The binding wants the format as text, though its stub says bytes.
    page = QImage.fromData(drawn, "PNG")  # type: ignore[arg-type]
    page.setDevicePixelRatio(ratio)
    return page


class Preview(QStackedWidget):
    """Shows how the summary will look."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = QLabel(self.tr("Making the preview…"))
        self.waiting.setTextFormat(Qt.TextFormat.PlainText)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting.setWordWrap(True)
        self.waiting.setProperty("said", "muted")
        self._pages = QScrollArea()
        self._pages.setWidgetResizable(True)
        self._pages.setFrameShape(QFrame.Shape.NoFrame)
        self._pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages.setAccessibleName(self.tr("Preview of the pages"))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setFont(theme.font(theme.Face.MONO))
        self.text.setAccessibleName(self.tr("Preview of the text"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        for widget in (self.waiting, self._pages, self.text):
            self.addWidget(widget)

    def show_words(self, words: str) -> None:
        """Say why there is nothing to look at."""
        self.waiting.setText(words)
        self.setCurrentIndex(WAITING)

    def show_drawn(self, drawn: Drawn) -> None:
        """Show the pages or the text."""
        if drawn.pages:
            self._pages.setWidget(_sheets([QPixmap.fromImage(page) for page in drawn.pages]))
            self.setCurrentIndex(PAGES)
        else:
            self.text.setPlainText(drawn.text)
            self.setCurrentIndex(TEXT)


class Sheet(QWidget):
    """One page, white in both schemes, as it comes out of the printer."""

    def __init__(self, page: QPixmap, name: str) -> None:
        super().__init__()
        self._page = page
        self.setFixedSize(page.deviceIndependentSize().toSize())
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._page)
        painter.setPen(QPen(theme.colours().line, 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _sheets(pages: Sequence[QPixmap]) -> QWidget:
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(16, 16, 16, 16)
    rows.setSpacing(16)
    for number, page in enumerate(pages, start=1):
        name = holder.tr("Page {0} of {1}").format(number, len(pages))
        rows.addWidget(Sheet(page, name), 0, Qt.AlignmentFlag.AlignHCenter)
    rows.addStretch()
    return holder
