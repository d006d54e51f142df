"""Feeds the speaker with samples in time; what it has played is the clock of the film."""

from collections.abc import Callable
from typing import Protocol

from tipdesk.media.frames import Sound
from tipdesk.media.playing import Playback
from tipdesk.media.slots import RATE, SAMPLE_BYTES

GAP = 0.02  # seconds between samples that are still heard as one sound
MOST_SILENCE = 0.5  # seconds written at once
DEAF_AFTER = 3.0  # seconds in which a device that has samples plays none; some wake slowly


class Speaker(Protocol):
    """What plays samples: 48 kHz, two channels of 16 bits."""

    def start(self) -> None:
        """Begin with what is written from now on."""

    def stop(self) -> None:
        """Be silent at once, and forget what was written."""

    def room(self) -> int:
        """Tell how many bytes can be written now."""

    def write(self, samples: bytes) -> None:
        """Play these after what was written before."""

    def heard(self) -> float:
        """Tell how many seconds were heard since the start."""


class Deck:
    """The samples of one playback on their way to a speaker."""

    def __init__(self, playback: Playback, speaker: Speaker, now: Callable[[], float]) -> None:
        self._playback, self._speaker, self._now = playback, speaker, now
        self._until = self._written = 0.0
        self._rest = b""
        self._next: Sound | None = None
        self._progress, self._progressed_at = 0.0, 0.0
        self.is_deaf = False

    @property
    def heard(self) -> float:
        """Tell how many seconds were heard since the start."""
        return min(self._speaker.heard(), self._written)

    @property
    def is_heard(self) -> bool:
        """Tell whether everything was heard to its end."""
        return not self._rest and self._next is None and self.heard >= self._written - GAP

    def start(self, at: float) -> None:
        """Begin to play the samples from this moment on."""
        self._until, self._written = at, 0.0
        self._progress, self._progressed_at = 0.0, self._now()
        self._speaker.start()

    def stop(self) -> None:
        """Be silent, and forget the samples that were not heard."""
        self._rest, self._next = b"", None
        self._speaker.stop()

    def feed(self) -> None:
        """Write as much as the speaker takes; silence where the film has none."""
        room = self._speaker.room() // SAMPLE_BYTES * SAMPLE_BYTES
        while room and self._fetch():
            piece, self._rest = self._rest[:room], self._rest[room:]
            self._speaker.write(piece)
            room -= len(piece)
            lasts = len(piece) / SAMPLE_BYTES / RATE
            self._until += lasts
            self._written += lasts
        self._listen()

    def _fetch(self) -> bool:
        """See that there is something to write; false where it has not come yet."""
        while not self._rest:
            self._next = self._next or self._playback.next_sound()
            if self._next is None:
                if not self._playback.is_over("sound") or self._playback.is_over("picture"):
                    return False
                self._rest = _silence(0.1)
                continue
            gap = self._next.at - self._until
            if gap > GAP:
                self._rest = _silence(min(gap, MOST_SILENCE))
            else:
                twice = max(0, round(-gap * RATE)) if gap < -GAP else 0
                self._rest, self._next = self._next.samples[twice * SAMPLE_BYTES :], None
        return True

    def _listen(self) -> None:
        """Notice a device that has stopped for good: a film that waits for it would stand."""
        heard, now = self.heard, self._now()
        if heard > self._progress or heard >= self._written:
            self._progress, self._progressed_at = heard, now
        self.is_deaf = now - self._progressed_at > DEAF_AFTER


def _silence(seconds: float) -> bytes:
    return bytes(round(seconds * RATE) * SAMPLE_BYTES)
