"""Draws the rows of the facets: a value, how many tips have it, and a thin bar."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tipdesk.gui import icons, theme, words
from tipdesk.gui.facets.model import ROW, Index
from tipdesk.gui.facets.rows import Row

HEIGHT, HEADING, GLYPH = 24, 28, 12
_MARGIN, _PAD, _GAP = 4, 6, 6


class FacetDelegate(QStyledItemDelegate):
    """Draws one row of the facets."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give headings a little more room."""
        row: Row = index.data(ROW)
        return QSize(100, HEADING if row.is_heading else HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room: QRect = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if row.is_heading:
            painter.setFont(theme.font(theme.Face.SECTION))
            painter.setPen(theme.colours().muted)
            low = room.adjusted(_PAD, 0, 0, -4)
            painter.drawText(
                low, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, row.text
            )
        else:
            _draw_ground(painter, room, option, row)
            _draw_row(painter, room.adjusted(_PAD, 0, -_PAD, 0), row)
        painter.restore()


def _draw_ground(painter: QPainter, room: QRect, option: QStyleOptionViewItem, row: Row) -> None:
    wear, state = theme.colours(), option.state
    box = QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    if row.is_on:
        painter.setBrush(wear.accent_ground)
        painter.drawRoundedRect(box, 4, 4)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(wear.chip)
        painter.drawRoundedRect(box, 4, 4)
    focus = QStyle.StateFlag.State_HasFocus
    if state & focus:
        painter.setPen(QPen(wear.accent, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)


def _draw_row(painter: QPainter, room: QRect, row: Row) -> None:
    wear = theme.colours()
    left = room.left()
    if row.glyph:
        drawn = icons.pixmap(row.glyph, wear.role(row.role), GLYPH)
        painter.drawPixmap(left, room.center().y() - GLYPH // 2, drawn)
        left += GLYPH + _GAP
    right = room.right() - (0 if row.is_more else _draw_number(painter, room, row) + _GAP)
    font = theme.font(theme.Face.META)
    font.setStrikeOut(row.is_out)
    painter.setFont(font)
    painter.setPen(wear.accent if row.is_on or row.is_more else wear.ink)
    if row.is_out or (row.clause is None and not row.is_more):
        painter.setPen(wear.muted)
    place = QRect(left, room.top(), right - left, room.height() - 3)
    text = QFontMetrics(font).elidedText(row.text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    if row.share and not row.is_more:
        foot = QRectF(left, room.bottom() - 3, max(2.0, row.share * (right - left)), 2)
        painter.fillRect(foot, wear.accent if row.is_on else wear.line)


def _draw_number(painter: QPainter, room: QRect, row: Row) -> int:
    text = words.number(row.tips)
    painter.setFont(theme.font(theme.Face.META))
    painter.setPen(theme.colours().muted)
    place = room.adjusted(0, 0, 0, -3)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    return QFontMetrics(painter.font()).horizontalAdvance(text)
