"""The selection of the list, by tip: rows come and go, what was chosen stays chosen."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from tipdesk.gui.tips.model import TipsModel
from tipdesk.newsroom.ids import TipId

_FEW = 16
_STRETCH = 4_096  # rows that are looked through at once: most have nothing that is wanted
_FLAG = QItemSelectionModel.SelectionFlag


class Choice:
    """Reads and sets Qt's selection of rows in tips."""

    def __init__(self, tips: TipsModel, rows: QItemSelectionModel) -> None:
        self._tips, self._rows = tips, rows

    def tips(self) -> list[TipId]:
        """Name the selected tips in the order of the list."""
        ids = self._tips.ids
        ranges = sorted((part.top(), part.bottom()) for part in self._rows.selection().toList())
        return [TipId(tip) for top, bottom in ranges for tip in ids[top : bottom + 1]]

    def current(self) -> TipId | None:
        """Name the tip that the keyboard is on."""
        index = self._rows.currentIndex()
        return self._tips.tip(index.row()) if index.isValid() else None

    def choose(self, tips: Sequence[int]) -> int:
        """Select these tips as far as they are listed; tell the first row, or -1."""
        rows = self._rows_of(tips)
        selection = QItemSelection()
        for _, run in groupby(enumerate(rows), key=lambda each: each[1] - each[0]):
            together = [row for _, row in run]
            first, last = self._tips.index(together[0], 0), self._tips.index(together[-1], 0)
            selection.select(first, last)
        self._rows.select(selection, _FLAG.ClearAndSelect | _FLAG.Rows)
        if not rows:
            return -1
        self._put_keyboard_on(rows[0])
        return rows[0]

    def choose_again(self, tips: Sequence[int], current: TipId | None, place: int) -> None:
        """Select what is left of these tips; the keyboard stays on its tip, or on its place."""
        row = -1 if current is None else self._tips.row_of(current)
        self.choose(tips)
        if row < 0 <= place:
            row = min(place, self._tips.rowCount() - 1)
        if row >= 0:
            self._put_keyboard_on(row)

    def _put_keyboard_on(self, row: int) -> None:
        self._rows.setCurrentIndex(self._tips.index(row, 0), _FLAG.NoUpdate)

    def _rows_of(self, tips: Sequence[int]) -> list[int]:
        if len(tips) <= _FEW:
            return sorted(row for row in map(self._tips.row_of, tips) if row >= 0)
        wanted, ids, rows = frozenset(tips), self._tips.ids, list[int]()
        for start in range(0, len(ids), _STRETCH):
            some = ids[start : start + _STRETCH]
            if not wanted.isdisjoint(some):
                rows += [row for row, tip in enumerate(some, start) if tip in wanted]
            if len(rows) == len(wanted):
                break
        return rows
