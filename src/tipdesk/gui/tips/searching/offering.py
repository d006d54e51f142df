"""The small list under the search field: filters and values that the word may become."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from tipdesk.gui import theme
from tipdesk.gui.tips.searching.tokens import Offer

_ROW = 26
_LEAST_WIDTH = 180
_LOOK = """
QListWidget {
  background: palette(base); border: 1px solid palette(mid); border-radius: 6px; padding: 3px;
}
QListWidget::item { padding: 0 8px; border-radius: 4px; }
QListWidget::item:selected { background: palette(highlight); color: palette(text); }
"""


class Offering(QListWidget):
    """Offers words; the field keeps the keyboard and tells where to go."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Suggestions"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(_LOOK)
        self.setFont(theme.font(theme.Face.BODY))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemEntered.connect(self.setCurrentItem)
        self.itemClicked.connect(self._take)
        self.hide()

    def show_at(self, offers: Sequence[Offer], at: QPoint) -> None:
        """Show what is offered below this place of the window; nothing offered, nothing shown."""
        self.clear()
        for offer in offers:
            item = QListWidgetItem(offer.shown, self)
            item.setData(Qt.ItemDataRole.UserRole, offer.word)
            item.setSizeHint(QSize(0, _ROW))
        self.setVisible(bool(offers))
        if offers:
            width = max(_LEAST_WIDTH, self.sizeHintForColumn(0) + 32)
            self.setGeometry(at.x(), at.y(), width, _ROW * len(offers) + 8)
            self.raise_()

    def step(self, by: int) -> None:
        """Go down or up; above the first nothing is chosen."""
        row = min(self.currentRow() + by, self.count() - 1)
        self.setCurrentRow(max(row, -1))

    def take(self, *, first: bool = False) -> bool:
        """Take the chosen offer, or the first; tell whether there was one."""
        item = self.currentItem() or (self.item(0) if first else None)
        if item is None:
            return False
        self._take(item)
        return True

    def _take(self, item: QListWidgetItem) -> None:
        word = item.data(Qt.ItemDataRole.UserRole)
        self.hide()
        self.taken.emit(word)
