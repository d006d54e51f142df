"""The list as Qt sees it: one column, any number of rows, lines only for those that are shown."""

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from tipdesk.gui import drops, times
from tipdesk.gui.tips.lines import PAGE, Lines
from tipdesk.gui.tips.row import saying
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.lines import TipLine

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def middle(old: "array[int]", new: "array[int]") -> tuple[int, int, int]:
    """Tell where two orders differ: the first row, and the end of the middle in each."""
    start = _same(old, new, from_end=False)
    rest_old, rest_new = old[start:], new[start:]
    tail = _same(rest_old, rest_new, from_end=True)
    return start, len(old) - tail, len(new) - tail


def _same(one: "array[int]", other: "array[int]", *, from_end: bool) -> int:
    """Count the rows that are the same at one end, comparing slices in C."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        some = (low + high + 1) // 2
        if from_end:
            equal = (
                one[len(one) - some : len(one) - low]
                == (other[len(other) - some : len(other) - low])
            )
        else:
            equal = one[low:some] == other[low:some]
        low, high = (some, high) if equal else (low, some - 1)
    return low


class TipsModel(QAbstractTableModel):
    """Rows are ids; `line` gives what is shown of one, or None while it is being read."""

    def __init__(self, lines: Lines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: array[int] = array("q")
        self._lines = lines
        self._seen = (0, 0)
        self._lacking: list[int] = []  # of the rows that are seen, those without their line
        lines.arrived.connect(self._show_arrived)

    @property
    def ids(self) -> "array[int]":
        """The tips in their order; not to be changed."""
        return self._ids

    def put(self, ids: "array[int]") -> None:
        """List these tips; rows that stay keep their selection where they stay together."""
        start, old_end, new_end = middle(self._ids, ids)
        if start == old_end == new_end:
            return
        if start == old_end:
            self.beginInsertRows(_NOWHERE, start, new_end - 1)
            self._ids = ids
            self.endInsertRows()
        elif start == new_end:
            self.beginRemoveRows(_NOWHERE, start, old_end - 1)
            self._ids = ids
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._ids = ids
            self.endResetModel()

    def line(self, row: int) -> TipLine | None:
        """Give the line of a row if it is here."""
        return self._lines.get(self._ids[row])

    def tip(self, row: int) -> TipId:
        """Name the tip of a row."""
        return TipId(self._ids[row])

    def row_of(self, tip: int) -> int:
        """Find the row of a tip; -1 if it is not listed."""
        try:
            return self._ids.index(tip)
        except ValueError:
            return -1

    def look_at(self, first: int, last: int) -> None:
        """Have the lines of these rows read, and those of the pages they are on."""
        self._seen = (first, last)
        start = first // PAGE * PAGE
        near = self._ids[start : (last // PAGE + 1) * PAGE]
        shown = self._ids[first : last + 1]
        self._lacking = [first + at for at, tip in enumerate(shown) if self._lines.lacks(tip)]
        self._lines.want(shown + near)

    def _show_arrived(self) -> None:
        first, last = self._seen[0], min(self._seen[1], len(self._ids) - 1)
        if first > last:
            return
        if lacked := [row for row in self._lacking if row <= last]:
            self.dataChanged.emit(self.index(lacked[0], 0), self.index(lacked[-1], 0))
        self.look_at(first, last)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the tips."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Tell that a row is one column."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a row in words; the delegate paints it from its line."""
        if role not in _SAID or not index.isValid():
            return None
        line = self.line(index.row())
        number = tip_number(self.tip(index.row()))
        if line is None:
            return number
        if role == Qt.ItemDataRole.ToolTipRole:
            # A tool tip guesses markup, so it says nothing that a stranger wrote.
            return f"{number} · {times.exact(line.received_at)}"
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{number} {saying.plain(line.headline)}"
        return saying.aloud(line)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let every row be selected, dragged and dropped on."""
        return _ROW_FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        """Name what a drag of rows carries."""
        return [drops.TIPS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Say for a drag which tips it carries."""
        return drops.carry_tips(self.tip(index.row()) for index in indexes)

    def supportedDragActions(self) -> Qt.DropAction:
        """Say that a drag never moves a tip away."""
        return Qt.DropAction.CopyAction | Qt.DropAction.LinkAction


_SAID = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)
_ROW_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
