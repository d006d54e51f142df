"""What a file says about itself, as the rest of the house receives it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as raw RGB: eight bits a channel, rows from the top, `width * height * 3` bytes."""

    width: int
    height: int
    rgb: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says about itself; whatever it does not say is None.

    `kind` is picture, video, audio, mail, mbox, document, unreadable or other; `reason` is one
    sentence where nothing or not everything could be read. `width` and `height` are as stored,
    before `orientation` (1 to 8) or a video's `rotation` (degrees) are applied. `taken_at` is
    "YYYY:MM:DD HH:MM:SS", local as the file says it, `taken_offset` like "+01:00". `preview` is
    upright, no side longer than was asked for; of a video it is the poster frame.
    """

    kind: str
    mime: str
    reason: str | None = field(default=None, repr=False)
    width: int | None = None
    height: int | None = None
    orientation: int | None = None
    rotation: int | None = None
    make: str | None = field(default=None, repr=False)
    model: str | None = field(default=None, repr=False)
    taken_at: str | None = field(default=None, repr=False)
    taken_offset: str | None = field(default=None, repr=False)
    latitude: float | None = field(default=None, repr=False)
    longitude: float | None = field(default=None, repr=False)
    duration: float | None = None
    codec: str | None = None
    preview: Pixels | None = field(default=None, repr=False)
