"""The sidebar's entries as a Qt list, changed in place so that the choice stays."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from tipdesk.gui import words
from tipdesk.gui.sidebar.entries import Entry, Sort, entries

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
# Not yet in PySide6's list of roles.
ACCESSIBLE_TEXT = Qt.ItemDataRole.AccessibleTextRole
VIEW = "application/x-tipdesk-view"
NO_INDEX = QModelIndex()


class Entries(QAbstractListModel):
    """What the sidebar lists."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = entries(None)

    def show(self, listed: Sequence[Entry]) -> None:
        """Show these; entries that were there before keep their index and their selection."""
        if [entry.key for entry in listed] == [entry.key for entry in self._entries]:
            self._entries = list(listed)
            self.dataChanged.emit(self.index(0), self.index(len(listed) - 1))
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._entries[index.row()].key for index in before]
        self._entries = list(listed)
        self.changePersistentIndexList(before, [self.find(key) for key in keys])
        self.layoutChanged.emit()

    def at(self, index: Index) -> Entry | None:
        """Give the entry at an index."""
        return self._entries[index.row()] if index.isValid() else None

    def find(self, key: tuple[Sort, str]) -> QModelIndex:
        """Find an entry by what it stands for."""
        for row, entry in enumerate(self._entries):
            if entry.key == key:
                return self.index(row)
        return QModelIndex()

    def asking(self, query: str) -> QModelIndex:
        """Find the entry that asks this."""
        for row, entry in enumerate(self._entries):
            if entry.sort is not Sort.HEADING and entry.query == query:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be read, but not chosen."""
        entry = self.at(index)
        if entry is None or entry.sort is Sort.HEADING:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if entry.sort is Sort.VIEW else flags

    def mimeTypes(self) -> list[str]:
        """Say as what a view is dragged."""
        return [VIEW]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry a view along."""
        carried = QMimeData()
        entry = self.at(indexes[0]) if indexes else None
        if entry is not None:
            carried.setData(VIEW, entry.name.encode())
        return carried

    def carried(self, mime: QMimeData) -> Entry | None:
        """Find the view that is dragged."""
        name = bytes(mime.data(VIEW).data()).decode("utf-8", "replace")
        return self.at(self.find((Sort.VIEW, name)))

    def place_of_view(self, entry: Entry) -> int:
        """Tell where a view stands among the views."""
        views = [each.key for each in self._entries if each.sort is Sort.VIEW]
        return views.index(entry.key) if entry.key in views else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row shows and what a screen reader says."""
        entry = self.at(index)
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == ACCESSIBLE_TEXT:
            return _spoken(entry)
        return None


def _spoken(entry: Entry) -> str:
    told = entry.text if entry.count is None else f"{entry.text}, {words.tips(entry.count)}"
    return f"{told}. {entry.fault}" if entry.fault else told
