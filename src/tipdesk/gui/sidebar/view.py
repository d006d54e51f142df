"""The sidebar as a widget: choose what the list shows, drop tips and files where they belong."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QToolTip, QWidget

from tipdesk.desk.counts.counting import counts
from tipdesk.gui import drops
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.sidebar.entries import Entry, Sort, entries
from tipdesk.gui.sidebar.model import VIEW, Entries
from tipdesk.gui.sidebar.painting import EntryDelegate
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.lines import Counts

# No entry's number depends on these, and the sidebar of a large desk is not counted for nothing.
_UNCOUNTED = frozenset(
    {"open", "facts", "note", "drop_note", "caption", "describe", "verdict", "attach", "detach"}
)
_TOGETHER_MS = 30  # what was changed is painted by then; many changes at a time are counted once


class Sidebar(QListView):
    """Tells which query was `chosen`, and what was dropped on which entry.

    Saved views stand among the entries; what becomes of one is asked for by `view_moved` and the
    other signals, and done elsewhere.
    """

    chosen = Signal(str)  # a query
    view_chosen = Signal(object)  # Entry of a view that can't be listed as it is
    view_edited = Signal(object)  # Entry
    view_dropped = Signal(object)  # Entry that is to go
    view_moved = Signal(object, int)  # Entry, the place among the views where it is to stand
    view_menu_wanted = Signal(object, QPoint)  # Entry or None, global place
    counted = Signal(object)  # Counts
    tips_dropped = Signal(object, object)  # Entry, tuple of TipId
    arrived = Signal(object, object)  # Entry, drops.Dropped with files, a picture or text
    refused = Signal(str)  # why something can't be dropped here

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._counts: Counts | None = None
        self._saved: Sequence[Entry] = ()
        self.entries = Entries(self)
        self.painter_ = EntryDelegate(self)
        self.setModel(self.entries)
        self.setItemDelegate(self.painter_)
        self.setAccessibleName(self.tr("Sidebar"))
        self.setProperty("ground", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.setViewportMargins(0, 6, 0, 6)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._soon.timeout.connect(self.refresh)
        bridge.changed.connect(self._follow)

    def refresh(self) -> None:
        """Ask the desk for the counts anew."""
        self._bridge.ask(counts, self._show, view="sidebar")

    def show_saved(self, saved: Sequence[Entry]) -> None:
        """Show these saved views among the entries, a heading first."""
        self._saved = tuple(saved)
        self._list()

    def mark(self, query: str) -> None:
        """Show which entry the list follows now; none for a search of the editor's own."""
        index = self.entries.asking(query)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().blockSignals(True)
        self.selectionModel().setCurrentIndex(index, flag)
        self.selectionModel().blockSignals(False)
        if not index.isValid():
            self.clearSelection()
        self.viewport().update()

    def _follow(self, change: Change) -> None:
        if change.verb not in _UNCOUNTED:
            self._soon.start()

    def _show(self, told: Counts) -> None:
        self._counts = told
        self._list()
        self.counted.emit(told)

    def _list(self) -> None:
        self.entries.show(entries(self._counts, self._saved))

    def _on_current(self, index: QModelIndex) -> None:
        entry = self.entries.at(index)
        if entry is None or entry.sort is Sort.HEADING:
            return
        if entry.fault:
            self.view_chosen.emit(entry)
        else:
            self.chosen.emit(entry.query)

    # Saved views

    def _on_menu(self, at: QPoint) -> None:
        entry = self._under(at)
        is_view = entry is not None and entry.sort is Sort.VIEW
        self.view_menu_wanted.emit(entry if is_view else None, self.viewport().mapToGlobal(at))

    def _view(self) -> Entry | None:
        """Give the view on which the keys stand."""
        entry = self.entries.at(self.currentIndex())
        return entry if entry is not None and entry.sort is Sort.VIEW else None

    def _step(self, entry: Entry, by: int) -> None:
        self.view_moved.emit(entry, self.entries.place_of_view(entry) + by)

    # Qt overrides

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Go to the entry that was selected: a screen reader selects without going there."""
        super().selectionChanged(selected, deselected)
        for index in selected.indexes():
            if index != self.currentIndex():
                self.setCurrentIndex(index)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a story's headline or a view's search as a tool tip; never as markup."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            entry = self.entries.at(self.indexAt(event.pos()))
            QToolTip.showText(event.globalPos(), _plain(entry) if entry else "", self)
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of a view for it, where the window has others for them."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._view() and _is_for_view(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, move or delete the view on which the keys stand."""
        entry = self._view()
        if entry is None or not _is_for_view(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self.view_dropped.emit(entry)
        elif event.key() == Qt.Key.Key_F2:
            self.view_edited.emit(entry)
        else:
            self._step(entry, -1 if event.key() == Qt.Key.Key_Up else 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let every drag in: one that can't be received is explained, not ignored."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Ring the entry that would take the drop."""
        if event.mimeData().hasFormat(VIEW):
            over = self._under(event.position().toPoint())
            self._aim(over if over and over.sort is Sort.VIEW else None)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return
        found = drops.look(event.mimeData())
        entry = self._under(event.position().toPoint())
        self._aim(entry if entry and _takes(entry, found) else None)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the ring away."""
        self._aim(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped, or say why it can't be."""
        if event.mimeData().hasFormat(VIEW):
            self._drop_view(event)
            return
        found = drops.read(event.mimeData())
        entry = self._under(event.position().toPoint())
        self._aim(None)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if entry is None or not _takes(entry, found):
            self.refused.emit(found.sentence or self._why(entry, found))
        elif found.tips:
            self.tips_dropped.emit(entry, found.tips)
        else:
            self.arrived.emit(entry, found)

    def _drop_view(self, event: QDropEvent) -> None:
        """Put the view that was dragged where the other one stands."""
        over = self._under(event.position().toPoint())
        dragged = self.entries.carried(event.mimeData())
        self._aim(None)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if dragged is not None and over is not None and over.sort is Sort.VIEW:
            self.view_moved.emit(dragged, self.entries.place_of_view(over))

    def _under(self, point: QPoint) -> Entry | None:
        return self.entries.at(self.indexAt(point))

    def _aim(self, entry: Entry | None) -> None:
        if entry != self.painter_.aimed_at:
            self.painter_.aimed_at = entry
            self.viewport().update()

    def _why(self, entry: Entry | None, found: drops.Dropped) -> str:
        if entry is None or entry.sort is Sort.HEADING:
            return self.tr("Drop it on a state, a story or a tag.")
        if found.media:
            return self.tr("Pictures stay with their tip; drag the tip itself to put it elsewhere.")
        if found.tips:
            return self.tr("All tips are here already; drop them on a state, a story or a tag.")
        return self.tr("What comes in is new first; drop it on the list, a story or a tag.")


def _is_for_view(event: QKeyEvent) -> bool:
    """Tell whether this key edits, deletes or moves a view."""
    if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_F2)


def _plain(entry: Entry) -> str:
    # Qt guesses markup in tool tips; this is text, whatever is in it.
    told = entry.fault or entry.detail
    return f"<p>{escape(told)}</p>" if told else ""


def _takes(entry: Entry, found: drops.Dropped) -> bool:
    if found.tips:
        return entry.takes_tips
    return entry.takes_files and bool(found) and not found.media
