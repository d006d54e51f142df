"""In what way a file has been seen before, and how one picture lies against another."""

from enum import IntEnum, StrEnum


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
