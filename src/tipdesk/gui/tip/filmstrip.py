"""The film strip: every file of the tip in small; choose one or several, drag them out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from tipdesk.gui import drops
from tipdesk.gui.tip.editing import wants_key
from tipdesk.gui.tip.film import GAP, HEIGHT, PICTURE, RIM, WIDTH, Film, FilmDelegate
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.lines import MediaLine


class FilmStrip(QListView):
    """One row of small pictures; arrows step, Ctrl and Shift choose several."""

    current_changed = Signal(int)
    chosen = Signal()
    turned_over = Signal(int)  # the other file of a Live Photo is wanted
    removed = Signal(list)  # list[MediaId]: they are to be taken off the tip
    pressed_on = Signal(list)  # list[MediaLine]: they may be dragged out next

    def __init__(self, film: Film) -> None:
        super().__init__()
        self._film = film
        self._copies: Sequence[Path] | None = None
        self._is_drag_due = False
        self.setModel(film)
        self.setItemDelegate(FilmDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(self.tr("Film strip"))
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda index: self.turned_over.emit(index.row()))
        self.selectionModel().currentChanged.connect(
            lambda current, _before: self.current_changed.emit(current.row())
        )
        self.selectionModel().selectionChanged.connect(self._show_choice)
        film.modelReset.connect(self._fit)

    def selected(self) -> list[MediaLine]:
        """Give the files that are chosen, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [one for row in rows for one in self._film.group(row)]

    def go_to(self, row: int) -> None:
        """Choose this file alone."""
        index = self._film.index(row)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go to a neighbour, if there is one."""
        self.go_to(self.currentIndex().row() + by)

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        wide = self._film.rowCount() * (WIDTH + GAP) + 2
        return QSize(wide, HEIGHT + 2 * RIM + 2)

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room that it can do with."""
        return QSize(WIDTH, HEIGHT + 2 * RIM + 2)

    def event(self, event: QEvent) -> bool:
        """Keep Delete from the window's shortcuts while the strip has the focus."""
        if wants_key(event, Qt.Key.Key_Delete):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chosen files off the tip with Delete; undo brings them back."""
        if event.key() == Qt.Key.Key_Delete and self.selected():
            self.removed.emit([MediaId(one.id) for one in self.selected()])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Act on a press of the mouse."""
        self._copies, self._is_drag_due = None, False
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.selected():
            self.pressed_on.emit(self.selected())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the wheel."""
        bar = self.horizontalScrollBar()
        turned = event.angleDelta()
        bar.setValue(bar.value() - (turned.y() or turned.x()))
        event.accept()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Begin once real copies of the files lie ready."""
        if self._copies is None:
            self._is_drag_due = True
        else:
            self._drag(self._copies)

    def take_copies(self, copies: Sequence[Path]) -> None:
        """Take note that the copies are ready; a drag that waits for them begins."""
        self._copies = copies
        still_pressed = QApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if self._is_drag_due and still_pressed:
            self._drag(copies)

    def _drag(self, copies: Sequence[Path]) -> None:
        self._is_drag_due = False
        drag = QDrag(self)
        drag.setMimeData(self.carried(copies))
        picture: QPixmap | None = self.currentIndex().data(PICTURE)
        if picture is not None:
            drag.setPixmap(picture.scaledToWidth(WIDTH))
        drag.exec(Qt.DropAction.CopyAction)

    def carried(self, copies: Sequence[Path]) -> QMimeData:
        """Pack what is dragged: the files' ids for Tipdesk, real files for everybody else."""
        return drops.carry_media([MediaId(one.id) for one in self.selected()], copies)

    def _show_choice(self) -> None:
        self.viewport().update()  # how one is drawn depends on how many are chosen
        self.chosen.emit()

    def _fit(self) -> None:
        self.setMaximumWidth(self.sizeHint().width())
        self.updateGeometry()
