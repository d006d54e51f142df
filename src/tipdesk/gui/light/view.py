"""One picture to look at closely: zoomed at the cursor, pushed and turned by hand."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from tipdesk.gui.light.camera import Camera, Look
from tipdesk.gui.light.glass import Glass
from tipdesk.gui.light.sheet import Sheet

STEP = 1.25  # one notch of the wheel
_NOTCH = 120.0
_PUSH = 0.2  # of the room, by one press of an arrow


class PictureView(Sheet):
    """A sheet that follows wheel, fingers, mouse and arrows."""

    looked = Signal(object)  # Look: the editor went nearer or elsewhere
    uncovered = Signal()
    focused = Signal()

    def __init__(self, glass: Glass, parent: QWidget | None = None) -> None:
        super().__init__(glass, parent)
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.moved.connect(self._point)

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

    def push(self, across: float, down: float) -> None:
        """Move what is seen by parts of the room."""
        room = self.camera.room
        self._go(self.camera.moved(across * room[0], down * room[1]))

    def _go(self, camera: Camera) -> None:
        self.see(camera)
        self.looked.emit(self.camera.look)

    def _point(self) -> None:
        shape = Qt.CursorShape
        if self.is_covered:
            self.setCursor(shape.PointingHandCursor)
        elif self._held is not None:
            self.setCursor(shape.ClosedHandCursor)
        else:
            self.setCursor(shape.ArrowCursor if self.camera.is_whole else shape.OpenHandCursor)

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that it has the keyboard."""
        super().focusInEvent(event)
        self.focused.emit()

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
        """Uncover with Enter; push with the arrows where they mean nothing else."""
        ways = {
            Qt.Key.Key_Left: (_PUSH, 0.0),
            Qt.Key.Key_Right: (-_PUSH, 0.0),
            Qt.Key.Key_Up: (0.0, _PUSH),
            Qt.Key.Key_Down: (0.0, -_PUSH),
        }
        if self.is_covered and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.uncovered.emit()
        elif event.key() in ways:
            self.push(*ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
