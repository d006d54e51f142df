"""What a walled player says of a film, its frames and samples; read with suspicion."""

import math
from dataclasses import dataclass, field
from typing import Any

from tipdesk.media.answers import SENTENCES, Trouble
from tipdesk.media.slots import (
    LONG_SIDE,
    PICTURE_BYTES,
    SAMPLE_BYTES,
    SOUND_BYTES,
    SOUND_SAMPLES,
)

LONGEST = 1e7  # seconds, or pixels of a side
MOST_FRAMES = 1_000.0  # a second
_PIXEL_BYTES = 4
_TURNS = (0, 90, 180, 270)

Said = dict[str, Any]


class ImpossibleAnswer(ValueError):
    """The child said something that no honest one says."""


@dataclass(frozen=True, slots=True)
class Film:
    """What a film says of itself: seconds, frames a second, square pixels; 0 for unknown."""

    duration: float
    rate: float
    width: int
    height: int
    has_sound: bool

    @property
    def has_picture(self) -> bool:
        """Tell whether there is anything to see."""
        return self.width > 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A frame in shared memory (BGRA), ours until it is given back; `rotation` is still due.

    One that isn't `settled` is only on the way to the frame that was asked for.
    """

    turn: int
    slot: int
    at: float
    width: int
    height: int
    stride: int
    rotation: int
    settled: bool
    bgra: memoryview = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples from a moment on: 48 kHz, two channels of 16 bits."""

    turn: int
    slot: int
    at: float
    samples: bytes = field(repr=False)


def film_in(said: Said) -> Film:
    """Check what the child says of the film."""
    return Film(
        duration=_number(said, "duration", 0, LONGEST),
        rate=_number(said, "rate", 0, LONGEST) if _is_sane(said.get("rate")) else 0.0,
        width=_count(said, "width", 0, LONGEST),
        height=_count(said, "height", 0, LONGEST),
        has_sound=_truth(said, "sound"),
    )


def picture_in(said: Said, memory: memoryview) -> Picture:
    """Check what the child says of a frame, and cut it out of the shared memory."""
    width, height = _count(said, "width", 1, LONG_SIDE), _count(said, "height", 1, LONG_SIDE)
    stride = _count(said, "stride", width * _PIXEL_BYTES, PICTURE_BYTES)
    slot = _count(said, "slot", 0, len(memory) // PICTURE_BYTES - 1)
    if stride * height > PICTURE_BYTES or said.get("rotation") not in _TURNS:
        raise ImpossibleAnswer("frame")
    begin = slot * PICTURE_BYTES
    return Picture(
        turn=_count(said, "turn", 0, LONGEST),
        slot=slot,
        at=_number(said, "at", -LONGEST, LONGEST),
        width=width,
        height=height,
        stride=stride,
        rotation=said["rotation"],
        settled=_truth(said, "settled"),
        bgra=memory[begin : begin + stride * height],
    )


def sound_in(said: Said, memory: memoryview) -> Sound:
    """Check what the child says of samples, and copy them out of the shared memory."""
    slot = _count(said, "slot", 0, len(memory) // SOUND_BYTES - 1)
    begin = slot * SOUND_BYTES
    count = _count(said, "samples", 1, SOUND_SAMPLES)
    return Sound(
        turn=_count(said, "turn", 0, LONGEST),
        slot=slot,
        at=_number(said, "at", -LONGEST, LONGEST),
        samples=bytes(memory[begin : begin + count * SAMPLE_BYTES]),
    )


def end_in(said: Said) -> tuple[str, int]:
    """Check the news that a stream is over; return which, and of which turn."""
    if said.get("of") not in ("picture", "sound"):
        raise ImpossibleAnswer("end")
    return said["of"], _count(said, "turn", 0, LONGEST)


def trouble_in(said: Said) -> str:
    """Put the child's trouble into words."""
    try:
        trouble = Trouble(str(said.get("code")))
    except ValueError:
        raise ImpossibleAnswer("trouble") from None
    return SENTENCES[trouble].format(width="?", height="?")


def still_in(said: Said, memory: memoryview) -> tuple[int, int, float, bytes]:
    """Check a whole frame: width, height, moment, and RGB copied out of the shared memory."""
    width, height = _count(said, "width", 1, LONGEST), _count(said, "height", 1, LONGEST)
    if width * height * 3 > len(memory):
        raise ImpossibleAnswer("still")
    rgb = bytes(memory[: width * height * 3])
    return width, height, _number(said, "at", -LONGEST, LONGEST), rgb


def _is_sane(rate: Any) -> bool:
    return isinstance(rate, float | int) and rate <= MOST_FRAMES


def _number(said: Said, name: str, least: float, most: float) -> float:
    value = said.get(name)
    if isinstance(value, bool) or not isinstance(value, float | int):
        raise ImpossibleAnswer(name)
    if not math.isfinite(value) or not least <= value <= most:
        raise ImpossibleAnswer(name)
    return float(value)


def _count(said: Said, name: str, least: float, most: float) -> int:
    value = said.get(name)
    if type(value) is not int or not least <= value <= most:
        raise ImpossibleAnswer(name)
    return value


def _truth(said: Said, name: str) -> bool:
    value = said.get(name)
    if not isinstance(value, bool):
        raise ImpossibleAnswer(name)
    return value
