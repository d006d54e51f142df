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
        # What is asked for dozens of times a tip is kept until an item changes.
        self._heights: dict[int, int] = {}  # by width
        self._wanted: list[tuple[QLayoutItem, QSize]] | None = None  # by those that are seen
        self._is_placed = False
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item last."""
        self._items.append(item)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Put a widget in this place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())

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
        """Forget how it was: an item has changed."""
        self._heights.clear()
        self._wanted, self._is_placed = None, False
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        if self._is_placed and rect == self.geometry():
            return
        super().setGeometry(rect)
        self._arrange(self.contentsRect(), move=True)
        self._is_placed = True

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Ask for the least room that it can do with."""
        heights = [wanted.height() for _, wanted in self._seen()]
        return QSize(40, max(heights)) if heights else QSize(0, 0)

    def expandingDirections(self) -> Qt.Orientation:
        """Tell that it needs no more room."""
        return Qt.Orientation(0)

    def _seen(self) -> list[tuple[QLayoutItem, QSize]]:
        """Give the items that take room, and how much they want."""
        if self._wanted is None:
            self._wanted = [(one, one.sizeHint()) for one in self._items if not one.isEmpty()]
        return self._wanted

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items, each line centred on its highest; give the height used."""
        top, line = rect.top(), list[tuple[QLayoutItem, QSize]]()
        left, room = rect.left(), rect.width()
        for item, wanted in self._seen():
            size = QSize(min(wanted.width(), room), wanted.height())
            if line and left + size.width() > rect.left() + room:
                top += self._place(line, rect.left(), top, move=move) + self._down
                line, left = [], rect.left()
            line.append((item, size))
            left += size.width() + self._across
        return top + self._place(line, rect.left(), top, move=move) - rect.top()

    def _place(
        self, line: list[tuple[QLayoutItem, QSize]], left: int, top: int, *, move: bool
    ) -> int:
        height = max((size.height() for _, size in line), default=0)
        for item, size in line:
            if move:
                at = QPoint(left, top + (height - size.height()) // 2)
                item.setGeometry(QRect(at, size))
            left += size.width() + self._across
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
            layout.activate()


def flowing(across: int, down: int) -> tuple[QWidget, Flow]:
    """Make a widget whose contents flow."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder, Flow(across, down, holder)
