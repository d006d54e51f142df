"""Plays samples on the computer's audio output; the only use that is made of Qt's multimedia."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QIODevice,
    QLoggingCategory,
    QMessageLogContext,
    QObject,
    QtMsgType,
    qInstallMessageHandler,
)

from tipdesk.media.slots import CHANNELS, RATE, SAMPLE_BYTES

AHEAD = 0.2  # seconds that lie in the device's buffer
# Which sound servers and video libraries a computer lacks is no news: all works without them.
_QUIET = "qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg=false"
_NO_SERVER = "PulseAudioService"


class QtSpeaker(QObject):
    """A speaker as `media.deck` wants it; made by `find_speaker`."""

    def __init__(self, device: object, parent: QObject | None = None) -> None:
        from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink  # noqa: PLC0415

        super().__init__(parent)
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(CHANNELS)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if not isinstance(device, QAudioDevice):
            raise TypeError("no audio device")
        self._sink = QAudioSink(device, form, self)
        self._sink.setBufferSize(round(AHEAD * RATE) * SAMPLE_BYTES)
        self._into: QIODevice | None = None
        self._written = 0

    def set_volume(self, volume: float) -> None:
        """Play as loud as this, from silent (0) to full (1)."""
        self._sink.setVolume(volume)

    def start(self) -> None:
        """Begin with what is written from now on."""
        self._written = 0
        self._into = self._sink.start()

    def stop(self) -> None:
        """Be silent at once, and forget what was written."""
        self._into = None
        self._sink.reset()

    def room(self) -> int:
        """Tell how many bytes can be written now."""
        return self._sink.bytesFree() if self._into is not None else 0

    def write(self, samples: bytes) -> None:
        """Play these after what was written before."""
        if self._into is not None:
            self._written += self._into.write(samples)

    def heard(self) -> float:
        """Tell how many seconds were heard since the start: what was written and is played."""
        if self._into is None:
            return 0.0
        waiting = self._sink.bufferSize() - self._sink.bytesFree()
        return max(0, self._written - waiting) / SAMPLE_BYTES / RATE


def load() -> None:
    """Load what playing needs; slow, so it is done aside."""
    QLoggingCategory.setFilterRules(_QUIET)
    import PySide6.QtMultimedia  # noqa: F401, PLC0415


def find_speaker(parent: QObject) -> QtSpeaker | None:
    """Open the computer's audio output, None where it has none."""
    from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415

    with _without_complaints():
        device = QMediaDevices.defaultAudioOutput()
    return None if device.isNull() else QtSpeaker(device, parent)


@contextmanager
def _without_complaints() -> Iterator[None]:
    """Keep from the log that there is no sound server: Qt says so under no name of its own."""

    def pass_on(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if not text.startswith(_NO_SERVER) and before is not None:
            before(kind, context, text)

    before = qInstallMessageHandler(pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
