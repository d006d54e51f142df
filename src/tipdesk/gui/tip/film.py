"""The film: the files of the tip with their small pictures, and how each is drawn."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tipdesk.gui import icons, marks, theme, times, words
from tipdesk.gui.tip import saying
from tipdesk.gui.tip.pictures import SCRIM, Key, Pictures
from tipdesk.intake.thumbnails import THUMBNAIL
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.pairs import grouped
from tipdesk.newsroom.states import FileKind, ReadState

Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT, GAP, RIM, CORNER, TICK = 84, 56, 6, 3, 5, 14
MEDIA = Qt.ItemDataRole.UserRole
PICTURE = Qt.ItemDataRole.UserRole + 1
LIVE = Qt.ItemDataRole.UserRole + 2
SEEN = Qt.ItemDataRole.UserRole + 3


class Film(QAbstractListModel):
    """The files of the tip with their small pictures."""

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.files: tuple[MediaLine, ...] = ()
        self._groups: list[tuple[MediaLine, ...]] = []
        self._turned: set[str] = set()  # Live Photos of which the video is looked at
        self._seen: frozenset[str] = frozenset()
        self._is_blurred = False

    @property
    def media(self) -> list[MediaLine]:
        """Give the file that stands for each place of the strip: of a Live Photo, its picture."""
        return [group[0] for group in self._groups]

    def group(self, row: int) -> tuple[MediaLine, ...]:
        """Give the files at a place: two of a Live Photo, one of anything else."""
        return self._groups[row]

    def show(self, files: tuple[MediaLine, ...], *, blurred: bool) -> None:
        """Show these files; where only what is said of them changed, the selection stays."""
        if (files, blurred) == (self.files, self._is_blurred):
            return
        same = _places(self.files) == _places(files)
        if not same:
            self.beginResetModel()
            self._turned.clear()
            self._seen = frozenset()
        self.files, self._is_blurred = files, blurred
        self._groups = [self._the_right_way(group) for group in grouped(files)]
        if same:
            self._repaint()
        else:
            self.endResetModel()

    def turn_over(self, row: int) -> None:
        """Look at the other file of a Live Photo."""
        if len(self._groups[row]) > 1:
            self._turned ^= {self._groups[row][0].pair or ""}
            self._groups[row] = self._groups[row][::-1]
            self._repaint()

    def mark_seen(self, *digests: str) -> None:
        """Mark files that other tips have, too."""
        self._seen = self._seen.union(digests)
        self._repaint()

    def _the_right_way(self, group: tuple[MediaLine, ...]) -> tuple[MediaLine, ...]:
        return group[::-1] if group[0].pair in self._turned else group

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Count the rows."""
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row shows."""
        if not 0 <= index.row() < len(self._groups):
            return None
        group = self._groups[index.row()]
        tellers: dict[int, Callable[[], object]] = {
            MEDIA: lambda: group[0],
            PICTURE: lambda: self._picture(group[0]),
            LIVE: lambda: len(group) > 1,
            SEEN: lambda: group[0].digest in self._seen,
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(index.row()),
        }
        return tellers[role]() if role in tellers else None

    def _spoken(self, row: int) -> str:
        media = self._groups[row][0]
        live = self.tr("Live Photo") if len(self._groups[row]) > 1 else ""
        seen = self.tr("seen before") if media.digest in self._seen else ""
        said = saying.spoken(media, row + 1, len(self._groups))
        return ", ".join(filter(None, (said, live, seen)))

    def _picture(self, media: MediaLine) -> QPixmap | None:
        if saying.why_no_picture(media):
            return None
        key = Key(media.digest, THUMBNAIL, self._is_blurred)
        found = self._pictures.here(key)
        if found is None:
            self._pictures.ask_once(key, self.take_small)
        return found

    def take_small(self, _: QPixmap | None = None) -> None:
        """Show a small picture that has come."""
        self._repaint()

    def _repaint(self) -> None:
        if self._groups:
            self.dataChanged.emit(self.index(0), self.index(len(self._groups) - 1))


def _places(files: tuple[MediaLine, ...]) -> list[list[MediaId]]:
    return [[one.id for one in group] for group in grouped(files)]


class FilmDelegate(QStyledItemDelegate):
    """Draws one small picture, or the glyph of its kind."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the room that it needs."""
        return QSize(WIDTH + GAP, HEIGHT + 2 * RIM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        media: MediaLine = index.data(MEDIA)
        picture: QPixmap | None = index.data(PICTURE)
        at = option.rect.topLeft()
        frame = QRect(at.x() + RIM, at.y() + RIM, WIDTH, HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _draw_picture(painter, frame, media, picture)
        marks.draw(painter, frame, media.rating, media.choice)
        badge = self._badge(media, index)
        if badge and picture is not None:
            _draw_badge(painter, frame, badge)
        if index.data(SEEN):
            _draw_seen(painter, frame)
        if option.state & QStyle.StateFlag.State_Selected:
            self._draw_chosen(painter, frame, index)
        painter.restore()

    def _badge(self, media: MediaLine, index: Index) -> str:
        live = self.tr("Live") if index.data(LIVE) else ""
        page = self.tr("first page") if saying.is_paper(media) else ""
        length = times.length(media.duration) if media.duration else ""
        return " · ".join(filter(None, (live, page, length)))

    def _draw_chosen(self, painter: QPainter, frame: QRect, index: Index) -> None:
        """Ring what is chosen; of several, all have a tick, and the one looked at a thick ring."""
        wear, strip = theme.colours(), self.parent()
        chosen = strip.selectedIndexes() if isinstance(strip, QListView) else []
        several = len(chosen) > 1
        looked_at = not isinstance(strip, QListView) or index == strip.currentIndex()
        painter.setPen(QPen(wear.accent, 2 if looked_at else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(frame).adjusted(-2, -2, 2, 2), CORNER + 2, CORNER + 2)
        if several:
            disc = QRect(frame.left() + 4, frame.top() + 4, TICK, TICK)
            painter.setPen(QPen(wear.on_accent, 1))
            painter.setBrush(wear.accent)
            painter.drawEllipse(disc)
            drawn = icons.pixmap("tick", wear.on_accent, TICK - 4)
            painter.drawPixmap(disc.left() + 2, disc.top() + 2, drawn)


def fitting(picture: QPixmap, room: QSize) -> QPixmap:
    """Make a picture smaller, so that lines and letters in it stay whole."""
    ratio, way = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return picture.scaled(room, ratio, way)


def middle(picture: QPixmap, room: QSize) -> QRect:
    """Cut the middle out of a picture in the proportions of its room."""
    width, height = picture.width(), picture.height()
    if width * room.height() > height * room.width():
        across = height * room.width() // room.height()
        return QRect((width - across) // 2, 0, across, height)
    down = width * room.height() // room.width()
    return QRect(0, (height - down) // 2, width, down)


def _draw_picture(
    painter: QPainter, frame: QRect, media: MediaLine, picture: QPixmap | None
) -> None:
    """Draw what can be seen of a file: a picture's middle, a page, else the glyph of its kind."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(frame), CORNER, CORNER)
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(frame, theme.colours().chip)
    if picture is not None and saying.is_paper(media):
        _draw_page(painter, frame, picture)
    elif picture is not None:
        painter.drawPixmap(frame, picture, middle(picture, frame.size()))
    painter.restore()
    if picture is None:
        _draw_glyph(painter, frame, media)


def _draw_page(painter: QPainter, frame: QRect, picture: QPixmap) -> None:
    """Draw a page whole, with its edge: white on white has none."""
    ratio = painter.device().devicePixelRatioF()
    small = fitting(picture, frame.size() * ratio)
    page = QRect(frame.topLeft(), small.size() / ratio)
    page.moveCenter(frame.center())
    painter.drawPixmap(page, small)
    painter.setPen(QPen(theme.colours().line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(page.adjusted(0, 0, -1, -1))


def _draw_glyph(painter: QPainter, frame: QRect, media: MediaLine) -> None:
    wear = theme.colours()
    unreadable = media.state is ReadState.UNREADABLE
    kind = FileKind.UNREADABLE if unreadable else media.kind
    colour = wear.attention if unreadable else wear.muted
    drawn = icons.pixmap(words.glyph(kind), colour, 20)
    painter.drawPixmap(frame.center().x() - 9, frame.top() + 9, drawn)
    painter.setFont(theme.font(theme.Face.META))
    painter.setPen(wear.muted)
    room = QRect(frame.left() + 4, frame.bottom() - 20, frame.width() - 8, 16)
    said = QFontMetrics(painter.font()).elidedText(
        saying.name(media), Qt.TextElideMode.ElideMiddle, room.width()
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, said)


def _draw_seen(painter: QPainter, frame: QRect) -> None:
    ground = QRect(frame.right() - 20, frame.top() + 4, 17, 17)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(SCRIM)
    painter.drawRoundedRect(ground, 4, 4)
    drawn = icons.pixmap("copy", theme.DARK.attention, 11)
    painter.drawPixmap(ground.left() + 3, ground.top() + 3, drawn)


def _draw_badge(painter: QPainter, frame: QRect, said: str) -> None:
    font = theme.font(theme.Face.META)
    font.setPixelSize(10)
    painter.setFont(font)
    width = QFontMetrics(font).horizontalAdvance(said) + 8
    badge = QRect(frame.right() - width - 3, frame.bottom() - 16, width, 14)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(SCRIM)
    painter.drawRoundedRect(badge, 3, 3)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, said)
