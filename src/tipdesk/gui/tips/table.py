"""The rows on the screen: keys, selection by tip, drags in and out, steady scrolling."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from tipdesk.gui import drops, theme, words
from tipdesk.gui.drops import Dropped
from tipdesk.gui.tips.choice import Choice
from tipdesk.gui.tips.delegate import TipDelegate
from tipdesk.gui.tips.model import TipsModel
from tipdesk.gui.tips.row.label import drag_label

AT_ONCE = 1_000  # rows that Ctrl+A selects; all results are selected by their search
_NEAR_EDGE = 28
_SCROLL_MS = 40


class TipTable(QTableView):
    """A table of one column: unlike a list view it costs nothing for rows that are not shown."""

    chosen = Signal(list)  # tip ids
    opened = Signal(int)
    peeked = Signal(int)
    next_wanted = Signal(int)  # the row from which to look for the next untriaged tip
    dropped = Signal(object, object)  # tip id or None, drops.Dropped
    refused = Signal(str)  # why that can't be dropped here
    ground = "panel"  # the colour's role

    def __init__(self, model: TipsModel, delegate: TipDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._tips = model
        self._delegate = delegate
        self._quiet = True
        self.setModel(model)
        self.choice = Choice(model, self.selectionModel())
        self._quiet = False
        self.setItemDelegate(delegate)
        self._shape()
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll_on)
        self._scroll_by = 0
        self.verticalScrollBar().valueChanged.connect(self._look)
        model.modelReset.connect(self._look)
        model.rowsInserted.connect(self._look)
        model.rowsRemoved.connect(self._look)

    def _shape(self) -> None:
        self.setObjectName("tips")
        self.setAccessibleName(self.tr("Tips"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # Painted over wholly: what is scrolled is moved, and only the new rows are painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown and chosen

    def show_height(self) -> None:
        """Take up the height of a row after the density has changed."""
        top = self._top()
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self._scroll_to_top(top)
        self._look()

    def put(self, ids: "Sequence[int]", *, fresh: bool) -> None:
        """List these tips; the selection and what is on the screen stay where they are."""
        before, current = self.choice.tips(), self.choice.current()
        place, top = self.currentIndex().row(), None if fresh else self._top()
        self._quiet = True
        self._tips.put(ids)  # type: ignore[arg-type]
        if fresh:
            self.scrollToTop()
        else:
            self._scroll_to_top(top)
        if self.choice.tips() != before:
            self.choice.choose_again(before, current, place)
        self._quiet = False
        if self.choice.tips() != before:
            self._settle_choice(fresh=fresh)

    def choose(self, tips: Sequence[int]) -> None:
        """Select these tips, as far as they are listed, and bring the first into sight."""
        row = self.choice.choose(tips)
        if row >= 0:
            self.scrollTo(self._tips.index(row, 0))

    def selectAll(self) -> None:
        """Select the first thousand rows."""
        last = min(self._tips.rowCount(), AT_ONCE) - 1
        if last >= 0:
            rows = QItemSelection(self._tips.index(0, 0), self._tips.index(last, 0))
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(rows, flag.ClearAndSelect | flag.Rows)

    def show_all_chosen(self, *, on: bool) -> None:
        """Show every row as chosen, or none, without telling: the search stands for them."""
        self._quiet = True
        if on:
            super().selectAll()
        else:
            self.clearSelection()
        self._quiet = False

    def go_to(self, row: int) -> None:
        """Select one row and bring it into sight; rows beyond the ends are the ends."""
        rows = self._tips.rowCount()
        if rows:
            self.setCurrentIndex(self._tips.index(min(max(row, 0), rows - 1), 0))

    def step(self, by: int) -> None:
        """Go so many rows down, or up."""
        row = self.currentIndex().row()
        self.go_to(row + by if row >= 0 else 0)

    def _settle_choice(self, *, fresh: bool) -> None:
        """Go on to the next tip where the chosen one left a list that has the keyboard.

        Elsewhere the editor is at work on the open tip, which stays open.
        """
        if fresh or self.choice.tips():
            self.chosen.emit(self.choice.tips())
        elif self.hasFocus() and self.currentIndex().isValid():
            self.go_to(self.currentIndex().row())

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Choose one row where the list goes to it by itself, whatever keys are down meanwhile."""
        if event is not None:
            return super().selectionCommand(index, event)
        flag = QItemSelectionModel.SelectionFlag
        return flag.ClearAndSelect | flag.Rows

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which tips are chosen now."""
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.chosen.emit(self.choice.tips())

    def _top(self) -> tuple[int, int] | None:
        """Name the tip at the upper edge and how far it is cut; None at the very top."""
        value, row = self.verticalScrollBar().value(), self.rowAt(0)
        if value == 0 or row < 0:
            return None
        return self._tips.tip(row), self.rowViewportPosition(row)

    def _scroll_to_top(self, top: tuple[int, int] | None) -> None:
        row = -1 if top is None else self._tips.row_of(top[0])
        if top is not None and row >= 0:
            self.updateGeometries()
            self.verticalScrollBar().setValue(row * self._delegate.row_height - top[1])

    def _look(self) -> None:
        rows = self._tips.rowCount()
        if rows and self.viewport().height() > 0:
            first = self.verticalScrollBar().value() // self._delegate.row_height
            shown = self.viewport().height() // self._delegate.row_height + 1
            self._tips.look_at(min(first, rows - 1), min(first + shown, rows - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the rows read that came into sight."""
        super().resizeEvent(event)
        self._look()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colours().role(self.ground))
        painter.end()
        super().paintEvent(event)

    # Keys

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are commands here, and looking through all rows would wait."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, open, peek and go to the next untriaged tip."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
            event.accept()

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return None
        key = Qt.Key
        return {
            key.Key_J: lambda: self.step(1),
            key.Key_K: lambda: self.step(-1),
            key.Key_Home: lambda: self.go_to(0),
            key.Key_End: lambda: self.go_to(self._tips.rowCount()),
            key.Key_Return: self.open_current,
            key.Key_Enter: self.open_current,
            key.Key_Space: self.peek_current,
            key.Key_N: lambda: self.next_wanted.emit(self.currentIndex().row()),
        }.get(Qt.Key(event.key()))

    def open_current(self) -> None:
        """Open the tip that the keyboard is on."""
        if (tip := self.choice.current()) is not None:
            self.opened.emit(tip)

    def peek_current(self) -> None:
        """Ask for a quick look at the tip that the keyboard is on."""
        if (tip := self.choice.current()) is not None:
            self.peeked.emit(tip)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the tip."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.open_current()

    # Drags

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N803  Qt's own name
        """Drag the chosen tips; the picture beside the pointer says how many."""
        tips = self.choice.tips()
        if tips:
            drag = QDrag(self)
            drag.setMimeData(drops.carry_tips(tips))
            drag.setPixmap(drag_label(words.numbers(tips), self.devicePixelRatioF()))
            drag.setHotSpot(QPoint(-12, -8))
            drag.exec(supportedActions, Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome whatever comes from outside, also what turns out not to be receivable."""
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show on which tip it would fall, and scroll near the edges."""
        self._weigh(event)
        y, height = event.position().toPoint().y(), self.viewport().height()
        self._scroll_by = (y > height - _NEAR_EDGE) - (y < _NEAR_EDGE)
        if self._scroll_by:
            self._scrolling.start()
        else:
            self._scrolling.stop()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no target any more."""
        self._show_target(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped, with the tip it fell on."""
        row = self.rowAt(event.position().toPoint().y())
        self._show_target(-1)
        brought = drops.read(event.mimeData())
        if _is_ours(brought):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if brought:
            self.dropped.emit(self._tips.tip(row) if row >= 0 else None, brought)
        else:
            self.refused.emit(brought.sentence)

    def _weigh(self, event: QDragMoveEvent) -> None:
        if _is_ours(drops.look(event.mimeData())):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._show_target(self.rowAt(event.position().toPoint().y()))

    def _show_target(self, row: int) -> None:
        before, self._delegate.drop_row = self._delegate.drop_row, row
        if row < 0:
            self._scrolling.stop()
        for each in {before, row} - {-1}:
            self.viewport().update(self._row_rect(each))

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._scroll_by * self._delegate.row_height // 3)

    def _row_rect(self, row: int) -> QRect:
        return self.visualRect(self._tips.index(row, 0))


def _is_ours(brought: Dropped) -> bool:
    return bool(brought.tips or brought.media)
