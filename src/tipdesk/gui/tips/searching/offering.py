"""The small list under the search field: filters and values that the word may become."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tipdesk.gui import theme
from tipdesk.gui.aloud import announce
from tipdesk.gui.tips.searching.offers import Offer

_ROW = 26
_PAD, _APART = 16, 24
_LEAST_WIDTH, _WIDEST = 180, 460
_HINT = Qt.ItemDataRole.UserRole + 1
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
        self.setItemDelegate(_Hints(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemEntered.connect(self.setCurrentItem)
        self.itemClicked.connect(self._take)
        self.currentItemChanged.connect(self._say)
        self.hide()

    def show_at(self, offers: Sequence[Offer], at: QPoint) -> None:
        """Show what is offered below this place of the window; nothing offered, nothing shown."""
        self.clear()
        for offer in offers:
            item = QListWidgetItem(offer.shown, self)
            item.setData(Qt.ItemDataRole.UserRole, offer.word)
            item.setData(_HINT, offer.hint)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, offer.hint)
            item.setSizeHint(QSize(0, _ROW))
        self.setVisible(bool(offers))
        if offers:
            width = min(max(_LEAST_WIDTH, *map(self._width, offers)), _WIDEST)
            left = max(0, min(at.x(), self.window().width() - width - 4))
            self.setGeometry(left, at.y(), width, _ROW * len(offers) + 8)
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

    def _say(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            announce(self, ", ".join(filter(None, (item.text(), item.data(_HINT)))))

    def _take(self, item: QListWidgetItem) -> None:
        word = item.data(Qt.ItemDataRole.UserRole)
        self.hide()
        self.taken.emit(word)

    def _width(self, offer: Offer) -> int:
        measure = QFontMetrics(self.font()).horizontalAdvance
        apart = _APART if offer.hint else 0
        return measure(offer.shown) + measure(offer.hint) + apart + 2 * _PAD


class _Hints(QStyledItemDelegate):
    """Paints what is said beside an offer, at the right and quieter."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the offer, then the hint in the room that is left."""
        super().paint(painter, option, index)
        hint = index.data(_HINT)
        if not hint:
            return
        font = theme.font(theme.Face.META)
        taken = QFontMetrics(option.font).horizontalAdvance(str(index.data()))
        place: QRect = option.rect.adjusted(taken + _APART, 0, -10, 0)
        elide = Qt.TextElideMode.ElideRight
        painter.save()
        painter.setFont(font)
        painter.setPen(theme.colours().muted)
        said = QFontMetrics(font).elidedText(hint, elide, place.width())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right, said)
        painter.restore()
