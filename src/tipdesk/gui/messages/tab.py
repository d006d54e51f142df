"""The Messages tab: a conversation and what is known of its sender; asked for when looked at."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tipdesk.desk.annotating.linking import link
from tipdesk.desk.correspondence.messages import messages_of
from tipdesk.desk.correspondence.origins import origin_of
from tipdesk.desk.correspondence.senders import plain_subject, sender_of
from tipdesk.desk.correspondence.signatures import Looked, keep, look, signatures_of
from tipdesk.desk.triaging.blocking import block_sender, junk, unblock
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.lit import Marks
from tipdesk.gui.messages import chat
from tipdesk.gui.messages.about import About
from tipdesk.gui.messages.body import Body
from tipdesk.gui.messages.calls import call_card
from tipdesk.gui.messages.card import Card
from tipdesk.gui.messages.relighting import Relighting
from tipdesk.gui.messages.viewing import Viewing
from tipdesk.gui.tip.conversing import Conversing
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.rows import said
from tipdesk.gui.tip.whenseen import WhenSeen
from tipdesk.intake.mail.honesty import Found
from tipdesk.newsroom.errors import ReasonNeeded, TipdeskError
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import MessageLine, OpenTip, SenderLine
from tipdesk.newsroom.signatures import Checked
from tipdesk.newsroom.states import Channel

PAGE = 100  # messages
ROOMY, ABOUT = 720, 264


class MessagesTab(Conversing):
    """Shows the messages of the open tip, the newest page of a long chat first."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._tip: OpenTip | None = None
        self._reveal = False
        self._asking = WhenSeen(self)
        self._is_filled = False
        self._start = 0
        self._lines: tuple[MessageLine, ...] = ()
        self._viewing = Viewing(bridge, self)
        self._relighting = Relighting(self)
        self.about = About()
        self.about.tip_asked.connect(self.tip_asked.emit)
        self.about.link_wanted.connect(self._link)
        self.about.block_wanted.connect(self._block)
        self.about.junk_wanted.connect(self._junk)
        self.about.signing.wanted.connect(self._look)
        self._lay_out()

    def _lay_out(self) -> None:
        self._column = QWidget()
        self._line = QFrame()
        self._line.setProperty("line", True)
        self._page = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._page)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(self._column, 1)
        self._across.addWidget(self.about, 0, Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setAccessibleName(self.tr("Messages"))
        self.area.setWidget(self._page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.area)

    @property
    def cards(self) -> list[Card]:
        """Give the mails that are shown, in their order."""
        return self._column.findChildren(Card)

    def show_tip(self, tip: OpenTip, *, reveal: bool) -> None:
        """Show the messages of this tip as soon as somebody looks."""
        before, self._tip, self._reveal = self._tip, tip, reveal
        another = before is None or before.line.id != tip.line.id
        if before is not None and self._start + PAGE >= before.messages < tip.messages:
            self._start = max(0, tip.messages - PAGE)  # the newest were looked at: go on with them
        if another:
            self._start = max(0, tip.messages - PAGE)
            self._lines = ()
            self.about.clear()
            self._fill([])
        self._asking.do(self._ask)

    def look_for(self, marks: Marks | None) -> None:
        """Light what a search found, or nothing."""
        self._relighting.look_for(marks, self._column.findChildren(Body))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is to be seen now."""
        super().showEvent(event)
        self._asking.look()

    def _ask(self) -> None:
        tip = self._tip
        if tip is None:
            return
        if not tip.messages:
            self._show(tip.line.id, ())
            return
        number, reveal, start = tip.line.id, self._reveal, self._start
        self._bridge.ask(
            lambda store: messages_of(store, number, reveal=reveal, start=start, most=PAGE),
            partial(self._show, number),
            view="messages",
        )
        self._bridge.ask(
            lambda store: sender_of(store, number, reveal=reveal),
            partial(self._ask_origin, number),
            view="sender",
        )

    def _ask_origin(self, tip: TipId, known: SenderLine) -> None:
        """Have the first mail read aside; of a source that is not to be named nothing is read."""
        if known.veiled:
            self._show_sender(tip, known, ())
            return
        origin = partial(origin_of, self._bridge.lanes.store, tip, reveal=self._reveal)
        self._bridge.aside(origin, partial(self._show_sender, tip, known))

    def _show_sender(self, tip: TipId, known: SenderLine, found: Sequence[Found]) -> None:
        if self._tip is None or self._tip.line.id != tip or known.veiled != self._is_veiled:
            return
        self.about.show_sender(known, found)
        if self._tip.line.channel is Channel.MAIL and not known.veiled:
            reveal = self._reveal
            self._bridge.ask(
                lambda store: signatures_of(store, tip, reveal=reveal),
                partial(self._show_checked, tip),
                view="signatures",
            )

    def _show_checked(self, tip: TipId, checked: Checked | None) -> None:
        if self._tip is not None and self._tip.line.id == tip and not self._is_veiled:
            self.about.show_checked(checked)

    @property
    def _is_veiled(self) -> bool:
        return self._tip is not None and self._tip.line.protected and not self._reveal

    def _show(self, tip: TipId, lines: tuple[MessageLine, ...]) -> None:
        if self._tip is None or self._tip.line.id != tip:
            return
        if lines and lines == self._lines:
            return
        self._lines = lines
        self.about.setVisible(bool(lines))
        if not lines:
            self._fill([self._nothing()])
            return
        if lines[0].program:
            rows = list(chat.days(lines, self.media_asked.emit, self.person_asked.emit))
        else:
            rows = self._mails()
        self._fill([*self._turner(), *rows])

    def _mails(self) -> list[QWidget]:
        known = plain_subject(self._tip.line.headline) if self._tip else ""
        cards: list[QWidget] = []
        for line in self._lines:
            if line.call is not None:
                due = self._tip.line.due_at if self._tip else None
                cards.append(call_card(line.call, due, datetime.now(UTC)))
                continue
            subject = plain_subject(line.subject)
            card = Card(line, subject=subject != known)
            known = subject
            card.media_asked.connect(self.media_asked.emit)
            card.person_asked.connect(self.person_asked.emit)
            card.text_shown.connect(self._relighting.light)
            self._viewing.follow(card)
            cards.append(card)
        return cards

    def _nothing(self) -> QWidget:
        empty = said(
            self.tr(
                "This tip has no messages. Those of mails and exported chats are shown here, "
                "as they were sent."
            ),
            muted=True,
        )
        empty.setContentsMargins(20, 16, 20, 16)
        return empty

    def _turner(self) -> list[QWidget]:
        """Say which part of a long conversation this is, and lead to the others."""
        total = self._tip.messages if self._tip else 0
        if total <= PAGE:
            return []
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 10, 20, 0)
        row.setSpacing(12)
        end = self._start + len(self._lines)
        place = self.tr("Messages {0} to {1} of {2}")
        numbers = (words.number(n) for n in (self._start + 1, end, total))
        row.addWidget(said(place.format(*numbers), muted=True), 1)
        for told, start, can in (
            (self.tr("First"), 0, self._start > 0),
            (self.tr("Earlier"), max(0, self._start - PAGE), self._start > 0),
            (self.tr("Later"), min(total - 1, self._start + PAGE), end < total),
            (self.tr("Last"), max(0, total - PAGE), end < total),
        ):
            turn = Link("", told, role="accent" if can else "muted")
            turn.setEnabled(can)
            turn.clicked.connect(lambda _=False, at=start: self._turn(at))
            row.addWidget(turn)
        return [bar]

    def _turn(self, start: int) -> None:
        self._start = start
        self.area.verticalScrollBar().setValue(0)
        self._ask()

    def _fill(self, rows: Sequence[QWidget]) -> None:
        if not rows and not self._is_filled:
            return
        self._is_filled = bool(rows)
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 2, 0, 12)
        inside.setSpacing(0)
        for at, row in enumerate(rows):
            if at and isinstance(row, Card):
                line = QFrame()
                line.setProperty("line", True)
                inside.addWidget(line)
            inside.addWidget(row)
        inside.addStretch()
        self._across.replaceWidget(self._column, column)
        self._column.hide()
        self._column.deleteLater()
        self._column = column
        self._relighting.light(*column.findChildren(Body))

    def _link(self, other: TipId) -> None:
        if self._tip is not None:
            tip = self._tip.line.id
            self._bridge.do(lambda store: link(store, tip, other))

    def _block(self, blocked: bool) -> None:  # noqa: FBT001  a signal's slot
        if self._tip is not None:
            tip, verb = self._tip.line.id, block_sender if blocked else unblock
            self._bridge.do(lambda store: verb(store, tip))

    def _junk(self) -> None:
        if self._tip is not None:
            tip = self._tip.line.id
            self._bridge.do(lambda store: junk(store, [tip]))

    def _look(self, reason: str) -> None:
        """Ask over the network, because the editor said so; what it brings is kept."""
        if self._tip is not None:
            tip = self._tip.line.id
            self.about.signing.show_asking()
            asked = partial(look, self._bridge.lanes.store, tip, reason=reason)
            self._bridge.aside(asked, self._keep, partial(self._refused, tip))

    def _keep(self, looked: Looked) -> None:
        self._bridge.do(lambda store: keep(store, looked))

    def _refused(self, tip: TipId, why: TipdeskError) -> None:
        if self._tip is not None and self._tip.line.id == tip:
            needs_reason = isinstance(why, ReasonNeeded)
            self.about.signing.show_refusal(str(why), needs_reason=needs_reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the box beside the conversation, or above it where that is narrow."""
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY
        way = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.BottomToTop
        self._across.setDirection(way)
        self.about.set_narrow(not roomy)
        self.about.setMaximumWidth(ABOUT if roomy else 16_777_215)
        self.about.setMinimumWidth(ABOUT if roomy else 0)
