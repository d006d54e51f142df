"""What the desk has that is like a file: the list, side by side, and one click to link the tips."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tipdesk.desk.annotating.linking import link, unlink
from tipdesk.gui import theme, times
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.covers import covers_of
from tipdesk.gui.light.compare import Compare, Shown
from tipdesk.gui.seen import wording
from tipdesk.gui.seen.matches import Matches, MatchList
from tipdesk.gui.seen.sightings import Sighting, Sightings, seen_file, sightings
from tipdesk.gui.tip import saying
from tipdesk.gui.tip.pictures import Pictures
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.likeness import Turn
from tipdesk.newsroom.lines import MediaLine, TipLine
from tipdesk.newsroom.states import FileKind, Sensitivity


class SeenDialog(QDialog):
    """Stands beside the window, so that the tip can be worked on meanwhile."""

    tip_asked = Signal(object)  # TipId: it is to be opened

    def __init__(self, bridge: Bridge, tip: TipLine, media: MediaLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._tip, self._media = bridge, tip, media
        self._pictures = Pictures(bridge, self)
        self._covers = covers_of(bridge)
        self._their_file: MediaLine | None = None
        self._compared: tuple[Shown, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Seen before"))
        self.resize(1_080, 640)
        self._make()
        self._lay_out()
        self._connect()
        self._ask()

    def _make(self) -> None:
        self.head = QLabel(self.tr("Looking for what is like it…"))
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setFont(theme.font(theme.Face.STRONG))
        self.matches = Matches(self._pictures, self._hides, self)
        self.list = MatchList(self.matches)
        self.why = QLabel()
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.why.setWordWrap(True)
        self.why.setProperty("said", "muted")
        self.compare = Compare(self._bridge, self._pictures)
        self.looking = QStackedWidget()
        self.looking.addWidget(self.compare)
        self.looking.addWidget(self.why)
        self.turning = QCheckBox(self.tr("Turned the same way round"))
        self.turning.setChecked(True)
        self.turning.hide()
        self.show_tip = QPushButton("")
        self.mark = QPushButton(self.tr("Mark as the same"))
        self.mark.setProperty("primary", True)
        self.mark.setToolTip(self.tr("Links the two tips"))
        for button in (self.show_tip, self.mark):
            button.setEnabled(False)

    def _lay_out(self) -> None:
        end = QHBoxLayout()
        end.setSpacing(8)
        end.addWidget(self.turning)
        end.addStretch()
        end.addWidget(self.show_tip)
        end.addWidget(self.mark)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.looking, 1)
        column.addLayout(end)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(right)
        parts.setStretchFactor(1, 1)
        parts.setSizes([300, 780])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.list.activated.connect(self._open)
        self.turning.toggled.connect(lambda _: self._show_both())
        self.show_tip.clicked.connect(self._open)
        self.mark.clicked.connect(self._mark)
        self.compare.uncovered.connect(self._uncover)
        self.finished.connect(lambda _: self.compare.end())
        self._covers.changed.connect(self._show_current)
        self._covers.changed.connect(self.matches.repaint_all)
        self._bridge.changed.connect(self._follow)

    def _ask(self) -> None:
        tip, digest = self._tip.id, self._media.digest
        self._bridge.ask(lambda store: sightings(store, tip, [digest]), self._show, view="seen")

    def _show(self, found: Sightings) -> None:
        row = max(self.list.currentIndex().row(), 0)
        here: Sequence[Sighting] = found.get(self._media.digest, ())
        self.matches.show(here, self._media.kind)
        if here:
            self.head.setText(wording.in_brief(here, self._media.kind))
            self.list.setCurrentIndex(self.matches.index(min(row, len(here) - 1)))
            self.list.setFocus()
        else:
            self.head.setText(self.tr("Nothing on this desk is like this file."))
        self._show_current()

    def _current(self) -> Sighting | None:
        row = self.list.currentIndex().row()
        return self.matches.found[row] if 0 <= row < len(self.matches.found) else None

    def _show_current(self) -> None:
        sighting = self._current()
        self.show_tip.setEnabled(sighting is not None)
        self.mark.setEnabled(sighting is not None and not sighting.holder.trashed)
        self.show_tip.setVisible(sighting is not None)
        if sighting is None or sighting.holder.media != self._their_id():
            self._their_file = None
        if sighting is not None:
            self._name(sighting)
        self._show_both()

    def _name(self, sighting: Sighting) -> None:
        self.show_tip.setText(self.tr("Open {0}").format(tip_number(sighting.holder.tip)))
        linked = sighting.linked
        self.mark.setText(self.tr("Not the same") if linked else self.tr("Mark as the same"))
        self.mark.setProperty("primary", not linked)
        self.mark.style().polish(self.mark)
        self.turning.setVisible(sighting.seen.turn is not Turn.UPRIGHT)
        self._bridge.ask(
            lambda store: (sighting, seen_file(store, sighting)),
            self._name_theirs,
            view="seen-file",
        )

    def _show_both(self) -> None:
        """Look at both beside each other, down to every pixel; at one where there is no other."""
        why = saying.why_no_picture(self._media)
        self.looking.setCurrentWidget(self.why if why else self.compare)
        self.why.setText(why)
        shown = () if why else tuple(self._shown())
        if shown != self._compared:
            self._compared = shown
            self.compare.show_pictures(shown)

    def _shown(self) -> Iterator[Shown]:
        mine, sighting = self._media, self._current()
        still = mine.kind is FileKind.PICTURE
        yield Shown(mine.digest, self._my_label(), self._hides(self._tip), still)
        if sighting is not None:
            theirs = sighting.seen
            yield Shown(
                theirs.digest,
                self._their_label(sighting),
                self._hides(sighting.line),
                theirs.kind is FileKind.PICTURE,
                theirs.turn if self.turning.isChecked() else Turn.UPRIGHT,
            )

    def _their_id(self) -> int:
        return self._their_file.id if self._their_file is not None else 0

    def _my_label(self) -> str:
        return f"{tip_number(self._tip.id)} · {_about(self._media)}"

    def _their_label(self, sighting: Sighting) -> str:
        told = _about(self._their_file) if self._their_file is not None else ""
        return " · ".join(filter(None, (wording.where(sighting), told)))

    def _name_theirs(self, told: tuple[Sighting, MediaLine | None]) -> None:
        sighting, file = told
        if file is not None and sighting == self._current() and file != self._their_file:
            self._their_file = file
            self._show_both()

    def _uncover(self, at: int) -> None:
        sighting = self._current()
        if at == 0:
            self._covers.uncover(self._tip.id)
        elif sighting is not None:
            self._covers.uncover(sighting.line.id)

    def _hides(self, tip: TipLine) -> bool:
        graphic = Sensitivity.GRAPHIC in tip.sensitivity
        return self._covers.hides(tip.id, graphic=graphic, unread=tip.unread)

    def _open(self, _: QModelIndex | bool = False) -> None:  # noqa: FBT001, FBT002  a signal's slot
        sighting = self._current()
        if sighting is not None:
            self.tip_asked.emit(sighting.holder.tip)

    def _mark(self) -> None:
        sighting = self._current()
        if sighting is None:
            return
        tip, other = self._tip.id, sighting.holder.tip
        files = (self._media.digest, sighting.seen.digest)
        if sighting.linked:
            self._bridge.do(lambda store: unlink(store, tip, other))
        else:
            self._bridge.do(lambda store: link(store, tip, other, *files))

    def _follow(self, change: Change) -> None:
        if change.nouns & {"tiplink", "media"} or self._tip.id in change.tips:
            self._ask()


def _about(media: MediaLine) -> str:
    length = times.length(media.duration) if media.duration else ""
    told = (saying.name(media), saying.pixels(media), length, saying.taken(media))
    return " · ".join(filter(None, told))
