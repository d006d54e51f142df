"""Draws the sidebar's rows: headings, glyphs, slugs as chips, counts."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tipdesk.gui import icons, theme, words
from tipdesk.gui.sidebar.entries import Entry, Sort
from tipdesk.gui.sidebar.model import ENTRY, Index

ROW, HEADING, GLYPH = 26, 32, 14
_MARGIN, _PAD, _GAP = 8, 8, 8
_CHIP_HEIGHT, _CHIP_PAD, _CHIP_RADIUS = 18, 6, 4


class EntryDelegate(QStyledItemDelegate):
    """Draws one row of the sidebar; the row under a drag is ringed."""

    aimed_at: Entry | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give headings a little more room."""
        entry: Entry = index.data(ENTRY)
        heading = entry.sort is Sort.HEADING
        return QSize(120, (HEADING if index.row() else ROW) if heading else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room: QRect = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if entry.sort is Sort.HEADING:
            _draw_heading(painter, room, entry)
        else:
            self._draw_ground(painter, room, option, entry)
            _draw_entry(painter, room.adjusted(_PAD, 0, -_PAD, 0), entry, strong=_is_on(option))
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, entry: Entry
    ) -> None:
        wear = theme.colours()
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5)
        if entry == self.aimed_at:
            painter.setPen(QPen(wear.accent, 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(wear.accent_ground)
        elif _is_on(option):
            painter.setBrush(wear.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(wear.chip)
        else:
            return
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        if _is_on(option) and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(wear.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)


def _is_on(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _draw_heading(painter: QPainter, room: QRect, entry: Entry) -> None:
    painter.setFont(theme.font(theme.Face.SECTION))
    painter.setPen(theme.colours().muted)
    low = room.adjusted(_PAD, 0, 0, -5)
    painter.drawText(low, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, entry.text)


def _draw_entry(painter: QPainter, room: QRect, entry: Entry, *, strong: bool) -> None:
    left = room.left()
    wear = theme.colours()
    if entry.glyph:
        drawn = icons.pixmap(entry.glyph, wear.role(entry.role), GLYPH)
        painter.drawPixmap(left, room.center().y() - GLYPH // 2 + 1, drawn)
        left += GLYPH + _GAP
    right = room.right() - _draw_count(painter, room, entry) - _GAP
    inside = QRect(left, room.top(), right - left, room.height())
    if entry.sort is Sort.STORY:
        _draw_chip(painter, inside, entry.text)
        return
    painter.setFont(theme.font(theme.Face.STRONG if strong else theme.Face.BODY))
    painter.setPen(wear.muted if entry.fault else wear.ink)
    _draw_elided(painter, inside, entry.text)


def _draw_count(painter: QPainter, room: QRect, entry: Entry) -> int:
    if entry.count is None:
        return 0
    text = words.number(entry.count)
    painter.setFont(theme.font(theme.Face.META))
    painter.setPen(theme.colours().muted)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    return QFontMetrics(painter.font()).horizontalAdvance(text)


def _draw_chip(painter: QPainter, room: QRect, slug: str) -> None:
    wear = theme.colours()
    font = theme.font(theme.Face.STRONG)
    font.setPixelSize(11)
    painter.setFont(font)
    meter = QFontMetrics(font)
    widest = room.width() - 2 * _CHIP_PAD
    text = meter.elidedText(slug, Qt.TextElideMode.ElideRight, widest)
    width = meter.horizontalAdvance(text) + 2 * _CHIP_PAD
    top = room.center().y() - _CHIP_HEIGHT // 2 + 1
    chip = QRect(room.left(), top, width, _CHIP_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wear.accent_ground)
    painter.drawRoundedRect(chip, _CHIP_RADIUS, _CHIP_RADIUS)
    painter.setPen(wear.accent)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


def _draw_elided(painter: QPainter, room: QRect, text: str) -> None:
    meter = QFontMetrics(painter.font())
    said = meter.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
