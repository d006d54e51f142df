"""The list of what is like a file: small picture, tip, in what way, how much it differs."""

from collections.abc import Callable, Sequence

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
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tipdesk.gui import icons, theme
from tipdesk.gui.seen import wording
from tipdesk.gui.seen.sightings import Sighting
from tipdesk.gui.tip.film import middle
from tipdesk.gui.tip.pictures import Key, Pictures
from tipdesk.gui.words import glyph
from tipdesk.intake.thumbnails import THUMBNAIL
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.states import FileKind

Index = QModelIndex | QPersistentModelIndex
SIGHTING = Qt.ItemDataRole.UserRole
PICTURE = Qt.ItemDataRole.UserRole + 1
SAID = Qt.ItemDataRole.UserRole + 2
ROW, WIDTH, HEIGHT, PAD = 72, 72, 48, 12


class Matches(QAbstractListModel):
    """Sightings of one file with their small pictures; graphic ones stay blurred."""

    def __init__(
        self, pictures: Pictures, hides: Callable[[TipLine], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures, self._hides = pictures, hides
        self._asked = FileKind.PICTURE
        self.found: tuple[Sighting, ...] = ()

    def show(self, found: Sequence[Sighting], asked: FileKind) -> None:
        """Show these."""
        self.beginResetModel()
        self.found, self._asked = tuple(found), asked
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Count the rows."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row shows."""
        if not 0 <= index.row() < len(self.found):
            return None
        sighting = self.found[index.row()]
        if role == SIGHTING:
            return sighting
        if role == PICTURE:
            return self._picture(sighting)
        if role == SAID:
            return wording.likeness(sighting.seen, self._asked)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return wording.aloud(sighting, self._asked)
        return None

    def _picture(self, sighting: Sighting) -> QPixmap | None:
        key = Key(sighting.seen.digest, THUMBNAIL, self._hides(sighting.line))
        found = self._pictures.here(key)
        if found is None:
            self._pictures.ask_once(key, self.repaint_all)
        return found

    def repaint_all(self, _: QPixmap | None = None) -> None:
        """Draw all rows anew."""
        if self.found:
            self.dataChanged.emit(self.index(0), self.index(len(self.found) - 1))


class MatchList(QListView):
    """One row below the other; arrows step."""

    def __init__(self, matches: Matches) -> None:
        super().__init__()
        self.setModel(matches)
        self.setItemDelegate(MatchDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Seen before in"))


class MatchDelegate(QStyledItemDelegate):
    """Draws one sighting; plain text only."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the room that it needs."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        sighting: Sighting = index.data(SIGHTING)
        wear = theme.colours()
        room: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, wear.selection)
        painter.fillRect(QRect(room.left(), room.bottom(), room.width(), 1), wear.line)
        frame = QRect(room.left() + PAD, room.top() + (ROW - HEIGHT) // 2, WIDTH, HEIGHT)
        _draw_picture(painter, frame, index.data(PICTURE), sighting.seen.kind)
        words = room.adjusted(2 * PAD + WIDTH, 10, -PAD, -10)
        linked = QRect(words.right() - 14, words.top() + 1, 14, 14) if sighting.linked else QRect()
        if sighting.linked:
            painter.drawPixmap(linked.topLeft(), icons.pixmap("link", wear.accent, 14))
        told = (
            (f"{wording.where(sighting)}  {sighting.line.headline}", theme.Face.STRONG, "ink"),
            (index.data(SAID), theme.Face.META, "ink"),
            (wording.distance(sighting.seen), theme.Face.META, "muted"),
        )
        for row, (said, face, role) in enumerate(told):
            across = words.width() - (linked.width() + 6 if linked.isValid() and not row else 0)
            line = QRect(words.left(), words.top() + 18 * row, across, 18)
            _draw_line(painter, line, said, (theme.font(face), wear.role(role)))
        painter.restore()


def _draw_line(painter: QPainter, room: QRect, said: str, face: tuple[QFont, QColor]) -> None:
    painter.setFont(face[0])
    painter.setPen(face[1])
    line = " ".join(said.split())
    cut = QFontMetrics(painter.font()).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


def _draw_picture(painter: QPainter, frame: QRect, picture: QPixmap | None, kind: FileKind) -> None:
    wear = theme.colours()
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(frame), 4, 4)
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(frame, wear.chip)
    if picture is not None:
        painter.drawPixmap(frame, picture, middle(picture, frame.size()))
    else:
        drawn = icons.pixmap(glyph(kind), wear.muted, 20)
        painter.drawPixmap(frame.center().x() - 9, frame.center().y() - 9, drawn)
    painter.restore()
