"""One film that is being looked at: its playback, its clock and its speaker, for the window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QTransform

from tipdesk.gui.bridge import Deliveries
from tipdesk.gui.player.speaker import QtSpeaker
from tipdesk.media.frames import Film, Picture
from tipdesk.media.playing import Playback
from tipdesk.media.transport import Transport
from tipdesk.media.worker import Readers


class Session(QObject):
    """Plays one file; everything is told on the window's thread."""

    shown = Signal(QImage)
    moved = Signal()  # position, playing or not, what is known of the film
    failed = Signal(str)

    def __init__(
        self, readers: Readers, path: Path, speaker: QtSpeaker | None, deliveries: Deliveries
    ) -> None:
        super().__init__()
        self._is_told = False
        self._is_closed = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._deliveries = deliveries
        self._playback = Playback(readers, path, self._tell)
        self.transport = Transport(self._playback, speaker)

    @property
    def film(self) -> Film | None:
        """Give what is known of the film, None until it is open."""
        return self._playback.film

    def fit(self, room: QSize) -> None:
        """Have frames made for this room, in pixels of the screen."""
        self._playback.fit(room.width(), room.height())

    def look(self) -> None:
        """Do what is due; called after anything was asked of the transport."""
        if not self._is_closed:
            self._tick()

    def close(self) -> None:
        """End the child."""
        self._is_closed = True
        self._timer.stop()
        self.transport.stop()
        self._playback.close()

    def _tell(self) -> None:
        """Have the window look, once however much has come; on the playback's thread."""
        if not self._is_told:
            self._is_told = True
            self._deliveries.later(partial(self._come))

    def _come(self) -> None:
        self._is_told = False
        if self._is_closed:
            return
        if self._playback.failure:
            self.transport.stop()
            self._timer.stop()
            self.failed.emit(self._playback.failure)
            return
        self._tick()

    def _tick(self) -> None:
        pause = self.transport.tick(self._show)
        self.moved.emit()
        if pause is not None:
            self._timer.start(max(1, round(pause * 1_000)))

    def _show(self, picture: Picture) -> None:
        # Copied: the place in the shared memory goes back to the child at once.
        frame = QImage(
            picture.bgra,
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_RGB32,
        ).copy()
        if picture.rotation:
            frame = frame.transformed(QTransform().rotate(picture.rotation))
        self.shown.emit(frame)
