"""The facts of one file: at first glance, compared with the tip, and whole below.

They are worked out aside, and shown all at once; whoever steps from tip to tip waits for none
of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tipdesk.desk.verifying.findings import Findings, findings, veiled
from tipdesk.desk.verifying.places import Place
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.facts import blocks
from tipdesk.gui.facts.pieces import Block, Flush, plain_tip, stacked
from tipdesk.gui.facts.placing import Placing
from tipdesk.gui.facts.statements import Statements
from tipdesk.gui.facts.told import Line, Look, Telling
from tipdesk.gui.seen import wording as likeness
from tipdesk.gui.seen.dialog import SeenDialog
from tipdesk.gui.seen.sightings import Sighting, Sightings, sightings
from tipdesk.gui.tip import saying
from tipdesk.gui.tip.beside import LEAST, WIDE, Beside
from tipdesk.gui.tip.flow import flowing
from tipdesk.gui.tip.links import PAD, Link
from tipdesk.gui.tip.rest import Rest
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.ids import MediaId, TipId, tip_number
from tipdesk.newsroom.lines import MediaLine, OpenTip
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.remarks import Kind, Remark, remarks
from tipdesk.newsroom.states import VISIBLE, FileKind, ReadState, Verdict, Workflow

T = TypeVar("T")
BORDER = "QScrollArea { border: 0; border-left: 1px solid palette(mid); }"
_MOST_SEEN = 3
_MOST_OTHERS = 12  # tips that are named; a letterhead may be in thousands


class Facts(Beside):
    """A column of facts about one file of the open tip."""

    found = Signal()  # all that can be worked out about the file is shown

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._tip: OpenTip | None = None
        self._media: MediaLine | None = None
        self._over = Event()  # set where what is worked out is no longer wanted
        self._rest = Rest(self, self._work_out)
        self._unveiled: set[MediaId] = set()  # of protected sources, until the program ends
        self._meant: dict[tuple[TipId, str], Place] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LEAST)
        self.setStyleSheet(BORDER)
        self.setAccessibleName(self.tr("Facts about the file"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.first = Block(self.tr("Worth a second look"))
        self.glance = Telling(self.tr("The file says"))
        self.placing = Placing(self._bridge)
        self.placing.chosen.connect(self._choose)
        self.compared = Telling(self.tr("Claimed against measured"))
        self.seen = Block(self.tr("Seen before"))
        self.unseen = Telling(self.tr("Seen before"))
        self.credentials = Telling(self.tr("Content Credentials"))
        self.conflicts = Telling(self.tr("Where the file contradicts itself"))
        self.file = Telling(self.tr("File"))
        self.others = Block(self.tr("Also in"))
        self.statements = Statements()
        self.unveil = Link("", self.tr("Show where and by whom"), role="accent")
        self.unveil.setToolTip(
            self.tr("The source is protected: it is shown until the program ends, and only here")
        )
        self.unveil.clicked.connect(self._show_veiled)
        self._veil = Flush(self.unveil, below=10)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("ground", "panel")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(16 - PAD, 14, 16, 14)
        self._blocks = QWidget()
        whole.addWidget(self._blocks)
        rows = QVBoxLayout(self._blocks)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.first)
        rows.addWidget(self.glance)
        veil = QVBoxLayout()
        veil.setContentsMargins(PAD, 0, 0, 0)
        veil.addWidget(self._veil)
        rows.addLayout(veil)
        below = (self.placing, self.compared, self.seen, self.unseen, self.credentials)
        for block in (*below, self.conflicts, self.file, self.others, self.statements):
            rows.addWidget(block)
        rows.addStretch()
        self.setWidget(page)

    def sizeHint(self) -> QSize:
        """Ask for room to read in; the tab gives less where it has none."""
        return QSize(WIDE, super().sizeHint().height())

    def show_media(self, tip: OpenTip | None, media: MediaLine | None) -> None:
        """Show what this file of the tip says; nothing where there is no tip."""
        before = self._tip, self._media
        self._tip, self._media = tip, media
        if (_as_told(tip), media) == (_as_told(before[0]), before[1]):
            return
        another = before[1] is None or media is None or media.id != before[1].id
        self._over.set()
        if another:
            self.verticalScrollBar().setValue(0)
            self._blocks.hide()
            self.seen.clear()
            self.unseen.tell(())
        self._rest.step()

    @property
    def _is_veiled(self) -> bool:
        tip, media = self._tip, self._media
        protected = tip is not None and tip.line.protected
        return protected and media is not None and media.id not in self._unveiled

    def _told(self) -> MediaLine:
        """Give the line of the file as far as it may be shown."""
        assert self._media is not None
        return veiled(self._media) if self._is_veiled else self._media

    def _is_whole(self, told: MediaLine) -> bool:
        return told == self._media

    def _show_found(self, media: MediaLine, found: Findings) -> None:
        self._veil.setVisible(not self._is_whole(media))
        noted = self._remarks(media)
        blocks.fill_notices(self.first, blocks.notices(noted, found))
        at_first = blocks.glance(media, noted, found) if media.state is ReadState.READ else []
        self.glance.tell(at_first + blocks.unopened(media))
        if self._is_whole(media) and media.kind in (*VISIBLE, FileKind.AUDIO):
            self.placing.show_findings(media, found)
        else:
            self.placing.hide()
        self.compared.tell(blocks.compared(found.comparisons))
        self.credentials.tell(blocks.credentials(media))
        self.conflicts.tell(blocks.contradictions(found.conflicts))
        self.file.tell(blocks.file(media))
        self._fill_others(media.also_in)
        self.statements.show_said(media.said)

    def _remarks(self, media: MediaLine) -> tuple[Remark, ...]:
        if media.state is not ReadState.READ or media.kind not in VISIBLE:
            return ()
        noted = remarks(media.said, media.credentials, thumbnail_differs=media.thumbnail_differs)
        if saying.has_metadata(media) or self._is_veiled:
            noted = tuple(one for one in noted if one.kind is not Kind.NO_METADATA)
        return noted

    def _work_out(self) -> None:
        """Have everything worked out aside, and looked up where the file was seen before."""
        self._rest.stop()
        self._over.set()
        self._over = Event()
        tip = self._tip
        if tip is None or self._media is None:
            return
        media, store = self._told(), self._bridge.lanes.store
        chosen = self._meant.get((tip.line.id, tip.place))
        self._aside(partial(findings, tip, media, chosen), partial(self._take, media))
        look_up = partial(sightings, store, tip.line.id, [media.digest])
        self._aside(look_up, partial(self._take_seen, media))

    def _aside(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do it aside, unless another file is looked at by then."""
        over = self._over
        self._bridge.aside(
            lambda: None if over.is_set() else work(), partial(self._hand, over, then)
        )

    def _hand(self, over: Event, then: Callable[[T], object], found: T | None) -> None:
        if found is not None and not over.is_set():
            then(found)

    def _take(self, media: MediaLine, found: Findings) -> None:
        self._show_found(media, found)
        self._blocks.show()
        self.found.emit()

    def _take_seen(self, media: MediaLine, found: Sightings) -> None:
        self.seen.clear()
        if media.state is not ReadState.READ:
            return
        here = found.get(media.digest, ())
        nothing = Line(self.tr("Nothing on this desk is like it."), Look.MUTED)
        self.unseen.tell(() if here else [("", (nothing,))])
        if not here:
            return
        self.seen_before.emit(media.digest)
        self.seen.add_pairs([self._seen_row(one, media) for one in here[:_MOST_SEEN]])
        look = Link("", self.tr("Look at both"), role="accent")
        look.clicked.connect(self._show_both)
        self.seen.add(Flush(look))
        named = {one.holder.tip for one in here[:_MOST_SEEN]}
        self.others.setVisible(not named.issuperset(media.also_in))

    def _seen_row(self, one: Sighting, media: MediaLine) -> tuple[str, QWidget]:
        alike = f"{likeness.likeness(one.seen, media.kind)}, {likeness.distance(one.seen)}"
        headline = Link("", shown(one.line.headline), role="accent")
        headline.setToolTip(plain_tip(shown(one.line.headline)))
        headline.clicked.connect(partial(self._go_to, one.holder.tip))
        return likeness.where(one), stacked(said(alike), Flush(headline))

    def _show_both(self) -> None:
        if self._tip is not None and self._media is not None:
            dialog = SeenDialog(self._bridge, self._tip.line, self._media, self.window())
            dialog.tip_asked.connect(self.tip_asked.emit)
            dialog.show()

    def _fill_others(self, tips: Sequence[TipId]) -> None:
        self.others.clear()
        if not tips:
            return
        holder, flow = flowing(4, 2)
        for tip in tips[-_MOST_OTHERS:]:
            link = Link("", tip_number(tip), role="accent")
            link.clicked.connect(partial(self._go_to, tip))
            flow.addWidget(link)
        self.others.add(holder)
        left = len(tips) - _MOST_OTHERS
        if left > 0:
            more = self.tr("and {0} before them").format(words.tips(left))
            self.others.add(said(more, muted=True))

    def _go_to(self, tip: TipId) -> None:
        self.tip_asked.emit(tip)

    def _choose(self, place: Place) -> None:
        if self._tip is not None:
            self._meant[self._tip.line.id, self._tip.place] = place
            self._work_out()

    def _show_veiled(self) -> None:
        if self._tip is not None and self._media is not None:
            self._unveiled.add(self._media.id)
            self._work_out()


def _as_told(tip: OpenTip | None) -> OpenTip | None:
    """Leave out how far the desk is with a tip: nothing that a file says hangs on that."""
    if tip is None:
        return None
    line = replace(
        tip.line,
        workflow=Workflow.NEW,
        verdict=Verdict.UNVERIFIED,
        priority=0,
        assignee="",
        unread=False,
        trashed=False,
        due_at=None,
        tags=(),
        stories=(),
        notes=0,
    )
    beside: dict[str, Any] = {"notes": (), "uses": (), "stories": (), "calls": (), "closing": None}
    return replace(tip, line=line, version=0, changes=0, **beside)
