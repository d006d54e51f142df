"""The film: the files of the tip with their small pictures, and how each is drawn."""

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
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.states import FileKind, ReadState

Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT, GAP, RIM, CORNER, TICK = 84, 56, 6, 3, 5, 14
MEDIA = Qt.ItemDataRole.UserRole
PICTURE = Qt.ItemDataRole.UserRole + 1


class Film(QAbstractListModel):
    """The files of the tip with their small pictures."""

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.media: tuple[MediaLine, ...] = ()
        self._is_blurred = False

    def show(self, media: tuple[MediaLine, ...], *, blurred: bool) -> None:
        """Show these files; where only what is said of them changed, the selection stays."""
        same = [one.id for one in self.media] == [one.id for one in media]
        if not same:
            self.beginResetModel()
        self.media, self._is_blurred = media, blurred
        if not same:
            self.endResetModel()
        elif media:
            self.dataChanged.emit(self.index(0), self.index(len(media) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Count the rows."""
        return 0 if parent.isValid() else len(self.media)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row shows."""
        if not 0 <= index.row() < len(self.media):
            return None
        media = self.media[index.row()]
        if role == MEDIA:
            return media
        if role == PICTURE:
            return self._picture(media)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return saying.spoken(media, index.row() + 1, len(self.media))
        return None

    def _picture(self, media: MediaLine) -> QPixmap | None:
        if saying.why_no_picture(media):
            return None
        key = Key(media.digest, THUMBNAIL, self._is_blurred)
        found = self._pictures.here(key)
        if found is None:
            self._pictures.ask_once(key, self._repaint)
        return found

    def _repaint(self, _: QPixmap | None) -> None:
        if self.media:
            self.dataChanged.emit(self.index(0), self.index(len(self.media) - 1))


class FilmDelegate(QStyledItemDelegate):
    """Draws one small picture, or the glyph of its kind."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the room that it needs."""
        return QSize(WIDTH + GAP, HEIGHT + 2 * RIM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        media: MediaLine = index.data(MEDIA)
        picture: QPixmap | None = index.data(PICTURE)
        wear = theme.colours()
        at = option.rect.topLeft()
        frame = QRect(at.x() + RIM, at.y() + RIM, WIDTH, HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(frame), CORNER, CORNER)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(frame, wear.chip)
        if picture is not None:
            painter.drawPixmap(frame, picture, middle(picture, frame.size()))
        painter.restore()
        if picture is None:
            _draw_glyph(painter, frame, media)
        marks.draw(painter, frame, media.rating, media.choice)
        if media.duration and picture is not None:
            _draw_badge(painter, frame, times.length(media.duration))
        if option.state & QStyle.StateFlag.State_Selected:
            self._draw_chosen(painter, frame, index)
        painter.restore()

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


def middle(picture: QPixmap, room: QSize) -> QRect:
    """Cut the middle out of a picture in the proportions of its room."""
    width, height = picture.width(), picture.height()
    if width * room.height() > height * room.width():
        across = height * room.width() // room.height()
        return QRect((width - across) // 2, 0, across, height)
    down = width * room.height() // room.width()
    return QRect(0, (height - down) // 2, width, down)


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
