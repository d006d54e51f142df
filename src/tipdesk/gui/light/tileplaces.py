"""Where tiles are, as Qt asks it: of a million files only those in sight cost anything."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QRegion, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollBar, QWidget

from tipdesk.gui.light.lot import Lot
from tipdesk.gui.light.tiledelegate import TileDelegate
from tipdesk.gui.light.tiling import Tiling

Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint
_Action = QAbstractItemView.CursorAction


@dataclass(frozen=True, slots=True)
class Manner:
    """Whether tiles stand in one row or in many, and on which ground."""

    one_row: bool = False
    ground: str = "window"


class TilePlaces(QListView):
    """Lays tiles out and scrolls them.

    To a screen reader it is a list, which is why it is one to Qt; its lay-out is not that of Qt's
    list, which would visit every one of a million files, so what that does is passed over.
    """

    def __init__(self, lot: Lot, delegate: TileDelegate, manner: Manner, parent: QWidget) -> None:
        super().__init__(parent)
        self._lot, self._draws, self._manner = lot, delegate, manner
        self.setModel(lot)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if manner.one_row:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lot.modelReset.connect(self.updateGeometries)
        self._bar.valueChanged.connect(self._look)

    @property
    def _bar(self) -> QScrollBar:
        return self.horizontalScrollBar() if self._manner.one_row else self.verticalScrollBar()

    def _tiling(self) -> Tiling:
        room = self.viewport().size()
        sides = (room.width(), room.height())
        return Tiling(self._lot.rowCount(), self._draws.tile, sides, self._manner.one_row)

    def _shift(self) -> QPoint:
        return QPoint(self.horizontalOffset(), self.verticalOffset())

    def in_sight(self) -> range:
        """Name the rows that can be seen."""
        room = self.viewport().width() if self._manner.one_row else self.viewport().height()
        return self._tiling().between(self._bar.value(), self._bar.value() + room - 1)

    def visualRect(self, index: Index) -> QRect:
        """Tell where a tile is on the screen."""
        if not index.isValid():
            return QRect()
        x, y = self._tiling().place(index.row())
        return QRect(QPoint(x, y) - self._shift(), self._draws.tile_size)

    def indexAt(self, at: QPoint) -> QModelIndex:
        """Tell which tile is there."""
        place = at + self._shift()
        row = self._tiling().at(place.x(), place.y())
        return self._lot.index(row) if row >= 0 else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible
    ) -> None:
        """Bring a tile into sight, with a little of its neighbours."""
        place = self.visualRect(index)
        if not place.isValid():
            return
        one_row, room = self._manner.one_row, self.viewport().rect()
        start, end = (place.left(), place.right()) if one_row else (place.top(), place.bottom())
        length = room.width() if one_row else room.height()
        value = self._bar.value()
        if hint is _Hint.PositionAtCenter or one_row:
            value += (start + end - length) // 2
        elif start < 0:
            value += start
        elif end >= length:
            value += end - length + 1
        self._bar.setValue(value)

    def horizontalOffset(self) -> int:
        """Tell how far the tiles are scrolled to the left."""
        return self._bar.value() if self._manner.one_row else 0

    def verticalOffset(self) -> int:
        """Tell how far they are scrolled up."""
        return 0 if self._manner.one_row else self._bar.value()

    def isIndexHidden(self, index: Index) -> bool:
        """Tell that every tile is shown."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose everything from one tile to another, as the lot has them."""
        shift = self._shift()
        tiling = self._tiling()
        ends = [
            tiling.at(place.x(), place.y())
            for place in (rect.topLeft() + shift, rect.bottomRight() + shift)
        ]
        if min(ends) < 0:
            ends = [row for row in ends if row >= 0]
        chosen = QItemSelection()
        if ends:
            chosen.select(self._lot.index(min(ends)), self._lot.index(max(ends)))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Tell what is painted anew when others are chosen: all of it, which costs little."""
        return QRegion(self.viewport().rect())

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Tell where a key leads."""
        rows, columns = self._lot.rowCount(), self._tiling().columns
        if not rows:
            return QModelIndex()
        page = max(1, len(self.in_sight()) // columns - 1) * columns
        down = 1 if self._manner.one_row else columns
        ways = {
            _Action.MoveLeft: -1,
            _Action.MovePrevious: -1,
            _Action.MoveRight: 1,
            _Action.MoveNext: 1,
            _Action.MoveUp: -down,
            _Action.MoveDown: down,
            _Action.MovePageUp: -page,
            _Action.MovePageDown: page,
            _Action.MoveHome: -rows,
            _Action.MoveEnd: rows,
        }
        row = self.currentIndex().row()
        return self._lot.index(min(max(row + ways[action], 0), rows - 1) if row >= 0 else 0)

    def doItemsLayout(self) -> None:
        """Lay nothing out: where a tile is can be told at any time."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Fit the scroll bar to what there is."""
        tiling, room = self._tiling(), self.viewport().size()
        length = room.width() if self._manner.one_row else room.height()
        self._bar.setRange(0, max(0, tiling.extent - length))
        self._bar.setPageStep(length)
        self._bar.setSingleStep(max(1, tiling.tile[0 if self._manner.one_row else 1] // 3))
        QAbstractItemView.updateGeometries(self)
        self._look()

    def scrollContentsBy(self, across: int, down: int) -> None:
        """Move what is painted, and paint only what comes in."""
        self.viewport().scroll(across, down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tiles out anew and keep the current one in sight."""
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the wheel along the row as well."""
        turned = event.angleDelta()
        if self._manner.one_row:
            self._bar.setValue(self._bar.value() - (turned.y() or turned.x()))
            event.accept()
        else:
            QAbstractItemView.wheelEvent(self, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the lines read of what is seen now."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        seen = self.in_sight()
        if seen and self.isVisible():
            self._lot.look_at(seen.start, seen.stop - 1)
