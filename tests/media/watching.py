"""A viewer for tests: turns the clock by hand and notes what is shown and heard, and when."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from tests.media.marked import number_in
from tipdesk.media.frames import Picture
from tipdesk.media.playing import Playback
from tipdesk.media.slots import RATE, SAMPLE_BYTES
from tipdesk.media.transport import Transport
from tipdesk.media.worker import Readers

PATIENCE = 20.0
AHEAD = 0.2


class Hand:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.time = 1_000.0

    def now(self) -> float:
        return self.time


class Ear:
    """A speaker that plays in the time of the hand, as a device does, and keeps all samples."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._began = 0.0
        self.samples = b""
        self.is_dead = False

    def start(self) -> None:
        self._began, self.samples = self._hand.now(), b""

    def stop(self) -> None:
        self._began = float("inf")

    def room(self) -> int:
        waiting = len(self.samples) / SAMPLE_BYTES / RATE - self.heard()
        return max(0, round((AHEAD - waiting) * RATE)) * SAMPLE_BYTES

    def write(self, samples: bytes) -> None:
        self.samples += samples

    def heard(self) -> float:
        passed = 0.0 if self.is_dead else max(0.0, self._hand.now() - self._began)
        return min(passed, len(self.samples) / SAMPLE_BYTES / RATE)


class Viewer:
    """Looks at one film."""

    def __init__(self, readers: Readers, path: Path, *, hears: bool = False) -> None:
        self._came = threading.Event()
        self.hand = Hand()
        self.ear = Ear(self.hand) if hears else None
        self.playback = Playback(readers, path, self._came.set)
        self.film = Transport(self.playback, self.ear, self.hand.now)
        self.seen: list[tuple[float, Picture, int]] = []  # position, frame, its number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.film.stop()
        self.playback.close()
        self.playback.wait_closed()

    def until(self, happened: Callable[[], object]) -> None:
        """Wait for something that comes from the child; the clock stands meanwhile."""
        end = time.monotonic() + PATIENCE
        while not happened():
            self._came.clear()
            self.film.tick(self._see)
            if happened():
                return
            if time.monotonic() > end:
                pytest.fail("waited in vain for the player")
            self._came.wait(1.0)

    def settled(self) -> Self:
        """Wait until what was asked for is shown."""
        self.until(lambda: not self.film.waits or self.playback.failure)
        return self

    def watch(self, seconds: float, step: float = 0.01) -> None:
        """Turn the clock on, never faster than the child decodes."""
        for _ in range(round(seconds / step)):
            if not self.film.is_playing:
                return
            self.until(self._is_ahead)
            self.hand.time += step
            self.film.tick(self._see)

    def _is_ahead(self) -> bool:
        ahead = self.film.position + 0.05 * max(1.0, self.film.speed)
        has_picture = any(one.at > ahead for one in self.playback.pictures())
        sees = has_picture or self.playback._over["picture"]
        hears = self.ear is None or self.ear.room() < RATE // 10 or self.playback._over["sound"]
        return not self.film.is_playing or (not self.film.waits and sees and hears)

    @property
    def numbers(self) -> list[int]:
        return [number for _, _, number in self.seen]

    def _see(self, picture: Picture) -> None:
        number = number_in(picture.bgra, picture.width, picture.height, picture.stride)
        self.seen.append((self.film.position, picture, number))
