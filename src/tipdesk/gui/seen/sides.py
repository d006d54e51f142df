"""Two pictures beside each other, each as large as there is room; they zoom and move together."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tipdesk.gui import theme
from tipdesk.gui.tip.pictures import SCRIM
from tipdesk.gui.tip.preview import GROUND, ROUND
from tipdesk.newsroom.likeness import Turn

MOST, STEP, NOTCH = 16.0, 1.25, 120


class View:
    """What part of both pictures is shown: how much nearer than whole, and where the middle is."""

    def __init__(self) -> None:
        self.nearer = 1.0
        self.middle = QPointF(0.5, 0.5)

    def turn_wheel(self, notches: float, at: QPointF) -> None:
        """Go nearer or farther, so that what is under the mouse stays there."""
        before = self.nearer
        self.nearer = min(max(before * STEP**notches, 1.0), MOST)
        self.middle = at + (self.middle - at) * (before / self.nearer)
        self._keep_inside()

    def move(self, by: QPointF) -> None:
        """Move by a share of the picture."""
        self.middle -= by
        self._keep_inside()

    def _keep_inside(self) -> None:
        half = 0.5 / self.nearer
        across, down = (min(max(one, half), 1 - half) for one in (self.middle.x(), self.middle.y()))
        self.middle = QPointF(across, down)


class Side(QWidget):
    """One of the two pictures, or in words why there is none."""

    looked = Signal()  # the view that both share has changed
    uncovered = Signal()

    def __init__(self, view: View, name: str) -> None:
        super().__init__()
        self._view = view
        self._picture: QPixmap | None = None
        self._label = self._why = ""
        self._is_covered = False
        self._held = QPointF()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: QPixmap | None, why: str = "") -> None:
        """Show a picture; without one say why."""
        self._picture, self._why = picture, why
        self.update()

    def say(self, label: str, *, covered: bool) -> None:
        """Name what is shown, and whether it is blurred until somebody asks."""
        self._label, self._is_covered = label, covered
        said = self.tr("Graphic; press Enter to look at it") if covered else ""
        self.setAccessibleDescription(" ".join(filter(None, (label, said))))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return QSize(360, 360)

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room that it can do with."""
        return QSize(160, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), ROUND, ROUND)
        painter.setClipPath(shape)
        picture = self._picture
        painter.fillRect(self.rect(), GROUND if picture is not None else theme.colours().chip)
        if picture is not None:
            painter.drawPixmap(self._place(picture), picture, QRectF(picture.rect()))
        else:
            painter.setPen(theme.colours().muted)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), int(flags), self._why)
        if self._is_covered:
            said = self.tr("Graphic · click to look at it")
            self._paint_words(painter, said, theme.Face.STRONG, self.rect().center().y() - 16)
        self._paint_words(painter, self._label, theme.Face.META, self.height() - 36)
        if self.hasFocus():
            painter.setClipping(False)
            painter.setPen(QPen(theme.colours().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), ROUND, ROUND)

    def _paint_words(self, painter: QPainter, words: str, face: theme.Face, top: int) -> None:
        if not words:
            return
        painter.setFont(theme.font(face))
        meter = QFontMetrics(painter.font())
        said = meter.elidedText(words, Qt.TextElideMode.ElideMiddle, self.width() - 40)
        box = QRectF(12, top, meter.horizontalAdvance(said) + 16, 24)
        if face is theme.Face.STRONG:
            box.moveLeft((self.width() - box.width()) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCRIM)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)

    def _whole(self, picture: QPixmap) -> QSizeF:
        room = QSizeF(self.size())
        return QSizeF(picture.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def _place(self, picture: QPixmap) -> QRectF:
        size = self._whole(picture) * self._view.nearer
        middle, here = self._view.middle, QRectF(self.rect()).center()
        left, top = here.x() - middle.x() * size.width(), here.y() - middle.y() * size.height()
        return QRectF(QPointF(left, top), size)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go nearer or farther, in both pictures."""
        if self._picture is not None and not self._is_covered:
            place, at = self._place(self._picture), event.position() - QPointF(0, 0)
            share = QPointF(
                (at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height()
            )
            self._view.turn_wheel(event.angleDelta().y() / NOTCH, share)
            self.looked.emit()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the picture, to move it."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move both pictures."""
        if self._picture is None or self._is_covered:
            return
        by, size = event.position() - self._held, self._place(self._picture).size()
        self._held = event.position()
        self._view.move(QPointF(by.x() / size.width(), by.y() / size.height()))
        self.looked.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Uncover what is blurred."""
        if self._is_covered and event.button() is Qt.MouseButton.LeftButton:
            self.uncovered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Uncover with Enter; + and - go nearer and farther."""
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if event.key() in steps:
            self._view.turn_wheel(steps[Qt.Key(event.key())], self._view.middle)
            self.looked.emit()
        elif self._is_covered and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.uncovered.emit()
        else:
            super().keyPressEvent(event)


class Sides(QWidget):
    """The file and what is like it; what is done to one view is done to both."""

    def __init__(self) -> None:
        super().__init__()
        self._view = View()
        self.mine = Side(self._view, self.tr("This file"))
        self.other = Side(self._view, self.tr("Seen before"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for side in (self.mine, self.other):
            row.addWidget(side, 1)
            side.looked.connect(self.mine.update)
            side.looked.connect(self.other.update)

    def see_whole(self) -> None:
        """Show both pictures whole again."""
        self._view.nearer, self._view.middle = 1.0, QPointF(0.5, 0.5)
        self.mine.update()
        self.other.update()


def turned(picture: QPixmap, turn: Turn) -> QPixmap:
    """Turn a picture as EXIF's orientation of this number asks for."""
    quarter = {
        Turn.UPSIDE_DOWN: 180,
        Turn.FLIPPED: 180,
        Turn.TRANSPOSED: 90,
        Turn.CLOCKWISE: 90,
        Turn.TRANSVERSED: -90,
        Turn.COUNTERCLOCKWISE: -90,
    }.get(turn, 0)
    mirrors = (Turn.MIRRORED, Turn.FLIPPED, Turn.TRANSPOSED, Turn.TRANSVERSED)
    way = QTransform().rotate(quarter)
    stood = picture.transformed(way) if quarter else picture
    return stood.transformed(QTransform().scale(-1, 1)) if turn in mirrors else stood
