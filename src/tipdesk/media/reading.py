"""What a file says about itself, as the rest of the house receives it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tipdesk.newsroom.credentials import Credentials
from tipdesk.newsroom.facts import Said


class Wanted(NamedTuple):
    """What is asked of a reader besides the facts.

    `size` is the longest side of the preview in pixels, `frames` how many key frames of a video.
    `hasty`: what takes long may be left to another reading, which says so by being `unfinished`.
    """

    size: int
    frames: int = 0
    hasty: bool = False


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as raw RGB: eight bits a channel, rows from the top, `width * height * 3` bytes."""

    width: int
    height: int
    rgb: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Frame:
    """One key frame of a video, small and upright, and when it is shown, in seconds."""

    at: float
    pixels: Pixels


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says about itself; whatever it does not say is None.

    `kind` is picture, video, audio, mail, mbox, document, unreadable or other; `reason` is one
    sentence where nothing or not everything could be read. `width` and `height` are as stored,
    before `orientation` (1 to 8) or a video's `rotation` (degrees) are applied. `taken_at` is
    "YYYY:MM:DD HH:MM:SS", local as the file says it, `taken_offset` like "+01:00". `preview` is
    upright, no side longer than was asked for; of a video it is the poster frame. `frames` are
    for fingerprints. `said` holds every statement with its source; the fields beside it are the
    ones that count, chosen from it. `pair` is what a Live Photo's two files have in common,
    `words` is text recognised in the picture. One that is `unfinished` was hasty: it has a film's
    poster and not its frames, or the small picture inside a file and not the large one.
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
    said: tuple[Said, ...] = field(default=(), repr=False)
    credentials: Credentials | None = field(default=None, repr=False)
    thumbnail_differs: bool | None = None
    pair: str | None = field(default=None, repr=False)
    words: str | None = field(default=None, repr=False)
    unfinished: bool = False
    preview: Pixels | None = field(default=None, repr=False)
    frames: tuple[Frame, ...] = field(default=(), repr=False)
