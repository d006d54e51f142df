"""In what way a file has been seen before, and how one picture lies against another."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.states import FileKind


class Likeness(StrEnum):
    """What two files have in common."""

    SAME_BYTES = "same_bytes"
    SAME_PICTURE = "same_picture"
    TURNED = "turned"  # the same picture, mirrored or turned
    SAME_VIDEO = "same_video"


class Turn(IntEnum):
    """How a picture must be shown to look like another: the numbers are EXIF's orientations."""

    UPRIGHT = 1
    MIRRORED = 2
    UPSIDE_DOWN = 3
    FLIPPED = 4
    TRANSPOSED = 5
    CLOCKWISE = 6
    TRANSVERSED = 7
    COUNTERCLOCKWISE = 8

    @property
    def is_mirrored(self) -> bool:
        """Tell whether left and right change places; that comes before any turning."""
        return self in (Turn.MIRRORED, Turn.FLIPPED, Turn.TRANSPOSED, Turn.TRANSVERSED)

    @property
    def quarters(self) -> int:
        """Count the quarters by which it is turned to the right."""
        return (0, 0, 2, 2, 3, 1, 1, 3)[self - 1]


@dataclass(frozen=True, slots=True)
class Holder:
    """One media of a tip that has a file; trashed tips are told, and marked."""

    media: MediaId
    tip: TipId
    trashed: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the desk that is like the one asked about.

    `bits` of 256 differ (0 to 72). `turn` is how to show this one so that it looks like the one
    asked about. Of videos `frames` key frames agree, and the best of them are at `at` seconds in
    the one asked about and `other_at` in this one; both are 0 in pictures.
    """

    digest: str
    kind: FileKind
    likeness: Likeness
    holders: tuple[Holder, ...]
    bits: int = 0
    turn: Turn = Turn.UPRIGHT
    frames: int = 0
    at: float = 0.0
    other_at: float = 0.0
