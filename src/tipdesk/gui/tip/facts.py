"""What the file says about itself, as read; beside the preview."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tipdesk.gui import theme, times
from tipdesk.gui.tip import saying
from tipdesk.gui.tip.flow import flowing
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.rows import said, section
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import VISIBLE, ReadState

BORDER = "QScrollArea { border: 0; border-left: 1px solid palette(mid); }"
WIDE, NARROW, KEYS = 292, 216, 76


class Facts(QScrollArea):
    """A column of facts about one file."""

    tip_asked = Signal(object)  # TipId

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDE)
        self.setStyleSheet(BORDER)
        self.setAccessibleName(self.tr("Facts about the file"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: MediaLine | None = None

    def show_media(self, media: MediaLine | None) -> None:
        """Show what this file says."""
        if media == self._shown and self.widget() is not None:
            return
        self._shown = media
        page = QWidget()
        page.setProperty("ground", "panel")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(16, 14, 16, 14)
        rows.setSpacing(6)
        if media is not None:
            self._fill(rows, media)
        rows.addStretch()
        self.setWidget(page)

    def _fill(self, rows: QVBoxLayout, media: MediaLine) -> None:
        rows.addWidget(section(self.tr("The file says")))
        if media.state is ReadState.WAITING:
            rows.addWidget(said(self.tr("Being read…")))
        elif media.state is ReadState.UNREADABLE:
            rows.addWidget(said(saying.why_no_picture(media)))
        else:
            self._fill_facts(rows, media)
        rows.addSpacing(8)
        rows.addWidget(section(self.tr("File")))
        name = Elided(saying.name(media))
        digest = said(saying.digest(media), face=theme.Face.MONO)
        digest.setToolTip(media.digest)
        pairs: list[tuple[str, QWidget]] = [
            (self.tr("Name"), name),
            (self.tr("Original"), said(saying.original(media))),
            (self.tr("SHA-256"), digest),
            (self.tr("Arrived"), self._arrived(media)),
        ]
        if media.provenance:
            pairs.append((self.tr("From"), Elided(shown(media.provenance))))
        if media.codec:
            pairs.append((self.tr("Codec"), said(media.codec)))
        rows.addLayout(grid(pairs))
        if media.also_in:
            rows.addSpacing(8)
            rows.addWidget(section(self.tr("Also in")))
            rows.addWidget(self._others(media.also_in))

    def _fill_facts(self, rows: QVBoxLayout, media: MediaLine) -> None:
        length = times.length(media.duration) if media.duration else ""
        known = [
            (self.tr("Taken"), saying.taken(media)),
            (self.tr("Place"), saying.place(media)),
            (self.tr("Camera"), saying.camera(media)),
            (self.tr("Size"), saying.pixels(media)),
            (self.tr("Length"), length),
        ]
        rows.addLayout(grid([(key, said(value)) for key, value in known if value]))
        if media.kind not in VISIBLE:
            rows.addWidget(said(saying.why_no_picture(media), muted=True))
        elif not saying.has_metadata(media):
            words = self.tr("No metadata: usually it went through a messenger app.")
            rows.addWidget(said(words, muted=True))

    def _arrived(self, media: MediaLine) -> QLabel:
        label = said(times.when(media.added_at))
        label.setToolTip(times.exact(media.added_at))
        return label

    def _others(self, tips: Sequence[TipId]) -> QWidget:
        holder, flow = flowing(4, 2)
        for tip in tips:
            link = Link("", tip_number(tip), role="accent")
            link.clicked.connect(lambda _=False, tip=tip: self.tip_asked.emit(tip))
            flow.addWidget(link)
        return holder


class Elided(QLabel):
    """One line of a stranger's text, cut in its middle; all of it in the tool tip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(theme.Face.META))
        self.setMinimumWidth(20)
        self.setToolTip(plain_tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        meter = QFontMetrics(self.font())
        cut = meter.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter.setPen(theme.colours().ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, cut)


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
        label = QLabel(key)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(theme.font(theme.Face.META))
        label.setProperty("said", "muted")
        rows.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        value.setAccessibleName(f"{key}: {value.property('text')}")
    return rows
