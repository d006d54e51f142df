"""Draws the statistics: calm tables with small bars, in as many columns as there is room for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPen

from tipdesk.gui import icons, theme

MARGIN, GUTTER = 20, 32
ROW, HEAD, AFTER = 22, 30, 18
TITLE = 52
_COLUMN = 300  # the least that a table needs
_GLYPH, _BAR = 12, 6
_LABEL, _NUMBER = 0.42, 0.24  # of a table's width


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what it is, its number in words, and how full its bar is."""

    text: str = field(repr=False)
    number: str
    share: float | None = None
    glyph: str = ""
    role: str = "muted"


@dataclass(frozen=True, slots=True)
class Table:
    """Lines under a heading; `note` is said where there are none, or below them."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""

    @property
    def height(self) -> int:
        """Tell how much room it takes."""
        return HEAD + ROW * (len(self.lines) + bool(self.note)) + AFTER


@dataclass(frozen=True, slots=True)
class Sheet:
    """All tables, and the line above them."""

    title: str = field(repr=False)
    said: str
    tables: tuple[Table, ...]


def height(sheet: Sheet, width: int) -> int:
    """Tell how high a sheet of this width is."""
    ends = [place.bottom() for _, place in _places(sheet.tables, width)]
    return max(ends, default=TITLE) + MARGIN


def draw(painter: QPainter, sheet: Sheet, width: int) -> None:
    """Draw the sheet from the top left."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_title(painter, sheet, width)
    for table, place in _places(sheet.tables, width):
        _draw_table(painter, table, place)


def picture(sheet: Sheet, width: int, ratio: float = 2.0) -> QImage:
    """Make a picture of the sheet, for a report or a wall."""
    size = QSize(width, height(sheet, width))
    made = QImage(size * ratio, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(theme.colours().panel)
    painter = QPainter(made)
    draw(painter, sheet, width)
    painter.end()
    return made


def png(made: QImage) -> bytes:
    """Write a picture down; it names no program, place or time."""
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(written.data())


def _places(tables: Sequence[Table], width: int) -> Iterator[tuple[Table, QRect]]:
    """Put each table under the shortest column."""
    room = width - 2 * MARGIN
    columns = max(1, (room + GUTTER) // (_COLUMN + GUTTER))
    wide = (room - GUTTER * (columns - 1)) // columns
    foot = [TITLE] * columns
    for table in tables:
        column = foot.index(min(foot))
        left = MARGIN + column * (wide + GUTTER)
        yield table, QRect(left, foot[column], wide, table.height)
        foot[column] += table.height


def _draw_title(painter: QPainter, sheet: Sheet, width: int) -> None:
    wear = theme.colours()
    room = QRect(MARGIN, 12, width - 2 * MARGIN, 24)
    font = theme.font(theme.Face.STRONG)
    font.setPixelSize(15)
    painter.setFont(font)
    painter.setPen(wear.ink)
    meta = QFontMetrics(theme.font(theme.Face.META))
    said = meta.elidedText(sheet.said, Qt.TextElideMode.ElideRight, room.width() * 2 // 3)
    left = room.width() - meta.horizontalAdvance(said) - 12
    title = QFontMetrics(font).elidedText(sheet.title, Qt.TextElideMode.ElideRight, left)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
    painter.setFont(theme.font(theme.Face.META))
    painter.setPen(wear.muted)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)


def _draw_table(painter: QPainter, table: Table, place: QRect) -> None:
    wear = theme.colours()
    painter.setFont(theme.font(theme.Face.SECTION))
    painter.setPen(wear.muted)
    head = QRect(place.left(), place.top(), place.width(), HEAD - 8)
    left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(head, left, table.title)
    painter.setPen(QPen(wear.line, 1))
    painter.drawLine(head.left(), head.bottom() + 2, head.right(), head.bottom() + 2)
    top = place.top() + HEAD
    for number, line in enumerate(table.lines):
        _draw_line(painter, line, QRect(place.left(), top + number * ROW, place.width(), ROW))
    if table.note:
        painter.setFont(theme.font(theme.Face.META))
        painter.setPen(wear.muted)
        under = QRect(place.left(), top + len(table.lines) * ROW, place.width(), ROW)
        painter.drawText(under, left, _fitting(painter, table.note, under.width()))


def _draw_line(painter: QPainter, line: Line, room: QRect) -> None:
    wear = theme.colours()
    left = room.left()
    if line.glyph:
        drawn = icons.pixmap(line.glyph, wear.role(line.role), _GLYPH)
        painter.drawPixmap(left, room.center().y() - _GLYPH // 2 + 1, drawn)
        left += _GLYPH + 6
    is_plain = line.share is None
    share = 1 - _NUMBER * (2 if is_plain else 1) if is_plain else _LABEL
    label = QRect(left, room.top(), round(room.width() * share) - left + room.left(), ROW)
    number = room.adjusted(round(room.width() * (0.5 if is_plain else 1 - _NUMBER)), 0, 0, 0)
    painter.setFont(theme.font(theme.Face.META))
    painter.setPen(wear.ink)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(
        label, middle | Qt.AlignmentFlag.AlignLeft, _fitting(painter, line.text, label.width())
    )
    painter.drawText(number, middle | Qt.AlignmentFlag.AlignRight, line.number)
    if line.share is not None:
        begin, end = label.right() + 8, number.left()
        _draw_bar(painter, QRectF(begin, room.center().y() - 2, end - begin, _BAR), line.share)


def _draw_bar(painter: QPainter, room: QRectF, share: float) -> None:
    wear = theme.colours()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wear.chip)
    painter.drawRoundedRect(room, _BAR / 2, _BAR / 2)
    if share > 0:
        painter.setBrush(wear.accent)
        filled = QRectF(room.left(), room.top(), max(_BAR, share * room.width()), _BAR)
        painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)


def _fitting(painter: QPainter, text: str, width: int) -> str:
    meter = QFontMetrics(painter.font())
    return meter.elidedText(text, Qt.TextElideMode.ElideRight, width)
