"""The lot: the pictures that are being judged, as Qt sees them; lines only for those shown."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.light import saying
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.lines import PictureLine
from tipdesk.newsroom.lots import Wish

if TYPE_CHECKING:
    # The store's libraries are slow to load; the window paints before they are there.
    from tipdesk.store.database import Store

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
PAGE = 96
KEPT = 40 * PAGE
_NOWHERE = QModelIndex()


class Lot(QAbstractListModel):
    """Media by id, in the order of the list; a line that changed stays until the new one is here.

    One question is under way at a time; of the pages wanted meanwhile the last ones count.
    """

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.ids: array[int] = array("q")
        self._lines: OrderedDict[int, PictureLine] = OrderedDict()
        self._stale: set[int] = set()
        self._gone: set[int] = set()
        self._asked: tuple[int, ...] = ()
        self._next: tuple[int, int] | None = None
        self._seen = (0, -1)
        self._these: tuple[int, ...] = ()
        bridge.changed.connect(self._on_changed)

    def put(self, ids: "array[int]") -> None:
        """Judge these media from now on."""
        if ids == self.ids:
            return
        self.beginResetModel()
        self.ids = ids
        self._gone.clear()
        self._these = ()
        self.endResetModel()

    def line(self, row: int) -> PictureLine | None:
        """Give the line of a row if it is here."""
        if not 0 <= row < len(self.ids):
            return None
        line = self._lines.get(self.ids[row])
        if line is not None:
            self._lines.move_to_end(line.id)
        return line

    def row_of(self, media: int) -> int:
        """Find the row of a file; -1 where it is not in the lot."""
        try:
            return self.ids.index(media)
        except ValueError:
            return -1

    def media(self, row: int) -> MediaId:
        """Name the file of a row."""
        return MediaId(self.ids[row])

    def look_at_these(self, rows: Sequence[int]) -> None:
        """Have the lines of these rows read, wherever they are; always before any others."""
        self._these = tuple(self.ids[row] for row in rows if 0 <= row < len(self.ids))
        self.look_at(*self._seen)

    def look_at(self, first: int, last: int) -> None:
        """Have the lines of these rows read, and those near them."""
        self._seen = (first, last)
        if self._asked:
            self._next = (first, last)
            return
        near = range(max(0, first - PAGE // 4), min(len(self.ids), last + PAGE // 4 + 1))
        shown = range(max(first, 0), min(last + 1, len(self.ids)))
        wanted = (*self._these, *(self.ids[row] for rows in (shown, near) for row in rows))
        self._asked = tuple(islice(dict.fromkeys(filter(self._lacks, wanted)), PAGE))
        if self._asked:
            self._stale.difference_update(self._asked)
            question = partial(_read, media=self._asked)
            self._bridge.ask(question, self._take, otherwise=self._fail)

    def _lacks(self, media: int) -> bool:
        return media in self._stale or (media not in self._lines and media not in self._gone)

    def _take(self, lines: list[PictureLine]) -> None:
        here: dict[int, PictureLine] = {line.id: line for line in lines}
        self._gone.update(media for media in self._asked if media not in here)
        self._lines.update(here)
        while len(self._lines) > KEPT:
            self._lines.popitem(last=False)
        first, last = self._seen[0], min(self._seen[1], len(self.ids) - 1)
        if not 0 <= first <= last:
            first, last = 0, len(self.ids) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))
        self._settle()

    def _fail(self, error: object) -> None:
        self._settle()
        self._bridge.failed.emit(error)

    def _settle(self) -> None:
        self._asked = ()
        wanted, self._next = self._next or self._seen, None
        self.look_at(*wanted)

    def _on_changed(self, change: Change) -> None:
        touched = {media for media, line in self._lines.items() if line.tip in change.tips}
        self._gone.clear()
        if touched or self._asked:
            self._stale |= touched.union(self._asked)
            self.look_at(*self._seen)

    # As Qt asks it

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the files."""
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a file in words, or give its line."""
        line = self.line(index.row())
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.number(index.row() + 1) if line is None else saying.aloud(line)
        return None


def _read(store: "Store", media: tuple[int, ...]) -> list[PictureLine]:
    from tipdesk.desk.pictures import picture_lines  # noqa: PLC0415

    return picture_lines(store, media)


def find(store: "Store", wish: Wish, limit: int | None) -> "array[int]":
    """Find the first media that are wished for, or all; none where the query can't be read."""
    from tipdesk.desk.asking.query import QueryNotUnderstood  # noqa: PLC0415
    from tipdesk.desk.pictures import media_ids  # noqa: PLC0415

    try:
        return media_ids(store, wish, limit=limit)
    except QueryNotUnderstood:
        return array("q")
