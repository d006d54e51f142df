"""Tiles on the screen: which are chosen, and how they are painted."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tipdesk.gui import theme
from tipdesk.gui.light.lot import Lot
from tipdesk.gui.light.tiledelegate import Lit, TileDelegate
from tipdesk.gui.light.tileplaces import Manner as Manner
from tipdesk.gui.light.tileplaces import TilePlaces
from tipdesk.newsroom.ids import MediaId

_Hint = QAbstractItemView.ScrollHint
_FRESH_MS = 30


class Tiles(TilePlaces):
    """A view of the lot; several are chosen with Shift and Ctrl, in the order of the lot."""

    opened = Signal(int)  # the row that was clicked twice
    chosen = Signal()

    def __init__(self, lot: Lot, delegate: TileDelegate, manner: Manner, parent: QWidget) -> None:
        super().__init__(lot, delegate, manner, parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._freshening = QTimer(self, singleShot=True, interval=_FRESH_MS)
        self._freshening.timeout.connect(self.viewport().update)

    # What is chosen

    def selected(self) -> list[MediaId]:
        """Name the files that are chosen, in their order; the current one where none is."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        current = self.currentIndex().row()
        if not rows and current >= 0:
            rows = [current]
        return [self._lot.media(row) for row in rows]

    def go_to(self, row: int) -> None:
        """Choose this file alone and bring it into sight."""
        index = self._lot.index(row)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go so many files on, or back, as far as there are any."""
        rows = self._lot.rowCount()
        if rows:
            self.go_to(min(max(self.currentIndex().row() + by, 0), rows - 1))

    def set_side(self, side: int) -> None:
        """Draw tiles of another size; what is in the middle stays in sight."""
        middle = self.indexAt(self.viewport().rect().center())
        self._draws.side = side
        self.updateGeometries()
        keep = self.currentIndex() if self.currentIndex().isValid() else middle
        if keep.isValid():
            self.scrollTo(keep, _Hint.PositionAtCenter)
        self.viewport().update()

    def freshen(self) -> None:
        """Paint anew soon: pictures come one by one, and each is worth no painting of its own."""
        if not self._freshening.isActive():
            self._freshening.start()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that others are chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()
        self.viewport().update()

    # How it is painted and scrolled

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles that are in sight and in need of it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colours().role(self._manner.ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tiling, shift, current = self._tiling(), self._shift(), self.currentIndex().row()
        chosen, draws, area = self.selectionModel(), self._draws, event.rect()
        size, any_chosen = draws.tile_size, self.selectionModel().hasSelection()
        for row in self.in_sight():
            x, y = tiling.place(row)
            rect = QRect(QPoint(x, y) - shift, size)
            if rect.intersects(area):
                is_chosen = any_chosen and chosen.isSelected(self._lot.index(row))
                draws.paint_tile(painter, rect, row, Lit(is_chosen, row == current))

    def changeEvent(self, event: QEvent) -> None:
        """Take up other colours or fonts."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draws.forget_looks()
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters to the keys of the light table."""
        if event.text().isprintable() and event.text():
            event.ignore()
        else:
            QAbstractItemView.keyPressEvent(self, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the tile."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.row())
