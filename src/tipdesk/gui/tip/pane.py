"""The pane of the open tip: asks for it, shows it, follows its changes, saves what is typed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.triage import mark_opened
from tipdesk.gui import drops, theme, words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.lit import Marks
from tipdesk.gui.pickers.moving import Mover
from tipdesk.gui.tip import quotes
from tipdesk.gui.tip.beside import Beside
from tipdesk.gui.tip.conversing import Conversing
from tipdesk.gui.tip.deeds import Conflict, Deeds
from tipdesk.gui.tip.drophint import DropHint
from tipdesk.gui.tip.editing import Value, Written
from tipdesk.gui.tip.flow import at_rest
from tipdesk.gui.tip.glyph import Glyph
from tipdesk.gui.tip.header import Header
from tipdesk.gui.tip.history import HistoryTab, UsesTab
from tipdesk.gui.tip.media import MediaTab
from tipdesk.gui.tip.notes import NotesTab
from tipdesk.gui.tip.offers import Offers
from tipdesk.gui.tip.room import Room
from tipdesk.gui.tip.tabs import Tabs
from tipdesk.gui.tip.text import ConflictBar, TextTab
from tipdesk.newsroom.change import DELETE, Change
from tipdesk.newsroom.errors import NotFound, NotValid, TipdeskError
from tipdesk.newsroom.ids import MediaId, TipId, tip_number
from tipdesk.newsroom.lines import OpenTip
from tipdesk.newsroom.states import Workflow

TEXT, MEDIA, MESSAGES, NOTES, HISTORY, USED = range(6)
SEEN_AFTER_MS = 900


class TipPane(QWidget):
    """One open tip, or a calm page where none is."""

    files_dropped = Signal(object, object)  # TipId, drops.Dropped
    tip_asked = Signal(object)  # TipId: another tip is to be opened
    shown = Signal(object)  # OpenTip: it is, or is as it is now

    def __init__(self, bridge: Bridge, facts: Beside, messages: Conversing) -> None:
        super().__init__()
        self._bridge = bridge
        self._deeds = Deeds(bridge, self)
        self._mover = Mover(bridge, self)
        self._offers = Offers(self._deeds, self)
        self._id: TipId | None = None
        self._is_revealed = self._is_new = False
        self._over: QWidget | None = None
        self._seen = QTimer(self, singleShot=True, interval=SEEN_AFTER_MS)
        self._seen.timeout.connect(self._mark_seen)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Open tip"))
        self.messages = messages
        self._make(facts)
        self._lay_out()
        self._connect()
        self.clear()

    def _make(self, facts: Beside) -> None:
        self.header = Header()
        self.conflicts = ConflictBar()
        self.tabs = Tabs(self.tr("Parts of the tip"))
        self.text = TextTab()
        self.media = MediaTab(self._bridge, facts)
        self.notes = NotesTab()
        self.history = HistoryTab(self._bridge, self.tr("History"))
        unused = self.tr("Not used yet. Publishing it is written down here.")
        self.uses = UsesTab(self.tr("Where it was used"), unused)
        self._pages = QStackedWidget()
        pages = (self.text, self.media, self.messages, self.notes, self.history, self.uses)
        for page in pages:
            self._pages.addWidget(page)
            self.tabs.addTab("")
        self._whole = QWidget()
        self._stack = QStackedWidget()

    def _lay_out(self) -> None:
        self._rows = rows = QVBoxLayout(self._whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        line = QFrame()
        line.setProperty("line", True)
        for widget in (self.header, line, self.conflicts, self.tabs):
            rows.addWidget(widget)
        rows.addWidget(self._pages, 1)
        self._stack.addWidget(_empty_page(self))
        self._stack.addWidget(Room(self._whole))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._stack)
        self.drop_hint = DropHint(self)

    def _connect(self) -> None:
        head, deeds = self.header, self._deeds
        self.history.told.connect(partial(self._name_tab, HISTORY, self.tr("History")))
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        head.headline.committed.connect(lambda text: deeds.save("headline", text, head.headline))
        head.place.committed.connect(lambda text: deeds.save("place", text, head.place))
        head.source.committed.connect(lambda text: deeds.say_who(text, head.source))
        written = self.text.text
        written.committed.connect(lambda text: deeds.save("text", text, written))
        head.asked.connect(self._offers.open)
        head.revealed.connect(self._reveal)
        head.story_removed.connect(deeds.take_out)
        head.tag_removed.connect(deeds.untag)
        head.tip_asked.connect(self.tip_asked.emit)
        head.stepper.asked.connect(self._move)
        head.stepper.verdict_asked.connect(partial(self._offers.open, "verdict"))
        head.stepper.permission_asked.connect(self._ask_permission)
        self._connect_files()
        self.notes.written.connect(lambda text: deeds.write_note(text, self.notes.forget_draft))
        self.notes.dropped.connect(deeds.drop_note)
        deeds.conflicted.connect(self.conflicts.ask)
        deeds.conflicted.connect(lambda _: self._ask())
        self.conflicts.kept_mine.connect(lambda one: deeds.overwrite(one, self._field(one)))
        self.conflicts.took_theirs.connect(self._take_theirs)
        self._bridge.changed.connect(self._follow)

    def _connect_files(self) -> None:
        deeds = self._deeds
        self.media.edited.connect(deeds.describe)
        self.media.cut.connect(lambda said: self._bridge.failed.emit(NotValid(said)))
        self.media.labelled.connect(lambda ids, label: deeds.edit_media(ids, label=label))
        deeds.described.connect(self.media.captions.settle)
        self.media.asked.connect(self._ask_of_media)
        self.media.removed.connect(deeds.detach)
        self.media.adding.connect(self._choose_files)
        self.media.tip_asked.connect(self.tip_asked.emit)
        self.messages.tip_asked.connect(self.tip_asked.emit)
        self.messages.media_asked.connect(self._look_at)

    @property
    def tip(self) -> TipId | None:
        """Tell which tip is open."""
        return self._id

    @property
    def is_revealed(self) -> bool:
        """Tell whether a protected source is named."""
        return self._is_revealed

    @property
    def is_trashed(self) -> bool:
        """Tell whether the open tip is in the trash."""
        return self._deeds.tip is not None and self._deeds.tip.line.trashed

    def show_tip(self, tip: TipId) -> None:
        """Open this tip; what was being typed in the one before is saved there."""
        if tip == self._id:
            return
        self.commit()
        self._id, self._is_revealed = tip, False
        self._ask()

    def clear(self) -> None:
        """Show that no tip is open."""
        self.commit()
        self._id = None
        self._seen.stop()
        self._deeds.turn_to(None)
        self._stack.setCurrentIndex(0)

    def commit(self) -> None:
        """Save whatever is being typed; called before the tip or the window goes."""
        if self._deeds.tip is None:
            return
        self.header.headline.commit()
        self.header.place.commit()
        self.header.source.commit()
        self.text.text.commit()
        self.media.captions.commit()

    def end(self) -> None:
        """Save what is being typed and clear away what was copied for drags."""
        self.commit()
        self._seen.stop()
        self._bridge.changed.disconnect(self._follow)
        self.media.close_copies()

    def write_headline(self) -> None:
        """Put the focus into the headline of the tip as soon as it is here: it is new."""
        self._is_new = True
        self._begin_headline()

    def _begin_headline(self) -> None:
        if self._is_new and self._deeds.tip is not None and self._deeds.id == self._id:
            self._is_new = False
            self.header.headline.setFocus(Qt.FocusReason.OtherFocusReason)
            self.header.headline.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to where looking at a tip begins."""
        super().focusInEvent(event)
        if self._over is not None:
            self._over.setFocus(event.reason())
            return
        shows_media = self.tabs.currentIndex() == MEDIA and not self.media.strip.isHidden()
        (self.media.strip if shows_media else self.tabs).setFocus(event.reason())

    def look_for(self, marks: Marks | None) -> None:
        """Light in the text and the messages what a search found, or nothing."""
        self.text.lighting.look_for(marks)
        self.messages.look_for(marks)

    def put_on_top(self, *widgets: QWidget) -> None:
        """Put something above the tip; what is high enough may take its place."""
        for widget in reversed(widgets):
            self._outer.insertWidget(0, widget)

    def cover(self, over: QWidget | None) -> None:
        """Leave the room, and the focus, to what was put on top; with None show the tip again."""
        self._over = over
        self._stack.setVisible(over is None)

    def put_above_tabs(self, line: QWidget) -> None:
        """Put a line between the head of the tip and its parts."""
        self._rows.insertWidget(self._rows.indexOf(self.tabs), line)

    def show_tab(self, name: str) -> None:
        """Turn to a tab by its name: text, media, messages, notes, history or used."""
        order = ("text", "media", "messages", "notes", "history", "used")
        self.tabs.setCurrentIndex(order.index(name))

    def _ask(self) -> None:
        tip, reveal = self._id, self._is_revealed
        if tip is None:
            return
        self._bridge.ask(
            lambda store: open_tip(store, tip, reveal=reveal),
            self._show,
            view="tip",
            otherwise=self._lose,
        )

    def _show(self, tip: OpenTip) -> None:
        if tip.line.id != self._id:
            return
        before = self._deeds.tip
        another = before is None or before.line.id != tip.line.id
        self._deeds.turn_to(tip)
        if another and not tip.media:
            self.tabs.setCurrentIndex(TEXT)  # first: what is out of sight is filled for less
        with at_rest(self._whole.layout(), *self.header.layouts()):
            self.header.show_tip(tip, another=another)
        self.text.show_tip(tip, another=another)
        self.media.show_tip(tip, another=another)
        self.messages.show_tip(tip, reveal=self._is_revealed)
        self.notes.show_tip(tip)
        self.history.show_tip(tip)
        self.uses.show_uses(tip.uses)
        self._name_tabs(tip)
        if another and tip.media:
            self.tabs.setCurrentIndex(MEDIA)
        self._stack.setCurrentIndex(1)
        self._begin_headline()
        if tip.line.unread:
            self._seen.start()
        self.shown.emit(tip)

    def _name_tabs(self, tip: OpenTip) -> None:
        counted = (
            (TEXT, self.tr("Text"), 0),
            (MEDIA, self.tr("Media"), len(tip.media)),
            (MESSAGES, self.tr("Messages"), tip.messages),
            (NOTES, self.tr("Notes"), len(tip.notes)),
            (HISTORY, self.tr("History"), tip.changes),
            (USED, self.tr("Used"), len(tip.uses)),
        )
        for index, name, count in counted:
            self._name_tab(index, name, count)

    def _name_tab(self, index: int, name: str, count: int) -> None:
        self.tabs.name(index, f"{name} {words.number(count)}" if count else name)

    def _lose(self, error: TipdeskError) -> None:
        if isinstance(error, NotFound):
            self.clear()
        self._bridge.failed.emit(error)

    def _follow(self, change: Change) -> None:
        touches_stories = bool(change.stories) and self._deeds.tip is not None
        if change.verb == DELETE and self._id in change.tips:
            self.clear()
        elif self._id in change.tips or touches_stories or "contributor" in change.nouns:
            self._ask()

    def _mark_seen(self) -> None:
        tip = self._id
        if tip is not None and self.isVisible():
            self._bridge.do(lambda store: mark_opened(store, tip))

    def _reveal(self, on: bool) -> None:  # noqa: FBT001  a signal's slot
        self._is_revealed = on
        self._ask()

    def _move(self, to: Workflow, anchor: QWidget) -> None:
        tip = self._deeds.tip
        if tip is not None:
            credit = next((one.credit for one in tip.media if one.credit), "")
            self._mover.move([tip.line.id], to, anchor, credit)

    def _ask_permission(self, anchor: QWidget) -> None:
        if self._deeds.tip is not None:
            self._offers.permission([one.id for one in self._deeds.tip.media], anchor)

    def _ask_of_media(self, what: str, anchor: QWidget) -> None:
        media = self.media.captions.chosen()
        if what == "quote":
            take = partial(self._deeds.take_from_files, media)
            quotes.offer(self.media.captions.media, anchor, take)
            return
        (self._offers.label if what == "label" else self._offers.permission)(media, anchor)

    def _field(self, conflict: Conflict) -> Written | Value:
        fields: dict[str, Written | Value] = {
            "headline": self.header.headline,
            "place": self.header.place,
        }
        return fields.get(conflict.name, self.text.text)

    def _take_theirs(self, conflict: Conflict) -> None:
        tip = self._deeds.tip
        if conflict.words is not None:
            self.media.captions.take_stored(conflict.name)
        elif tip is not None and tip.line.id == conflict.tip:
            stored = {"headline": tip.line.headline, "place": tip.place, "text": tip.text}
            self._field(conflict).replace(stored[conflict.name])
            self._ask()

    def _look_at(self, media: MediaId) -> None:
        self.media.go_to(media)
        self.tabs.setCurrentIndex(MEDIA)

    def _choose_files(self) -> None:
        if self._id is None:
            return
        dialog = QFileDialog(self, self.tr("Add files to the tip"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(partial(self._take_chosen, self._id))
        dialog.open()

    def _take_chosen(self, tip: TipId, paths: Sequence[str]) -> None:
        found = drops.Dropped(paths=tuple(Path(path) for path in paths))
        self.files_dropped.emit(tip, found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here, and say for which tip."""
        if self._id is not None and drops.look(event.mimeData()).brings_files:
            event.acceptProposedAction()
            self.drop_hint.cover(self.tr("Drop to add to {0}").format(tip_number(self._id)))
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the drag."""
        self.drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self.drop_hint.hide()
        found = drops.read(event.mimeData())
        if self._id is not None and found.brings_files:
            event.acceptProposedAction()
            self.files_dropped.emit(self._id, found)


def _empty_page(pane: TipPane) -> QWidget:
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setSpacing(6)
    rows.addStretch()
    rows.addWidget(Glyph("eye", 32, role="muted"), 0, Qt.AlignmentFlag.AlignHCenter)
    hints = (
        pane.tr("No tip is open"),
        pane.tr("Choose one in the list with ↑ ↓ or J K; N goes to the next untriaged one."),
        pane.tr("Ctrl+K finds any tip by its number or its words. Ctrl+N begins a new one."),
    )
    for at, hint in enumerate(hints):
        label = QLabel(hint)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setFont(theme.font(theme.Face.META if at else theme.Face.STRONG))
        label.setProperty("said", "muted" if at else "")
        rows.addWidget(label)
    rows.addStretch()
    return page
