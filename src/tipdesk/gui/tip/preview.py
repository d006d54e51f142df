"""The large preview: one picture or poster frame, or in words why there is none."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tipdesk.gui import icons, theme, words
from tipdesk.gui.tip import saying
from tipdesk.gui.tip.film import fitting
from tipdesk.gui.tip.pictures import SCRIM
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.states import FileKind, ReadState

ROUND = 8
_PAGE_EDGE = 12
GROUND = QColor("#222222")  # where pictures are judged, it is dark in both schemes


class Preview(QWidget):
    """Shows one file as large as there is room; arrows step, a click uncovers what is blurred."""

    stepped = Signal(int)
    uncovered = Signal()
    zoomed = Signal()  # every pixel is wanted now

    def __init__(self) -> None:
        super().__init__()
        self._media: MediaLine | None = None
        self._picture: QPixmap | None = None
        self._small: QPixmap | None = None  # in the size that it is painted in
        self._label, self._is_covered, self._is_graphic = "", False, False
        self._is_zoomed, self._offset, self._held = False, QPoint(), QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)

    def show_media(
        self, media: MediaLine, label: str, *, covered: bool, graphic: bool = True
    ) -> None:
        """Show this file; its picture follows by `show_picture`."""
        if self._media is None or self._media.digest != media.digest:
            self._picture, self._small, self._is_zoomed = None, None, False
        self._media, self._label, self._is_covered = media, label, covered
        why = saying.why_no_picture(media)
        self._is_graphic = graphic
        said = self._cover_said() if covered else ""
        self.setAccessibleName(label)
        self.setAccessibleDescription(" ".join(filter(None, (media.alt_text, why, said))))
        pointing = Qt.CursorShape.PointingHandCursor
        self.setCursor(pointing if covered else Qt.CursorShape.ArrowCursor)
        self.update()

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show the picture of the file."""
        self._picture, self._small = picture, None
        self.update()

    @property
    def is_zoomed(self) -> bool:
        """Tell whether every pixel is shown, instead of the whole picture."""
        return self._is_zoomed

    def zoom(self) -> None:
        """Turn between the whole picture and every pixel of its middle."""
        if self._picture is None or self._is_covered:
            return
        self._is_zoomed, self._offset = not self._is_zoomed, QPoint()
        hand, arrow = Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if self._is_zoomed else arrow)
        if self._is_zoomed:
            self.zoomed.emit()
        self.update()

    def _place(self, picture: QPixmap) -> QRect:
        if not self._is_zoomed:
            edge = _PAGE_EDGE if self._media is not None and saying.is_paper(self._media) else 0
            return _fitted(picture.size(), self.rect().adjusted(edge, edge, -edge, -edge))
        place = QRect(QPoint(), picture.size() / self.devicePixelRatioF())
        place.moveCenter(self.rect().center() + self._offset)
        return place

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return QSize(480, 320)

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room that it can do with."""
        return QSize(160, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._media is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), ROUND, ROUND)
        painter.setClipPath(shape)
        has_picture = self._picture is not None
        painter.fillRect(self.rect(), theme.colours().chip)
        if self._picture is not None:
            self._paint_picture(painter, self._picture, is_paper=saying.is_paper(self._media))
        else:
            self._paint_why(painter, self._media)
        if self._is_covered and has_picture:
            self._paint_cover(painter)
        self._paint_label(painter)
        if self.hasFocus():
            painter.setClipping(False)
            painter.setPen(QPen(theme.colours().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), ROUND, ROUND)

    def _paint_picture(self, painter: QPainter, picture: QPixmap, *, is_paper: bool) -> None:
        place = self._place(picture)
        painter.drawPixmap(place, self._in_size(picture, place.size()))
        if is_paper:
            painter.setPen(QPen(theme.colours().line, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _in_size(self, picture: QPixmap, size: QSize) -> QPixmap:
        """Give a picture in the size that it is painted in; made once."""
        wanted = size * self.devicePixelRatioF()
        if wanted.width() * 2 > picture.width():
            return picture
        if self._small is None or self._small.size() != wanted:
            self._small = fitting(picture, wanted)
        return self._small

    def _paint_why(self, painter: QPainter, media: MediaLine) -> None:
        wear = theme.colours()
        unreadable = media.state is ReadState.UNREADABLE
        kind = FileKind.UNREADABLE if unreadable else media.kind
        colour = wear.attention if unreadable else wear.muted
        middle = self.rect().center()
        painter.drawPixmap(
            middle.x() - 20, middle.y() - 44, icons.pixmap(words.glyph(kind), colour, 40)
        )
        painter.setFont(theme.font(theme.Face.BODY))
        painter.setPen(wear.ink)
        room = QRect(24, middle.y() + 8, self.width() - 48, 60)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        paper = self.tr("No page to look at yet; the paper is kept.")
        none_yet = paper if saying.is_paper(media) else self.tr("No preview yet.")
        painter.drawText(room, int(flags), saying.why_no_picture(media) or none_yet)

    def _cover_said(self) -> str:
        if self._is_graphic:
            return self.tr("Graphic; press Enter to look at it")
        return self.tr("Blurred; press Enter to look at it")

    def _paint_cover(self, painter: QPainter) -> None:
        font = theme.font(theme.Face.STRONG)
        painter.setFont(font)
        said = self.tr("Blurred: click to show")
        if self._is_graphic:
            said = self.tr("Graphic: click to show")
        room = QRect(0, 0, QFontMetrics(font).horizontalAdvance(said) + 32, 32)
        room.moveCenter(self.rect().center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCRIM)
        painter.drawRoundedRect(room, 16, 16)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_label(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.Face.META))
        meter = QFontMetrics(painter.font())
        room = self.width() - 24 - 16
        hint = saying.zoom_hint(self._media) if self._media and not self._is_covered else ""
        whole = " · ".join(filter(None, (self._label, hint)))
        said = meter.elidedText(whole, Qt.TextElideMode.ElideMiddle, room)
        box = QRect(12, self.height() - 12 - 24, meter.horizontalAdvance(said) + 16, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCRIM)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of its own."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._is_covered:
            self.uncovered.emit()
        elif event.key() == Qt.Key.Key_Z and not event.modifiers():
            self.zoom()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the picture, to move it while it is zoomed."""
        self._held = event.position().toPoint() - self._offset

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the zoomed picture, no farther than its edges."""
        if self._is_zoomed and self._picture is not None:
            spare = self._place(self._picture).size() - self.size()
            across, down = max(spare.width(), 0) // 2, max(spare.height(), 0) // 2
            wanted = event.position().toPoint() - self._held
            self._offset = QPoint(
                max(-across, min(across, wanted.x())), max(-down, min(down, wanted.y()))
            )
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Uncover what is blurred."""
        if self._is_covered and event.button() is Qt.MouseButton.LeftButton:
            self.uncovered.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Turn between the whole picture and every pixel."""
        self.zoom()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of font or colours."""
        super().changeEvent(event)
        self.update()


def _fitted(picture: QSize, room: QRect) -> QRect:
    """Fit a picture into a room, never more than four times its own size."""
    limit = room.size().boundedTo(picture * 4)
    size = picture.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    return place
