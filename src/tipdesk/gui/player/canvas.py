"""Where a film is seen: its poster, its frames, a sound's wave, or why there is nothing."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tipdesk.gui import icons, theme
from tipdesk.gui.player.wave import Wave

ROUND = 8
GROUND = QColor("#222222")  # pictures are judged on dark grey, in both schemes
SCRIM = QColor(20, 20, 20, 199)
MOST_TIMES = 4
_BUTTON = 72


class Canvas(QWidget):
    """Paints what is seen; a click plays or pauses, a click on a wave goes there."""

    clicked = Signal()
    doubled = Signal()
    sought = Signal(float)  # as a share of the whole
    resized = Signal(QSize)  # in pixels of the screen

    def __init__(self) -> None:
        super().__init__()
        self._poster: QPixmap | None = None
        self._frame: QImage | None = None
        self._wave: Wave | None = None
        self._share = 0.0
        self._label = self._sentence = ""
        self._offers_play, self._is_running = True, False
        self._is_round, self._has_focus = True, False
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def frame(self) -> QImage | None:
        """Give the frame that is shown, None while it is the poster."""
        return self._frame

    @property
    def has_wave(self) -> bool:
        """Tell whether a sound's wave is shown."""
        return self._wave is not None

    def clear(self, label: str) -> None:
        """Forget what was shown; the label says what comes."""
        self._poster = self._frame = self._wave = None
        self._label, self._sentence, self._offers_play, self._share = label, "", True, 0.0
        self.update()

    def show_poster(self, poster: QPixmap | None) -> None:
        """Show this until the first frame comes."""
        self._poster = poster
        self.update()

    def show_frame(self, frame: QImage) -> None:
        """Show a frame."""
        self._frame = frame
        self.update()

    def show_wave(self, wave: Wave) -> None:
        """Show how loud a sound is from end to end."""
        self._wave = wave
        self.update()

    def show_share(self, share: float) -> None:
        """Say how much of the sound has been heard."""
        self._share = share
        if self._wave is not None:
            self.update()

    def say(self, sentence: str) -> None:
        """Say why it can't be played; with nothing to say it can."""
        self._sentence = sentence
        self.update()

    def show_running(self, *, running: bool, touched: bool) -> None:
        """Leave nothing over a film that runs, nor the large button over one that stands."""
        offers = not running and not touched and not self._sentence
        if (offers, running) != (self._offers_play, self._is_running):
            self._offers_play, self._is_running = offers, running
            self.update()

    def show_round(self, *, on: bool) -> None:
        """Have round corners, or none where it fills its room."""
        self._is_round = on
        self.update()

    def show_focus(self, *, on: bool) -> None:
        """Show whether the keys are heard here."""
        self._has_focus = on
        self.update()

    def pixels(self) -> QSize:
        """Tell how large it is in pixels of the screen."""
        return self.size() * self.devicePixelRatioF()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        return QSize(480, 270)

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room that it can do with."""
        return QSize(160, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._is_round:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), ROUND, ROUND)
            painter.setClipPath(shape)
        painter.fillRect(self.rect(), GROUND)
        if self._frame is not None:
            painter.drawImage(_fitted(self._frame.size(), self.rect()), self._frame)
        elif self._poster is not None:
            painter.drawPixmap(_fitted(self._poster.size(), self.rect()), self._poster)
        if self._wave is not None:
            self._wave.paint(painter, self.rect().adjusted(24, 24, -24, -24), self._share)
        if self._sentence:
            self._paint_sentence(painter)
        elif self._offers_play:
            self._paint_button(painter)
        if self._label and not self._is_running:
            self._paint_label(painter)
        if self._has_focus and self._is_round:
            painter.setClipping(False)
            painter.setPen(QPen(theme.colours().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), ROUND, ROUND)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play or pause; on a wave, go to the moment under the mouse."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._wave is not None and not self._button().contains(event.position().toPoint()):
            room = max(1, self.width() - 48)
            self.sought.emit(max(0.0, min(1.0, (event.position().x() - 24) / room)))
        else:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the full screen and back."""
        self.doubled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how large frames should be."""
        super().resizeEvent(event)
        self.resized.emit(self.pixels())

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of font or colours."""
        super().changeEvent(event)
        self.update()

    def _button(self) -> QRect:
        button = QRect(0, 0, _BUTTON, _BUTTON)
        button.moveCenter(self.rect().center())
        return button if self._offers_play else QRect()

    def _paint_button(self, painter: QPainter) -> None:
        button = self._button()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCRIM)
        painter.drawEllipse(button)
        drawn = icons.pixmap("play", QColor(Qt.GlobalColor.white), 32, self.devicePixelRatioF())
        painter.drawPixmap(button.center() - QPoint(14, 15), drawn)

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.Face.BODY))
        room = self.rect().adjusted(32, 24, -32, -24)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        box = painter.boundingRect(room, flags, self._sentence).adjusted(-16, -12, 16, 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCRIM)
        painter.drawRoundedRect(box, ROUND, ROUND)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(room, flags, self._sentence)

    def _paint_label(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.Face.META))
        meter = QFontMetrics(painter.font())
        said = meter.elidedText(self._label, Qt.TextElideMode.ElideMiddle, self.width() - 40)
        box = QRect(12, self.height() - 12 - 24, meter.horizontalAdvance(said) + 16, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCRIM)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)


def _fitted(picture: QSize, room: QRect) -> QRect:
    """Fit a picture into a room, never many times its own size."""
    limit = room.size().boundedTo(picture * MOST_TIMES)
    size = picture.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    return place
