"""Draws one tile: a small picture, what was thought of it, and its name where there is room."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tipdesk.gui import icons, marks, theme, times, words
from tipdesk.gui.light import saying
from tipdesk.gui.light.kit import Kit
from tipdesk.gui.light.lot import Lot
from tipdesk.gui.tip import saying as files
from tipdesk.newsroom.lines import PictureLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Choice, FileKind, ReadState

Index = QModelIndex | QPersistentModelIndex
_MARGIN, _NAME, _CORNER = 8, 20, 4
_SHAPE = 0.75  # of a tile's picture: most cameras' 4 : 3
_NAMED_FROM = 120  # a smaller tile has no name under it
_SAID_FROM = 180  # a smaller tile says only what it hides
_REJECTED = 0.35  # how much is left of a picture that was rejected
_State = QStyle.StateFlag
_CUT_NAMES = 2_000


class Lit(NamedTuple):
    """How a tile stands out: among those chosen, or where the keyboard is."""

    chosen: bool
    current: bool


class TileDelegate(QStyledItemDelegate):
    """One tile a file; nothing in it is markup, and nothing waits for the desk."""

    def __init__(self, lot: Lot, kit: Kit, side: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lot, self._thumbnails, self._covers = lot, kit.thumbnails, kit.covers
        self.side = side
        self.is_named = True
        self.forget_looks()

    def forget_looks(self) -> None:
        """Take up other colours or fonts; to ask at every tile costs more than the tile."""
        self._wear, self._font = theme.colours(), theme.font(theme.Face.META)
        self._meter = QFontMetrics(self._font)
        self._names_cut: dict[tuple[str, int], str] = {}

    @property
    def tile(self) -> tuple[int, int]:
        """Tell how wide and high a tile is, with what is around its picture."""
        below = _NAME if self._names else 0
        return self.side + 2 * _MARGIN, self._height + 2 * _MARGIN + below

    @property
    def tile_size(self) -> QSize:
        """Tell the same to Qt."""
        return QSize(*self.tile)

    @property
    def _height(self) -> int:
        return round(self.side * _SHAPE)

    @property
    def _names(self) -> bool:
        return self.is_named and self.side >= _NAMED_FROM

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the room that it needs."""
        return self.tile_size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one tile as Qt asks for it."""
        state = option.state
        lit = Lit(bool(state & _State.State_Selected), bool(state & _State.State_HasFocus))
        self.paint_tile(painter, option.rect, index.row(), lit)

    def paint_tile(self, painter: QPainter, rect: QRect, row: int, lit: Lit) -> None:
        """Draw one tile; one whose line is not here yet is a calm square."""
        wear = self._wear
        line: PictureLine | None = self._lot.line(row)
        room = QRect(rect.left() + _MARGIN, rect.top() + _MARGIN, self.side, self._height)
        painter.setPen(Qt.PenStyle.NoPen)
        if lit.chosen:
            painter.setBrush(wear.selection)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 6, 6)
        framed = room if line is None else self._paint_file(painter, room, line)
        if line is None:
            painter.setBrush(wear.chip)
            painter.drawRoundedRect(QRectF(room), _CORNER, _CORNER)
        if lit.current:
            painter.setPen(QPen(wear.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(framed).adjusted(-2, -2, 2, 2), 6, 6)
        if line is not None and self._names:
            self._paint_name(painter, rect, line)

    def _paint_file(self, painter: QPainter, room: QRect, line: PictureLine) -> QRect:
        covered = self._covers.hides(line.tip, graphic=line.graphic, unread=line.unread)
        ratio = painter.device().devicePixelRatioF()
        picture: QPixmap | None = None
        if not files.why_no_picture(line):
            longer = _longer_side(line, room.size())
            picture = self._thumbnails.get(line.digest, longer, ratio, whole=True, blurred=covered)
        place = room
        if picture is None:
            self._paint_glyph(painter, room, line)
        else:
            place = QRect(QPoint(), picture.deviceIndependentSize().toSize())
            place.moveCenter(room.center())
            if line.choice is Choice.REJECT:
                painter.setOpacity(_REJECTED)
            painter.drawPixmap(place.topLeft(), picture)
            painter.setOpacity(1.0)
        if covered and picture is not None:
            _paint_word(painter, place, _cover(self.side, line))
        marks.draw(painter, place, line.rating, line.choice)
        if line.duration:
            _paint_length(painter, place, times.length(line.duration))
        return place

    def _paint_glyph(self, painter: QPainter, room: QRect, line: PictureLine) -> None:
        wear = self._wear
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wear.chip)
        painter.drawRoundedRect(QRectF(room), _CORNER, _CORNER)
        unreadable = line.state is ReadState.UNREADABLE
        kind = FileKind.UNREADABLE if unreadable else line.kind
        size = min(32, room.height() // 2)
        drawn = icons.pixmap(
            words.glyph(kind),
            wear.attention if unreadable else wear.muted,
            size,
            painter.device().devicePixelRatioF(),
        )
        painter.drawPixmap(room.center() - QPoint(size // 2, size // 2), drawn)

    def _paint_name(self, painter: QPainter, rect: QRect, line: PictureLine) -> None:
        painter.setFont(self._font)
        painter.setPen(self._wear.muted)
        room = QRect(rect.left() + _MARGIN, rect.bottom() - _NAME - 3, self.side, _NAME)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._cut(line.name, room.width()))

    def _cut(self, name: str, width: int) -> str:
        """Cut a name to the width; most are painted many times."""
        known = self._names_cut.get((name, width))
        if known is None:
            if len(self._names_cut) > _CUT_NAMES:
                self._names_cut.clear()
            known = self._meter.elidedText(shown(name), Qt.TextElideMode.ElideMiddle, width)
            self._names_cut[name, width] = known
        return known


def _longer_side(line: PictureLine, room: QSize) -> int:
    """Tell how long the longer side of a picture may be in this room."""
    wide, high = files.sides(line) or (room.width(), room.height())
    scale = min(room.width() / wide, room.height() / high)
    return max(1, round(max(wide, high) * scale))


def _cover(side: int, line: PictureLine) -> str:
    """Say how to see what is blurred, or only that it is, where there is little room."""
    say = saying.cover if side >= _SAID_FROM else saying.cover_short
    return say(graphic=line.graphic)


def _paint_word(painter: QPainter, place: QRect, said: str) -> None:
    font = theme.font(theme.Face.META)
    painter.setFont(font)
    wide = QFontMetrics(font).horizontalAdvance(said) + 14
    badge = QRect(0, 0, min(wide, place.width() - 4), 20)
    badge.moveCenter(place.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(marks.SCRIM)
    painter.drawRoundedRect(QRectF(badge), 10, 10)
    painter.setPen(marks.ON_PICTURE)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, said)


def _paint_length(painter: QPainter, place: QRect, said: str) -> None:
    font = theme.font(theme.Face.META)
    font.setPixelSize(10)
    painter.setFont(font)
    wide = QFontMetrics(font).horizontalAdvance(said) + 8
    badge = QRect(place.right() - wide - 3, place.top() + 4, wide, 15)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(marks.SCRIM)
    painter.drawRoundedRect(QRectF(badge), 3, 3)
    painter.setPen(marks.ON_PICTURE)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, said)
