"""The media of the open tip: preview, film strip, captions, and the facts beside them."""

from collections.abc import Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.covers import covers_of
from tipdesk.gui.player.grabbing import grab_still
from tipdesk.gui.player.playable import plays
from tipdesk.gui.player.player import Player
from tipdesk.gui.tip import saying
from tipdesk.gui.tip.beside import NARROW, WIDE, Beside
from tipdesk.gui.tip.captions import Captions
from tipdesk.gui.tip.dragging import Copies
from tipdesk.gui.tip.film import HEIGHT, WIDTH, Film
from tipdesk.gui.tip.filmstrip import FilmStrip
from tipdesk.gui.tip.pictures import EVERY_PIXEL, LARGE, Key, Pictures
from tipdesk.gui.tip.preview import Preview
from tipdesk.gui.tip.rest import Rest
from tipdesk.intake.thumbnails import THUMBNAIL
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.lines import MediaLine, OpenTip
from tipdesk.newsroom.states import VISIBLE, ReadState, Sensitivity

if TYPE_CHECKING:
    from tipdesk.store.database import Store

ROOMY = 720
_SLIM = 28
_PART = 0.3  # of the width is for the facts
_PLACE = "preview"
MOST_MARKED = 60  # files of one tip: each is looked for on the whole desk


class MediaTab(QWidget):
    """Looks at the files of one tip."""

    adding = Signal()  # the editor wants to choose files
    edited = Signal(object)  # captions.Described
    labelled = Signal(list, object)  # list[MediaId], Label
    cut = Signal(str)
    removed = Signal(list)
    asked = Signal(str, object)
    tip_asked = Signal(object)

    def __init__(self, bridge: Bridge, facts: Beside) -> None:
        super().__init__()
        self._bridge = bridge
        self._pictures = Pictures(bridge, self)
        self._copies = Copies(bridge, self)
        self._covers = covers_of(bridge)
        self._tip, self._is_graphic, self._is_unread = TipId(0), False, False
        self._was_covered = False
        self._asked_seen: tuple[object, ...] = ()
        self._over = Event()  # set where another tip is looked at
        self._rest = Rest(self, self._look_closer)
        self._looked_at = ""  # a digest
        self._is_blurred: bool | None = None  # what is to be seen of it; None while it is nothing
        self._opened: OpenTip | None = None
        self.film = Film(self._pictures, self)
        self.strip = FilmStrip(self.film)
        self.preview = Preview()
        self.player = Player(bridge)
        self.looking = QStackedWidget()
        self.captions = Captions()
        self.facts = facts
        self.add = AddTile()
        self.empty = Nothing()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        film = QHBoxLayout()
        film.setSpacing(0)
        film.addWidget(self.strip, 1)
        film.addWidget(self.add)
        film.addStretch()
        self._view = QWidget()
        left = QVBoxLayout(self._view)
        left.setContentsMargins(20, 16, 20, 12)
        left.setSpacing(8)
        self.looking.addWidget(self.preview)
        self.looking.addWidget(self.player)
        left.addWidget(self.looking, 1)
        left.addLayout(film)
        left.addWidget(self.captions)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget, stretch in ((self._view, 1), (self.empty, 1), (self.facts, 0)):
            row.addWidget(widget, stretch)
        for widget in (self._view, self.facts):
            widget.hide()  # until a tip has files; both beside the empty page would widen the pane

    def _connect(self) -> None:
        self.facts.seen_before.connect(self.film.mark_seen)
        self.strip.current_changed.connect(lambda _: self._show_current())
        self.strip.chosen.connect(self._show_chosen)
        self.strip.turned_over.connect(self._turn_over)
        self.captions.turn_over.clicked.connect(
            lambda: self._turn_over(self.strip.currentIndex().row())
        )
        self.strip.removed.connect(self.removed.emit)
        self.strip.pressed_on.connect(self._prepare_drag)
        self.preview.stepped.connect(self.strip.step)
        self.player.stepped.connect(self.strip.step)
        self.player.grabbed.connect(partial(grab_still, self._bridge))
        self.preview.uncovered.connect(lambda: self._covers.uncover(self._tip))
        self._covers.changed.connect(self._show_uncovered)
        self.preview.zoomed.connect(self._ask_for_every_pixel)
        self.captions.edited.connect(self.edited.emit)
        self.captions.labelled.connect(self.labelled.emit)
        self.captions.cut.connect(self.cut.emit)
        self.captions.asked.connect(self.asked.emit)
        self.facts.tip_asked.connect(self.tip_asked.emit)
        self.add.clicked.connect(self.adding.emit)
        self.empty.adding.connect(self.adding.emit)

    def show_tip(self, tip: OpenTip, *, another: bool) -> None:
        """Show the files of this tip; the chosen one stays chosen while the tip is the same."""
        if another:
            self.captions.commit()
            self._over.set()
        self._tip, self._opened = tip.line.id, tip
        self._is_graphic = Sensitivity.GRAPHIC in tip.line.sensitivity
        self._is_unread = tip.line.unread
        self._was_covered = self._is_covered
        self._pictures.forget_missing()
        row = 0 if another else max(self.strip.currentIndex().row(), 0)
        self.film.show(tip.media, blurred=self._is_covered)
        has_media = bool(tip.media)
        self._view.setVisible(has_media)
        self.facts.setVisible(has_media)
        self.empty.setVisible(not has_media)
        if not has_media:
            self._turn_to("")
            self.captions.show_media(())
            return
        if self.strip.currentIndex().row() < 0 or another:
            with QSignalBlocker(self.strip):  # what is looked at is shown below, once
                self.strip.go_to(min(row, self.film.rowCount() - 1))
        self._show_current()
        self._show_chosen()

    def go_to(self, media: MediaId) -> None:
        """Look at this file, where it is among those of the tip."""
        for row in range(self.film.rowCount()):
            if any(one.id == media for one in self.film.group(row)):
                self.strip.go_to(row)

    def close_copies(self) -> None:
        """Remove what was copied for drags, and end the film that is looked at."""
        self._copies.clear()
        self.player.close_film()

    @property
    def _is_covered(self) -> bool:
        tip, graphic = self._tip, self._is_graphic
        return self._covers.hides(tip, graphic=graphic, unread=self._is_unread)

    def _current(self) -> MediaLine | None:
        row = self.strip.currentIndex().row()
        return self.film.group(row)[0] if 0 <= row < self.film.rowCount() else None

    def _show_current(self) -> None:
        media = self._current()
        if media is None:
            return
        self._turn_to(media.digest)
        count = self.film.rowCount()
        label = saying.label(media, self.strip.currentIndex().row() + 1, count)
        covered, graphic = self._is_covered, self._is_graphic
        self.preview.show_media(media, label, covered=covered, graphic=graphic)
        self._turn_to_player(media, label)
        self.facts.show_media(self._opened, media)
        if saying.why_no_picture(media):
            self.preview.show_picture(None)
        elif not self.preview.is_zoomed:
            small = Key(media.digest, THUMBNAIL, self._is_covered)
            self._show_small(small, self._pictures.here(small))
            self._pictures.ask_once(small, partial(self._take_small, small))
        self._rest.step()

    def _turn_to(self, digest: str) -> None:
        """Look at this file from now on; what is on its way of another one is dropped."""
        if digest != self._looked_at:
            self._looked_at, self._is_blurred = digest, None
            self._pictures.drop(_PLACE)

    def _look_closer(self) -> None:
        """Show the file sharply, and mark where the others were seen before."""
        media = self._current()
        if media is not None and not saying.why_no_picture(media) and not self.preview.is_zoomed:
            large = Key(media.digest, LARGE, self._is_covered)
            self._pictures.ask(large, partial(self._take_picture, large), place=_PLACE)
        self._look_up()

    def _take_small(self, key: Key, picture: QPixmap | None) -> None:
        self.film.take_small()
        self._show_small(key, picture)

    def _show_small(self, key: Key, picture: QPixmap | None) -> None:
        """Show the small picture of the file that is looked at, until there is a sharp one."""
        if self._is_blurred != key.blurred:
            self._take_picture(key, picture)

    def _turn_to_player(self, media: MediaLine, label: str) -> None:
        """Let the player show a film or a sound, unless it is covered."""
        if plays(media) and not (self._is_covered and media.kind in VISIBLE):
            self.player.show_media(media, label)
            self.looking.setCurrentWidget(self.player)
        else:
            self.player.close_film()
            self.looking.setCurrentWidget(self.preview)

    def _take_picture(self, key: Key, picture: QPixmap | None) -> None:
        is_wanted = (key.digest, key.blurred) == (self._looked_at, self._is_covered)
        if picture is not None and is_wanted:
            self._is_blurred = key.blurred
            self.preview.show_picture(picture)
            self.player.show_poster(picture)

    def _ask_for_every_pixel(self) -> None:
        media = self._current()
        if media is not None:
            key = Key(media.digest, EVERY_PIXEL, self._is_covered)
            self._pictures.ask(key, partial(self._take_picture, key), place=_PLACE)

    def _show_chosen(self) -> None:
        current = self._current()
        chosen = self.strip.selected() or ([current] if current is not None else [])
        self.captions.show_media(chosen)

    def _turn_over(self, row: int) -> None:
        self.film.turn_over(row)
        self._show_current()

    def _look_up(self) -> None:
        """Have the files marked that other tips have, too; of the one looked at the facts tell."""
        shown = [one for one in self.film.files if one.state is ReadState.READ]
        digests = {one.digest: None for one in shown if one.kind in VISIBLE}
        if (current := self._current()) is not None:
            digests.pop(current.digest, None)
        if digests and (self._tip, digests) != self._asked_seen:
            self._asked_seen = (self._tip, digests)
            self._over.set()
            self._over = Event()
            look_up = partial(_seen, self._bridge.lanes.store, self._tip, tuple(digests))
            self._bridge.aside(partial(look_up, self._over), partial(self._mark, self._tip))

    def _mark(self, tip: TipId, seen: Sequence[str]) -> None:
        if tip == self._tip:
            self.film.mark_seen(*seen)

    def _show_uncovered(self) -> None:
        if self._is_covered != self._was_covered:
            self._was_covered = self._is_covered
            self.film.show(self.film.files, blurred=self._was_covered)
            self._show_current()

    def _prepare_drag(self, media: Sequence[MediaLine]) -> None:
        self._copies.make(media, self.strip.take_copies)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose all files, wherever the focus is among them."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.strip.selectAll()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what it shows to its new size."""
        super().resizeEvent(event)
        self.facts.setMaximumWidth(min(max(round(self.width() * _PART), NARROW), WIDE))
        self.add.set_roomy(self.width() >= ROOMY)


