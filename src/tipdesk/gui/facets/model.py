"""The facets' rows as a Qt list, which a screen reader can read."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tipdesk.gui.facets.rows import Row

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()


class FacetRows(QAbstractListModel):
    """What the panel lists."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def find(self, key: str, text: str) -> QModelIndex:
        """Find a row again after others came."""
        for number, row in enumerate(self.rows):
            if (row.key, row.text) == (key, text) and not row.is_heading:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be read, but not chosen."""
        row = self.rows[index.row()] if index.isValid() else None
        if row is None or row.is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row shows and what a screen reader says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        answers: dict[int, object] = {
            ROW: row,
            Qt.ItemDataRole.DisplayRole: row.text,
            Qt.ItemDataRole.AccessibleTextRole: row.spoken,
        }
        return answers.get(role)
