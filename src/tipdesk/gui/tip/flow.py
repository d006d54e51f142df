"""A row of small things that goes on in the next line where the room ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """Lays out its items like words; items that are too wide get the whole line."""

    def __init__(self, across: int, down: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across, self._down = across, down
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width; asked for dozens of times a tip
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item last."""
        self._items.append(item)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Put a widget in this place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())

    def clear_between(self, start: int, end: int) -> None:
        """Take away, for good, the widgets from one place up to another."""
        for item in self._items[start:end]:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        del self._items[start:end]
        self.invalidate()

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give the item at this place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take out the item at this place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell how high it is at this width."""
        if width not in self._heights:
            margins = self.contentsMargins()
            across = QRect(0, 0, width, 0).marginsRemoved(margins).width()
            down = margins.top() + margins.bottom()
            self._heights[width] = self._arrange(QRect(0, 0, across, 0), move=False) + down
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget how high it was: an item has changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(self.contentsRect(), move=True)

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Ask for the least room that it can do with."""
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(QSize(40, item.sizeHint().height()))
        return size

    def expandingDirections(self) -> Qt.Orientation:
        """Tell that it needs no more room."""
        return Qt.Orientation(0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items, each line centred on its highest; give the height used."""
        top, line = rect.top(), list[tuple[QLayoutItem, int]]()
        left = rect.left()
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), rect.width())
            if line and left + width > rect.left() + rect.width():
                top += self._place(line, rect.left(), top, move=move) + self._down
                line, left = [], rect.left()
            line.append((item, width))
            left += width + self._across
        return top + self._place(line, rect.left(), top, move=move) - rect.top()

    def _place(
        self, line: list[tuple[QLayoutItem, int]], left: int, top: int, *, move: bool
    ) -> int:
        height = max((item.sizeHint().height() for item, _ in line), default=0)
        for item, width in line:
            wanted = item.sizeHint().height()
            if move:
                at = QPoint(left, top + (height - wanted) // 2)
                item.setGeometry(QRect(at, QSize(width, wanted)))
            left += width + self._across
        return height


@contextmanager
def at_rest(*layouts: QLayout | None) -> Iterator[None]:
    """Change many widgets and place them once, at the end; the outermost layout comes first."""
    resting = [layout for layout in layouts if layout is not None]
    for layout in resting:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in reversed(resting):
            layout.setEnabled(True)
            layout.invalidate()
        resting[0].activate()


def flowing(across: int, down: int) -> tuple[QWidget, Flow]:
    """Make a widget whose contents flow."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder, Flow(across, down, holder)
