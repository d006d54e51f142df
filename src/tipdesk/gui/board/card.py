"""Paints a card: what a row of the list says, on a narrow ground, the headline in two lines."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from tipdesk.gui import theme
from tipdesk.gui.covers import Covers
from tipdesk.gui.tips.delegate import TipDelegate
from tipdesk.gui.tips.model import TipsModel
from tipdesk.gui.tips.row import saying
from tipdesk.gui.tips.row.draft import Draft, Plans
from tipdesk.gui.tips.row.plan import EDGE, TEXT_LEFT, Face, Mark, Measures
from tipdesk.gui.tips.row.thumbnails import Thumbnails
from tipdesk.newsroom.lines import TipLine

_Index = QModelIndex | QPersistentModelIndex
_MEASURES = Measures(height=104, headline=8, meta=48, chips=70, picture=40, pictures=50)
_LINE = 18.0
_SMALL = 12
_SIDE, _BETWEEN = 6, 3
# A card needs no glyph of its state at the left: its column says it. The plan is drawn so far
# to the left that its texts begin near the card's edge.
_SHIFT = TEXT_LEFT - 10
_ROOM_FOR_PICTURES = 210
_SELECTED = QStyle.StateFlag.State_Selected.value
_UNDER_POINTER = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value


class CardDraft(Draft):
    """One card in the making."""

    def _put_pictures(self) -> float:
        """Place pictures only where they leave room for words."""
        if self._width - _SHIFT < _ROOM_FOR_PICTURES:
            return float(self._width - EDGE)
        return super()._put_pictures()

    def _put_headline(self, right: float) -> None:
        line, top, end = self._line, self._measures.headline, float(self._width - EDGE)
        if line.priority <= saying.HIGH_PRIORITY:
            at = QPointF(end - _SMALL, top + 3)
            self._marks.append(Mark(at, "priority", "attention", _SMALL))
        face = Face.UNREAD if line.unread else Face.READ
        flag = _SMALL + 4 if line.priority <= saying.HIGH_PRIORITY else 0
        text = saying.plain(line.headline)
        begun = self._fitting(text, face, end - TEXT_LEFT - flag)
        rest = self._fonts.cut(text[len(begun) :].strip(), face, end - TEXT_LEFT)
        for place, part in enumerate((begun.strip(), rest)):
            self._write(TEXT_LEFT, top + place * _LINE, _LINE, saying.isolated(part), face, "ink")

    def _fitting(self, text: str, face: Face, room: float) -> str:
        """Take as much of a text as fits in a line: whole words, where there are any."""
        low, high = 0, len(text)
        while low < high:
            some = (low + high + 1) // 2
            fits = self._fonts.width(text[:some], face) <= room
            low, high = (some, high) if fits else (low, some - 1)
        space = text.rfind(" ", 0, low + 1)
        return text[:low] if low == len(text) or space <= 0 else text[:space]


class CardPlans(Plans):
    """Plans of cards; there is one measure for all."""

    @property
    def measures(self) -> Measures:
        """Give the measures of a card."""
        return _MEASURES

    def _draft(self, line: TipLine, width: int) -> Draft:
        return CardDraft(line, width, self.measures, self.fonts)


class CardDelegate(TipDelegate):
    """One card a tip; nothing in it is markup, and nothing waits for the desk."""

    def __init__(
        self, model: TipsModel, thumbnails: Thumbnails, covers: Covers, parent: QWidget
    ) -> None:
        super().__init__(model, thumbnails, covers, parent)
        self._plans = CardPlans()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground of the column, and the card on it."""
        painter.fillRect(option.rect, self._colours.side)
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(_SIDE - _SHIFT, _BETWEEN, -_SIDE, -_BETWEEN)
        painter.save()
        painter.setClipRect(option.rect)
        super().paint(painter, inside, index)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, size: QSize, state: QStyle.StateFlag, *, dropping: bool
    ) -> None:
        wear, flags = self._colours, state.value
        ground, edge, style = wear.panel, wear.line, Qt.PenStyle.SolidLine
        if flags & _SELECTED:
            ground, edge = wear.selection, wear.selection
        elif flags & _UNDER_POINTER:
            ground = wear.window
        if dropping:
            ground, edge, style = wear.accent_ground, wear.accent, Qt.PenStyle.DashLine
        elif flags & _FOCUSED:
            edge = wear.accent
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        wide = 1.5 if edge is wear.accent else 1.0
        painter.setPen(QPen(edge, wide, style))
        card = QRectF(_SHIFT + 0.5, 0.5, size.width() - _SHIFT - 1, size.height() - 1)
        painter.drawRoundedRect(card, theme.RADIUS, theme.RADIUS)
