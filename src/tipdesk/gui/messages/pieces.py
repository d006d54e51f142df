"""What stands below and above the text of a message: marks, files, links elsewhere, doubts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tipdesk.desk.correspondence.weblinks import read_address
from tipdesk.gui import icons, theme, words
from tipdesk.gui.facts.pieces import Flush, plain_tip
from tipdesk.gui.messages import wording
from tipdesk.gui.tip.flow import flowing
from tipdesk.gui.tip.glyph import Glyph
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.rows import said, section
from tipdesk.intake.chats.remarks import remark_on
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.lines import FileElsewhere, MessageFile
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Mark

HEIGHT, PAD, GLYPH, WIDEST = 24, 8, 14, 240


def _tr(text: str) -> str:
    return QCoreApplication.translate("MessagePieces", text)


class FileChip(QAbstractButton):
    """A file that came with a message; a click looks at it among the tip's media."""

    def __init__(self, file: MessageFile, program: str = "") -> None:
        super().__init__()
        self._glyph = words.glyph(file.kind)
        self.setText(shown(file.name))
        self.setFont(theme.font(theme.Face.META))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        named = _tr("{0} {1}, among the media")
        self.setAccessibleName(named.format(words.say(file.kind), self.text()))
        remark = remark_on(program, file.name, file.kind) if program else ""
        self.setAccessibleDescription(remark)
        self.setToolTip(plain_tip(f"{self.text()}. {remark}" if remark else self.text()))

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(min(width + 2 * PAD + GLYPH + 6, WIDEST), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        lit = self.underMouse() or self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(wear.chip)
        painter.setPen(QPen(wear.accent, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        drawn = icons.pixmap(self._glyph, wear.muted, GLYPH)
        painter.drawPixmap(PAD, (HEIGHT - GLYPH) // 2, drawn)
        painter.setPen(wear.accent if lit else wear.ink)
        room = QRect(PAD + GLYPH + 6, 0, self.width() - 2 * PAD - GLYPH - 6, HEIGHT)
        cut = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, room.width() + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)


def files(
    came: Sequence[MessageFile], look: Callable[[MediaId], object], program: str = ""
) -> QWidget:
    """Show the files of a message as chips; of a messenger's, what it did to them."""
    holder, row = flowing(6, 6)
    for file in came:
        chip = FileChip(file, program)
        chip.clicked.connect(lambda _=False, media=file.id: look(media))
        row.addWidget(chip)
    return holder


def marks(told: Sequence[Mark]) -> QWidget:
    """Say what a message is besides a letter, each with a shape of its own."""
    holder, row = flowing(14, 4)
    for one in told:
        row.addWidget(_mark(one))
    return holder


def _mark(one: Mark) -> QWidget:
    glyph, role, told = wording.mark(one)
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(Glyph(glyph, GLYPH, role=role))
    label = QLabel(told)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.Face.META))
    label.setProperty("said", role)
    row.addWidget(label)
    return pair


def elsewhere(links: Sequence[FileElsewhere], ask: Callable[[FileElsewhere], object]) -> QWidget:
    """List the files that are only linked."""
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(2)
    rows.addWidget(section(_tr("Linked, not fetched")))
    for one in links:
        address = read_address(one.url)
        where = address.url.partition("://")[2] if address else shown(one.url)
        link = Link(shown(one.service), wording.shortened(where), role="accent")
        link.setEnabled(address is not None)
        link.clicked.connect(lambda _=False, file=one: ask(file))
        rows.addWidget(Flush(link))
    return holder


def missing(names: Sequence[str]) -> QWidget:
    """Name the files that a chat speaks of and that did not come along."""
    listed = ", ".join(wording.shortened(name) for name in names)
    return said(_tr("Not in the export: {0}").format(listed), muted=True)
