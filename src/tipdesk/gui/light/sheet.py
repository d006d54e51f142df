"""One picture on the table: a preview at once, sharp pixels as they come, never waiting."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QImage,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tipdesk.gui import icons, marks, theme
from tipdesk.gui.light import saying
from tipdesk.gui.light.camera import Camera, Look
from tipdesk.gui.light.glass import Glass, Sharp
from tipdesk.gui.tip.preview import GROUND
from tipdesk.media.looking import Crop
from tipdesk.newsroom.likeness import Turn

_ENLARGED = 2.0  # from here on pixels are shown as the squares they are
_SOON_MS = 12
_GLYPH = 48


class Sheet(QWidget):
    """Shows a picture as its camera sees it; zooming and turning the view change no byte."""

    settled = Signal()  # what is on the screen is sharp
    moved = Signal()  # the camera looks elsewhere

    def __init__(self, glass: Glass, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.glass = glass
        self.camera = Camera()
        self._digest = ""
        self.lies = Turn.UPRIGHT
        self._preview: QPixmap | None = None
        self._whole: Sharp | None = None
        self._piece: Sharp | None = None
        self._said, self._glyph = "", ""
        self.is_covered = False
        self.cover = ""  # why it is blurred
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._want)
        glass.opened.connect(self._measure)
        glass.came.connect(self._take)
        glass.failed.connect(self.show_words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown

    def show_picture(
        self, digest: str, sides: tuple[int, int], *, covered: bool, turn: Turn = Turn.UPRIGHT
    ) -> None:
        """Show another picture, whole; while it is covered nobody decodes it.

        The empty digest is a file of which only a preview can be shown, or nothing. `turn` is how
        it is shown before anybody turns the view.
        """
        if digest != self._digest or not digest or turn is not self.lies:
            self._digest, self.lies = digest, turn
            self._preview = self._whole = self._piece = None
            camera = Camera(sides, self._room(), Look(), turn.quarters, turn.is_mirrored)
            self.camera = camera.settled()
        self.is_covered = covered
        self._said = self._glyph = ""
        self.glass.look_at("" if covered else digest)
        self.moved.emit()
        self._ask_soon()
        self.update()

    def show_preview(self, picture: QPixmap | None) -> None:
        """Show this small picture until there are sharp pixels."""
        self._preview = picture
        if picture is not None and self.camera.picture == (1, 1):
            sides = (picture.width(), picture.height())
            self.camera = replace(self.camera, picture=sides).settled()
        self.update()

    def show_words(self, said: str, glyph: str = "") -> None:
        """Say why there is no picture, or no sharper one."""
        self._said, self._glyph = said, glyph
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
        self.see(self.camera.looking(look))

    def turn_by(self, quarters: int) -> None:
        """Turn the view by quarters to the right."""
        self.see(self.camera.turned(quarters))

    def see(self, camera: Camera) -> None:
        """Look as this camera does."""
        self.camera = camera
        self.moved.emit()
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
            self.see(replace(self.camera, picture=(width, height)).settled())
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
        smooth = QPainter.RenderHint.SmoothPixmapTransform
        painter.setRenderHint(smooth, camera.zoom < _ENLARGED)
        whole = QRectF(0, 0, *camera.picture)
        if self._whole is not None and not self.is_covered:
            self._paint_image(painter, whole, self._whole.image)
        elif self._preview is not None:
            painter.setRenderHint(smooth)
            self._paint_image(painter, whole, self._preview)
        if self._piece is not None and not camera.is_whole and not self.is_covered:
            crop = self._piece.crop
            place = QRectF(crop.x, crop.y, crop.width, crop.height)
            self._paint_image(painter, place, self._piece.image)
        self._paint_words(painter)

    def _paint_image(self, painter: QPainter, place: QRectF, image: QImage | QPixmap) -> None:
        """Paint a piece of the picture; upright ones fall on whole pixels, so that none blurs."""
        way, painted = self._transform(), place
        if not self.camera.turn and not self.camera.is_mirrored:
            ratio = self.devicePixelRatioF()
            there = way.mapRect(place)
            painted = QRectF(
                *(round(value * ratio) / ratio for value in (there.x(), there.y())),
                *(round(value * ratio) / ratio for value in (there.width(), there.height())),
            )
            way = QTransform()
        painter.save()
        painter.setTransform(way, combine=True)
        if isinstance(image, QPixmap):
            painter.drawPixmap(painted, image, QRectF(image.rect()))
        else:
            painter.drawImage(painted, image)
        painter.restore()

    def _paint_words(self, painter: QPainter) -> None:
        cover = self.cover or saying.cover(graphic=False)
        said = cover if self.is_covered and self.has_preview else self._said
        if not said:
            return
        middle = self.rect().center()
        if self._glyph and not self.has_preview:
            drawn = icons.pixmap(self._glyph, marks.QUIET_ON_PICTURE, _GLYPH)
            painter.drawPixmap(middle - QPoint(_GLYPH // 2, _GLYPH + 12), drawn)
        font = theme.font(theme.Face.BODY)
        painter.setFont(font)
        wide = min(QFontMetrics(font).horizontalAdvance(said) + 32, self.width() - 32)
        box = QRect(0, 0, wide, 32)
        box.moveCenter(middle if self.is_covered else middle + QPoint(0, 12))
        if self.has_preview and not self.is_covered:
            box.moveBottom(self.height() - 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(marks.SCRIM)
        painter.drawRoundedRect(QRectF(box), 16, 16)
        painter.setPen(marks.ON_PICTURE)
        text = QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideRight, wide - 24)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _transform(self) -> QTransform:
        camera, ratio = self.camera, self.devicePixelRatioF()
        scale = camera.zoom / ratio
        way = QTransform()
        way.translate(camera.room[0] / ratio / 2, camera.room[1] / ratio / 2)
        way.rotate(90 * camera.turn)
        way.scale(-scale if camera.is_mirrored else scale, scale)
        way.translate(-camera.look.x * camera.picture[0], -camera.look.y * camera.picture[1])
        return way

    def _room(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is seen in the room."""
        super().resizeEvent(event)
        self.see(replace(self.camera, room=self._room()).settled())
