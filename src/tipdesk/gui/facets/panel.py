"""The facets beside the results: a click asks for a value as well, Shift leaves it out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QToolTip, QVBoxLayout, QWidget

from tipdesk.gui import theme, words
from tipdesk.gui.facets.model import ROW, FacetRows
from tipdesk.gui.facets.painting import FacetDelegate
from tipdesk.gui.facets.rows import Block, Row, rows
from tipdesk.gui.facts.pieces import plain_tip

WIDTH = 164
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class FacetList(QListView):
    """The rows; `turned` tells which value was chosen, and whether it is to be left out."""

    turned = Signal(object, bool)  # Row

    def __init__(self, model: FacetRows) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(FacetDelegate(self))
        self.setAccessibleName(self.tr("What these tips are made of"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty("ground", "panel")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click as the wish for this value."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            index = self.indexAt(event.position().toPoint())
            self._turn(index, out=bool(event.modifiers() & _SHIFT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with Enter and the space bar what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._turn(self.currentIndex(), out=bool(event.modifiers() & _SHIFT))
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say the whole value, and what a click does; never as markup."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row: Row | None = self.indexAt(event.pos()).data(ROW)
            told = self._hint(row) if row and not row.is_heading else ""
            QToolTip.showText(event.globalPos(), plain_tip(told) if told else "", self)
            return True
        return super().viewportEvent(event)

    def _hint(self, row: Row) -> str:
        if row.is_more:
            return self.tr("Show all of them")
        if row.clause is None:
            return self.tr("{0}: no search can ask for this name").format(row.text)
        told = self.tr("{0}: {1}. Click to list them alone, Shift and click to leave them out")
        return told.format(row.text, words.tips(row.tips))

    def _turn(self, index: QModelIndex, *, out: bool) -> None:
        row: Row | None = index.data(ROW) if index.isValid() else None
        if row is not None and (row.clause is not None or row.is_more):
            self.turned.emit(row, out)


class FacetPanel(QWidget):
    """A narrow panel; `turned` hands on what was chosen of it."""

    turned = Signal(object, bool)  # Filter, whether it is to be left out

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[Block, ...] = ()
        self._asked = ""
        self._opened: set[str] = set()
        self.model = FacetRows(self)
        self.list = FacetList(self.model)
        self.list.turned.connect(self._on_turned)
        self.honesty = QLabel()
        self.honesty.setTextFormat(Qt.TextFormat.PlainText)
        self.honesty.setWordWrap(True)
        self.honesty.setFont(theme.font(theme.Face.META))
        self.honesty.setProperty("said", "muted")
        self.honesty.setContentsMargins(10, 8, 8, 0)
        self.honesty.hide()
        self.setFixedWidth(WIDTH)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.honesty)
        column.addWidget(self.list, 1)

    def show_blocks(self, blocks: Sequence[Block], asked: str) -> None:
        """Show what the tips are made of that this search finds."""
        self._blocks, self._asked = tuple(blocks), asked
        self._list()

    def say_sampled(self, looked_at: int, found: int) -> None:
        """Say that only some of the tips were looked at, where that is so."""
        self.honesty.setVisible(looked_at < found)
        told = self.tr("Estimated from {0} of {1}")
        self.honesty.setText(told.format(words.number(looked_at), words.tips(found)))

    def _on_turned(self, row: Row, out: bool) -> None:  # noqa: FBT001  a slot
        if row.is_more:
            self._opened.add(row.key)
            self._list()
        else:
            self.turned.emit(row.clause, out)

    def _list(self) -> None:
        """List the rows; what the keys stood on, they stand on still."""
        current: Row | None = self.list.currentIndex().data(ROW)
        top = self.list.verticalScrollBar().value()
        self.model.show(rows(self._blocks, self._asked, self._opened))
        if current is not None:
            self.list.setCurrentIndex(self.model.find(current.key, current.text))
        self.list.verticalScrollBar().setValue(top)