def _seen(store: "Store", tip: TipId, digests: Sequence[str], over: Event) -> list[str]:
    from tipdesk.desk.verifying.seen import seen_before  # noqa: PLC0415  brings numpy, slow to load

    some = digests[:MOST_MARKED]
    return [one for one in some if not over.is_set() and seen_before(store, one, tip=tip)]


class AddTile(QAbstractButton):
    """The dashed tile at the end of the strip: files dropped on the tip are added."""

    def __init__(self) -> None:
        super().__init__()
        self.set_roomy(True)
        self.setAccessibleName(self.tr("Add files…"))
        self.setToolTip(self.tr("Drop files anywhere on the tip, or click to choose them"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_roomy(self, roomy: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Say what it is for, or leave that to the tool tip where the strip needs the room."""
        self.setText(self.tr("drop to add") if roomy else "+")
        self.setFixedSize(WIDTH if roomy else _SLIM, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        wear = theme.colours()
        lit = self.underMouse() or self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(wear.accent if lit else wear.line, 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(wear.accent if lit else wear.muted)
        font = theme.font(theme.Face.META)
        font.setPixelSize(11)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Nothing(QWidget):
    """Where a tip has no files yet."""

    adding = Signal()

    def __init__(self) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.addStretch()
        said = QLabel(self.tr("No pictures, videos or papers came with this tip."))
        hint = QLabel(self.tr("Drop files anywhere here, or paste them with Ctrl+V."))
        for label, muted in ((said, False), (hint, True)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setProperty("said", "muted" if muted else "")
            rows.addWidget(label)
        tile = AddTile()
        tile.setText(self.tr("choose files"))
        tile.clicked.connect(self.adding.emit)
        rows.addSpacing(8)
        rows.addWidget(tile, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch()
