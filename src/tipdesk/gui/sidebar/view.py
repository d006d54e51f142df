"""The sidebar as a widget: choose what the list shows, drop tips and files where they belong."""

from html import escape

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QToolTip, QWidget

from tipdesk.desk.counting import counts
from tipdesk.gui import drops
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.sidebar.entries import Entry, Sort, entries
from tipdesk.gui.sidebar.model import Entries
from tipdesk.gui.sidebar.painting import EntryDelegate
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.lines import Counts

# No entry's number depends on these, and the sidebar of a large desk is not counted for nothing.
_UNCOUNTED = frozenset(
    {"open", "facts", "note", "drop_note", "caption", "describe", "verdict", "attach", "detach"}
)


class Sidebar(QListView):
    """Tells which query was `chosen`, and what was dropped on which entry."""

    chosen = Signal(str)  # a query
    counted = Signal(object)  # Counts
    tips_dropped = Signal(object, object)  # Entry, tuple of TipId
    arrived = Signal(object, object)  # Entry, drops.Dropped with files, a picture or text
    refused = Signal(str)  # why something can't be dropped here

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.entries = Entries(self)
        self.painter_ = EntryDelegate(self)
        self.setModel(self.entries)
        self.setItemDelegate(self.painter_)
        self.setAccessibleName(self.tr("Sidebar"))
        self.setProperty("ground", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setViewportMargins(0, 6, 0, 6)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        bridge.changed.connect(self._follow)

    def refresh(self) -> None:
        """Ask the desk for the counts anew."""
        self._bridge.ask(counts, self._show, view="sidebar")

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
            self.refresh()

    def _show(self, told: Counts) -> None:
        self.entries.show(entries(told))
        self.counted.emit(told)

    def _on_current(self, index: QModelIndex) -> None:
        entry = self.entries.at(index)
        if entry is not None and entry.sort is not Sort.HEADING:
            self.chosen.emit(entry.query)

    # Qt overrides

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a story's headline as a tool tip; never as markup."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            entry = self.entries.at(self.indexAt(event.pos()))
            QToolTip.showText(event.globalPos(), _plain(entry) if entry else "", self)
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let every drag in: one that can't be received is explained, not ignored."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Ring the entry that would take the drop."""
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


def _plain(entry: Entry) -> str:
    # Qt guesses markup in tool tips; this is text, whatever is in it.
    return f"<p>{escape(entry.detail)}</p>" if entry.detail else ""


def _takes(entry: Entry, found: drops.Dropped) -> bool:
    if found.tips:
        return entry.takes_tips
    return entry.takes_files and bool(found) and not found.media
