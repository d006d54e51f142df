"""One mail of a conversation: who, when, what; as text at first, otherwise when asked."""

from collections.abc import Iterator
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from tipdesk.desk.correspondence.cleaning import SafeHtml
from tipdesk.desk.correspondence.mailviews import HeadersView, RawView
from tipdesk.desk.correspondence.weblinks import read_address
from tipdesk.gui import theme, times, words
from tipdesk.gui.facts.pieces import Elided, Flush, marked, plain_tip
from tipdesk.gui.messages import asitcame, pieces, wording
from tipdesk.gui.messages.body import Body
from tipdesk.gui.messages.paper import Paper
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.lines import FileElsewhere, MessageLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.signatures import sentences

WIDEST = 760


class View(StrEnum):
    """How a message is looked at."""

    TEXT = "text"
    HTML = "html"
    HEADERS = "headers"
    RAW = "raw"


class Card(QWidget):
    """A mail; what it looks like otherwise comes from whoever hears `view_asked`."""

    view_asked = Signal(object, object)  # Card, View
    saving = Signal(object)  # MessageId
    text_shown = Signal(object)  # Body
    media_asked = Signal(object)  # MediaId
    person_asked = Signal(object)  # ContributorId
    link_asked = Signal(object, str)  # WebAddress, the host that its words name

    def __init__(self, line: MessageLine, *, subject: bool) -> None:
        super().__init__()
        self.line = line
        self._view = View.TEXT
        self.setAccessibleName(
            self.tr("Message of {0}").format(" ".join(wording.people(line.sender)))
        )
        self.setMaximumWidth(WIDEST)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(20, 12, 20, 14)
        self._rows.setSpacing(8)
        self._rows.addLayout(self._head())
        if subject and line.subject:
            self._rows.addWidget(said(shown(line.subject), face=theme.Face.STRONG))
        if line.marks:
            self._rows.addWidget(pieces.marks(line.marks))
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        self._rows.addLayout(self._place)
        for piece in self._below():
            self._rows.addWidget(piece)
        self._show(Body(line.text))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._people(), 1, Qt.AlignmentFlag.AlignTop)
        if self.line.has_raw:
            row.addWidget(self._chooser(), 0, Qt.AlignmentFlag.AlignTop)
        when = _muted(times.when(wording.moment(self.line)))
        when.setContentsMargins(0, 2, 0, 0)
        when.setToolTip(plain_tip(wording.when_exactly(self.line)).replace("\n", "<br>"))
        when.setAccessibleDescription(wording.when_exactly(self.line))
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _people(self) -> QWidget:
        name, address = wording.people(self.line.sender)
        people = QWidget()
        rows = QVBoxLayout(people)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(1)
        rows.addWidget(self._sender(name, address))
        to = wording.recipients(self.line)
        way = "  ·  ".join(filter(None, (address if name else "", to)))
        if way:
            rows.addWidget(Elided(way, role="muted"))
        return people

    def _sender(self, name: str, address: str) -> QWidget:
        """Name who wrote it, as a link to what is known of them where that may be told."""
        called = name or address or self.tr("Nobody is named")
        person = self.line.person
        if person is not None:
            link = writer(called)
            link.clicked.connect(lambda: self.person_asked.emit(person))
            return Flush(link)
        label = Elided(called)
        if self.line.veiled:
            label.setText(name[:1].upper() + name[1:])
        label.setFont(theme.font(theme.Face.STRONG))
        return label

    def _chooser(self) -> Link:
        """Make the link that says how the message is looked at, and offers the other ways."""
        self.way = Link("", self.tr("Plain text"), role="muted")
        self.way.say(self.tr("Plain text"), role="muted", glyph="more")
        self.way.setAccessibleDescription(self.tr("How to look at this message"))
        self.way.setToolTip(self.tr("How to look at this message"))
        self.menu = self._menu(self.way)
        self.way.clicked.connect(lambda: self.menu.popup(_below(self.way)))
        return self.way

    def _menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        group = QActionGroup(menu)
        self.ways: dict[View, QAction] = {}
        hidden = self.line.veiled
        for view, can in (
            (View.TEXT, True),
            (View.HTML, self.line.has_html),
            (View.HEADERS, not hidden),
            (View.RAW, not hidden),
        ):
            action = menu.addAction(self._name_of(view))
            action.setCheckable(True)
            action.setEnabled(can)
            action.setChecked(view is View.TEXT)
            action.triggered.connect(lambda _=False, one=view: self.look(one))
            group.addAction(action)
            self.ways[view] = action
        menu.addSeparator()
        self.save = menu.addAction(self.tr("Save as…"))
        self.save.setEnabled(not hidden)
        self.save.triggered.connect(lambda: self.saving.emit(self.line.id))
        if hidden:
            why = menu.addAction(self.tr("These name the source; show it first"))
            why.setEnabled(False)
        return menu

    def _name_of(self, view: View) -> str:
        return {
            View.TEXT: self.tr("Plain text"),
            View.HTML: self.tr("As HTML (cleaned)"),
            View.HEADERS: self.tr("Headers"),
            View.RAW: self.tr("As it came"),
        }[view]

    def look(self, view: View) -> None:
        """Look at the message in another way."""
        self._view = view
        self.ways[view].setChecked(True)
        self.way.say(self._name_of(view), role="muted", glyph="more")
        if view is View.TEXT:
            body = Body(self.line.text)
            self._show(body)
            self.text_shown.emit(body)
        else:
            self.view_asked.emit(self, view)

    def show_html(self, safe: SafeHtml) -> None:
        """Show the cleaned HTML, and above it what was left out."""
        if self._view is not View.HTML:
            return  # the editor has gone on meanwhile
        paper = Paper(safe)
        paper.link_asked.connect(lambda link: self.link_asked.emit(link.address, link.claims))
        bar = wording.left_out(safe.left_out)
        if bar:
            self._show(self._bar(bar), paper)
        else:
            self._show(paper)

    def show_headers(self, view: HeadersView) -> None:
        """Show the header."""
        if self._view is View.HEADERS:
            self._show(asitcame.headers(view))

    def show_raw(self, view: RawView) -> None:
        """Show the message as it came."""
        if self._view is View.RAW:
            self._show(asitcame.raw(view))

    def _bar(self, words: str) -> QWidget:
        bar = QWidget()
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setProperty("ground", "side")
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 7, 10, 7)
        row.addWidget(marked("shield", "muted", words, self.tr("Left out")))
        return bar

    def _show(self, *widgets: QWidget) -> None:
        while (item := self._place.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._place.addWidget(widget)

    def _below(self) -> Iterator[QWidget]:
        line = self.line
        if line.checked and line.position:  # the first one's stand beside it, in the box
            for one in sentences(line.checked, times.when):
                yield said(words.phrase(one), muted=True)
        if line.elsewhere:
            yield pieces.elsewhere(line.elsewhere, self._ask)
        if line.files:
            yield pieces.files(line.files, self.media_asked.emit)
        if line.missing:
            yield pieces.missing(line.missing)
        if line.why:
            why = self.tr("Not read whole: {0}. All of it is kept as it came.")
            yield said(why.format(line.why), muted=True)
        if line.note:
            yield said(shown(line.note), muted=True)
        if line.labels:
            labels = ", ".join(map(wording.shortened, line.labels))
            yield said(self.tr("Labels: {0}").format(labels), muted=True)

    def _ask(self, file: FileElsewhere) -> None:
        address = read_address(file.url)
        if address is not None:
            self.link_asked.emit(address, "")


def writer(name: str) -> Link:
    """Make the name of somebody who wrote; it leads to what is known of them."""
    link = Link("", name)
    link.setFont(theme.font(theme.Face.STRONG))
    about = QCoreApplication.translate("Card", "About {0}").format(name)
    link.setAccessibleName(about)
    link.setToolTip(plain_tip(about))
    return link


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().bottomLeft())


def _muted(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.Face.META))
    label.setProperty("said", "muted")
    return label
