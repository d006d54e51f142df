"""One picture to look at closely: zoomed at the cursor, pushed by hand, never waiting."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tipdesk.gui.light.camera import Camera, Look
from tipdesk.gui.light.glass import Glass, Sharp
from tipdesk.gui.tip.preview import GROUND
from tipdesk.media.looking import Crop

STEP = 1.25  # one notch of the wheel
_NOTCH = 120.0
_PUSH = 0.2  # of the room, by an arrow with the zoom on
_ENLARGED = 2.0  # from here on pixels are shown as the squares they are
_SOON_MS = 12


class PictureView(QWidget):
    """Shows a preview at once and sharp pixels as they come; turning and zooming change no byte."""

    looked = Signal(object)  # Look: the editor went nearer or elsewhere
    uncovered = Signal()
    settled = Signal()  # what is on the screen is sharp

    def __init__(self, glass: Glass, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.glass = glass
        self.camera = Camera()
        self._digest = ""
        self._preview: QPixmap | None = None
        self._whole: Sharp | None = None
        self._piece: Sharp | None = None
        self._held: QPointF | None = None
        self.is_covered = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._want)
        glass.opened.connect(self._measure)
        glass.came.connect(self._take)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown

    def show_picture(self, digest: str, sides: tuple[int, int], *, covered: bool) -> None:
        """Show another picture, whole; while it is covered nobody decodes it."""
        is_another = digest != self._digest
        if is_another:
            self._digest = digest
            self._preview = self._whole = self._piece = None
            self.camera = Camera(sides, self._room()).settled()
        self.is_covered = covered
        self.glass.look_at("" if covered else digest)
        self._point()
        self._ask_soon()
        self.update()

    def show_preview(self, picture: QPixmap | None) -> None:
        """Show this small picture until there are sharp pixels."""
        self._preview = picture
        if picture is not None and self.camera.picture == (1, 1):
            sides = (picture.width(), picture.height())
            self.camera = replace(self.camera, picture=sides).settled()
        self.update()

    @property
    def has_preview(self) -> bool:
        """Tell whether there is anything to see yet."""
        return self._preview is not None or self._whole is not None

    @property
    def is_sharp(self) -> bool:
        """Tell whether what is seen has all the pixels that there are."""
        shown = self._whole if self.camera.is_whole else self._piece
        return shown is not None and shown.crop == self._crop()

    # Where one looks

    def follow(self, look: Look) -> None:
        """Look at the same place as a linked view."""
        self._see(self.camera.looking(look))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Go nearer, or farther; what is at this place of the widget stays there."""
        if not self.is_covered:
            ratio = self.devicePixelRatioF()
            where = None if at is None else (at.x() * ratio, at.y() * ratio)
            self._go(self.camera.to_zoom(self.camera.zoom * factor, where))

    def toggle_zoom(self, at: QPointF | None = None) -> None:
        """Turn between the whole picture and every pixel."""
        if self.is_covered:
            return
        if self.camera.is_whole:
            nearer = 1.0 if self.camera.whole < 1.0 else self.camera.whole * 2
            self.zoom_by(nearer / self.camera.zoom, at)
        else:
            self._go(self.camera.looking(Look()))

    def turn_by(self, quarters: int) -> None:
        """Turn the view by quarters to the right."""
        self._see(self.camera.turned(quarters))

    def push(self, across: float, down: float) -> None:
        """Move what is seen by parts of the room."""
        room = self.camera.room
        self._go(self.camera.moved(across * room[0], down * room[1]))

    def _go(self, camera: Camera) -> None:
        self._see(camera)
        self.looked.emit(self.camera.look)

    def _see(self, camera: Camera) -> None:
        self.camera = camera
        self._point()
        self._ask_soon()
        self.update()

    # What is decoded

    def _crop(self) -> Crop:
        camera = self.camera
        left, top, right, bottom = camera.seen()
        width, height = right - left, bottom - top
        scale = min(camera.zoom, 1.0)
        out = (max(1, round(width * scale)), max(1, round(height * scale)))
        return Crop(left, top, width, height, *out)

    def _ask_soon(self) -> None:
        if self._digest and not self.is_covered:
            self._soon.start()

    def _want(self) -> None:
        if self._digest and not self.is_covered and not self.is_sharp:
            self.glass.want(self._crop())

    def _measure(self, width: int, height: int) -> None:
        if (width, height) != self.camera.picture:
            self._see(replace(self.camera, picture=(width, height)).settled())
        self._want()

    def _take(self, sharp: Sharp) -> None:
        crop = sharp.crop
        if (crop.width, crop.height) == self.camera.picture:
            self._whole = sharp
        else:
            self._piece = sharp
        self.update()
        if self.is_sharp:
            self.settled.emit()
        elif not self._soon.isActive() and not self.glass.is_busy:
            self._want()

    # How it is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the best that is here."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROUND)
        camera = self.camera
        painter.setTransform(self._transform(), combine=True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, camera.zoom < _ENLARGED)
        whole = QRectF(0, 0, *camera.picture)
        if self._whole is not None and not self.is_covered:
            painter.drawImage(whole, self._whole.image)
        elif self._preview is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(whole, self._preview, QRectF(self._preview.rect()))
        if self._piece is not None and not camera.is_whole and not self.is_covered:
            crop = self._piece.crop
            place = QRectF(crop.x, crop.y, crop.width, crop.height)
            painter.drawImage(place, self._piece.image)

    def _transform(self) -> QTransform:
        camera, ratio = self.camera, self.devicePixelRatioF()
        scale = camera.zoom / ratio
        way = QTransform()
        way.translate(camera.room[0] / ratio / 2, camera.room[1] / ratio / 2)
        way.rotate(90 * camera.turn)
        way.scale(scale, scale)
        way.translate(-camera.look.x * camera.picture[0], -camera.look.y * camera.picture[1])
        return way

    def _room(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))

    def _point(self) -> None:
        shape = Qt.CursorShape
        if self.is_covered:
            self.setCursor(shape.PointingHandCursor)
        elif self._held is not None:
            self.setCursor(shape.ClosedHandCursor)
        else:
            self.setCursor(shape.ArrowCursor if self.camera.is_whole else shape.OpenHandCursor)

    # What the hands do

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go nearer or farther at the cursor; a touchpad that scrolls sideways pushes."""
        turned = event.angleDelta().y()
        self.zoom_by(STEP ** (turned / _NOTCH), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Follow two fingers that pinch or turn."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position())
                return True
            if event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
                self.toggle_zoom(event.position())
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._held = event.position()
            self._point()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Push the picture with the hand."""
        if self._held is None:
            return
        ratio = self.devicePixelRatioF()
        way = (event.position() - self._held) * ratio
        self._held = event.position()
        self._go(self.camera.moved(way.x(), way.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it; a click uncovers what is blurred."""
        self._held = None
        self._point()
        if self.is_covered and event.button() is Qt.MouseButton.LeftButton:
            self.uncovered.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Turn between the whole picture and every pixel, at the cursor."""
        self.toggle_zoom(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Push with the arrows where they mean nothing else."""
        ways = {
            Qt.Key.Key_Left: (_PUSH, 0.0),
            Qt.Key.Key_Right: (-_PUSH, 0.0),
            Qt.Key.Key_Up: (0.0, _PUSH),
            Qt.Key.Key_Down: (0.0, -_PUSH),
        }
        if event.key() in ways:
            self.push(*ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is seen in the room."""
        super().resizeEvent(event)
        self._see(replace(self.camera, room=self._room()).settled())
