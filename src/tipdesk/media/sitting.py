"""A sitting: the files of one tip, read one after the other by one walled-in child."""

import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from tipdesk.media.answers import HEADER_LIMIT, SENTENCES, Trouble, longest, parse
from tipdesk.media.checks import LyingAnswer
from tipdesk.media.kinds import kind_of
from tipdesk.media.lifeline import Bounds, Child, ChildEnded, Overdue, ServerLost
from tipdesk.media.plainfile import opened, refusal
from tipdesk.media.reading import Reading, Wanted
from tipdesk.media.wall.confine import CAN_CONFINE, Limits

EMPTY = "The file is empty."
CRASHED = "The reader crashed on this file; the original is kept."
TOO_LONG = "Reading this file took too long; the original is kept."
LIED = "The reader gave an impossible answer for this file; the original is kept."
LOST = "The reader could not be started; the original is kept."
NO_WALL = "Tipdesk decodes pictures and videos only on Linux and macOS yet; the original is kept."

Hire = Callable[[str, int, Limits], Child]


class Sitting:
    """Reads the files of one tip; one thread at a time.

    A file on which the child dies, lies or doesn't end costs that child: the next file gets a
    fresh one.
    """

    def __init__(
        self, hire: Hire, limits: Mapping[str, Limits], turns: threading.BoundedSemaphore
    ) -> None:
        self._hire, self._limits, self._turns = hire, limits, turns
        self._memory = max(limit.memory for limit in limits.values())
        self._child: Child | None = None
        self.peak = 0  # bytes of memory that a child of this sitting had at most, as far as known

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: Path, *, size: int = 512, frames: int = 0, hasty: bool = False) -> Reading:
        """Return what the file says about itself, with a preview of at most `size` a side.

        Of a video come up to `frames` small key frames; `hasty` leaves what takes long to another
        reading. Never raises for a bad file: whatever goes wrong is a reading of kind "unreadable".
        """
        try:
            with opened(path) as (file, head):
                return self._look(file, head, path.name, Wanted(size, frames, hasty))
        except OSError as error:
            return _unreadable(refusal(error))

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child:
            with suppress(Overdue, ServerLost):
                self.peak = max(self.peak, child.part().peak)

    def _look(self, file: int, head: bytes, name: str, wanted: Wanted) -> Reading:
        if not head:
            return _unreadable(EMPTY)
        kind, mime = kind_of(head, name)
        limits = self._limits.get(mime) or self._limits.get(kind)
        if limits is None:
            return Reading(kind, mime)
        if not CAN_CONFINE:
            return _unreadable(NO_WALL, mime)
        with self._turns:
            reading, was_fresh = self._try(file, mime, wanted, limits)
            # An earlier file may have left the child sick: that must not be this one's fault.
            return reading if was_fresh else self._try(file, mime, wanted, limits)[0]

    def _try(self, file: int, mime: str, wanted: Wanted, limits: Limits) -> tuple[Reading, bool]:
        """Return a reading, and whether a fresh child would tell the same."""
        fresh = self._child is None
        try:
            reading = self._ask(file, wanted, limits)
        except ServerLost:
            reason, final = LOST, False
        except Overdue:
            reason, final = TOO_LONG, True
        except ChildEnded as end:
            self.peak = max(self.peak, end.peak)
            reason, final = (TOO_LONG, True) if end.out_of_time else (CRASHED, fresh)
        except LyingAnswer:
            reason, final = LIED, fresh
        else:
            if fresh or reading.reason != SENTENCES[Trouble.NO_MEMORY]:
                return reading, True
            reason, final = LOST, False
        self._drop()
        return _unreadable(reason, mime), final

    def _ask(self, file: int, wanted: Wanted, limits: Limits) -> Reading:
        os.lseek(file, 0, os.SEEK_SET)  # the reader shares this position
        if self._child is None:
            first = Limits(self._memory, limits.cpu, limits.wall)
            self._child = self._hire("read", file, first)
        else:
            self._child.hand(file)
        self._child.ask(wanted._asdict(), limits)
        bounds = Bounds(HEADER_LIMIT, longest(wanted.size, wanted.frames))
        answer = self._child.answer(bounds, limits.wall)
        return parse(*answer, wanted.size, wanted.frames)

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child:
            child.let_go()


def _unreadable(reason: str, mime: str = "application/octet-stream") -> Reading:
    return Reading("unreadable", mime, reason)
