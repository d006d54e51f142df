"""What is known of who sent a tip, calmly and with no more certainty than there is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tipdesk.gui import words
from tipdesk.gui.facts.pieces import Block, Flush, Notice, plain_tip
from tipdesk.gui.messages import wording
from tipdesk.gui.messages.signing import Signing
from tipdesk.gui.tip.links import PAD, Link
from tipdesk.gui.tip.rows import said
from tipdesk.intake.mail.honesty import Found
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.lines import SenderLine, TipLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.signatures import Checked


class About(QWidget):
    """A box about the sender: where the mail came from, what came before, what can be done."""

    tip_asked = Signal(object)  # TipId
    link_wanted = Signal(object)  # TipId: link the open tip with it
    block_wanted = Signal(bool)
    junk_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("About the sender"))
        self._is_narrow = False
        self._shown: tuple[SenderLine, Sequence[Found]] | None = None
        self.origin = Block(self.tr("About the sender"))
        self.signing = Signing()
        self.past = Block(self.tr("Before"))
        self.going_on = Block(self.tr("Looks like it goes on with"))
        self.deeds = Unwanted()
        self.deeds.block.clicked.connect(lambda: self.block_wanted.emit(not self.deeds.is_blocked))
        self.deeds.junk.clicked.connect(lambda _=False: self.junk_wanted.emit())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(17, 14, 16, 0)
        rows.setSpacing(2)
        for block in (self.origin, self.signing, self.past, self.going_on, self.deeds):
            rows.addWidget(block)
        rows.addStretch()

    def clear(self) -> None:
        """Forget what was known of another sender."""
        for block in (self.origin, self.past, self.going_on):
            block.clear()
        self.signing.hide()
        self.deeds.hide()
        self._shown = None

    def show_sender(self, known: SenderLine, found: Sequence[Found]) -> None:
        """Show what the desk knows and what the mail shows."""
        self.clear()
        self._shown = known, found
        if known.veiled:
            name = words.source("", protected=True)
            self.origin.add(said(name[:1].upper() + name[1:]))
            hidden = self.tr("Where it came from is told when the source is shown.")
            self.origin.add(said(hidden, muted=True))
        else:
            self._show_origin(known, found)
            self._show_past(known)
        self.deeds.show_sender(known)

    def show_checked(self, checked: Checked | None) -> None:
        """Show what is known of the signature of a mail whose sender may be named."""
        self.signing.show_checked(checked)

    def _show_origin(self, known: SenderLine, found: Sequence[Found]) -> None:
        if known.name and not self._is_narrow:  # the first message names the sender, too
            self.origin.add(said(shown(known.name)))
        doubts = [wording.finding(one) for one in found if one.what not in wording.CALM]
        for one in found:
            if one.what in wording.CALM:
                self.origin.add(said(wording.finding(one)))
        if doubts:
            self.origin.add(Notice(doubts))
        if found:
            honest = self.tr("A mail proves nothing about the person who wrote it.")
            self.origin.add(said(honest, muted=True))

    def _show_past(self, known: SenderLine) -> None:
        if not known.name:
            return
        self.past.add(said(wording.before(known), muted=not known.latest))
        for line in known.latest:
            self.past.add(Flush(self._to(line)))
        for line in known.goes_on:
            self.going_on.add(Flush(self._to(line)))
            tie = Link("", self.tr("Link the two"), role="accent")
            tie.say(self.tr("Link the two"), role="accent", glyph="link")
            tie.setAccessibleName(self.tr("Link with {0}").format(tip_number(line.id)))
            tie.clicked.connect(lambda _=False, tip=line.id: self.link_wanted.emit(tip))
            self.going_on.add(Flush(tie, below=4))

    def _to(self, line: TipLine) -> Link:
        headline = shown(line.headline)
        link = Link(tip_number(line.id), headline)
        link.setToolTip(plain_tip(headline))
        link.clicked.connect(lambda: self.tip_asked.emit(line.id))
        return link

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Take little room where the box stands above the conversation."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            for block in (self.past, self.origin):
                block.head.setHidden(narrow)
            if self._shown is not None:
                signs = not self.signing.isHidden()
                self.show_sender(*self._shown)
                self.signing.setVisible(signs)


class Unwanted(QWidget):
    """What can be done with a sender who only sends rubbish; both can be undone."""

    def __init__(self) -> None:
        super().__init__()
        self.is_blocked = False
        self.said = said(self.tr("Blocked: what comes from here goes to the trash."))
        self.said.setContentsMargins(PAD, 0, 0, 0)
        self.block = Link("", "", role="muted")
        self.junk = Link("", self.tr("Put it away as junk"), role="muted")
        self.junk.setToolTip(self.tr("Spikes the tip as spam and puts it into the trash"))
        links = QHBoxLayout()
        links.setSpacing(8)
        links.addWidget(self.block)
        links.addWidget(self.junk)
        links.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 6)
        rows.setSpacing(4)
        rows.addWidget(self.said)
        rows.addLayout(links)
        self.hide()

    def show_sender(self, known: SenderLine) -> None:
        """Offer what can be done with this sender."""
        self.is_blocked = known.blocked
        self.said.setVisible(known.blocked)
        unblock, block = self.tr("Unblock the sender"), self.tr("Block the sender")
        self.block.say(unblock if known.blocked else block, role="muted")
        self.block.setVisible(bool(known.name))
        self.show()
