"""Finds the way between a picture as its file stores it and as it is looked at."""

from PIL import Image

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SWAPPED = frozenset({5, 6, 7, 8})
# Whether a place upright is counted from the other side in the file: across, then down.
_FROM_THE_OTHER_SIDE = {
    1: (False, False),
    2: (True, False),
    3: (True, True),
    4: (False, True),
    5: (False, False),
    6: (False, True),
    7: (True, True),
    8: (True, False),
}

Part = tuple[float, float, float, float]


def turn_of(said: object) -> int:
    """Read an orientation; anything but 1 to 8 says nothing."""
    return said if isinstance(said, int) and said in _FROM_THE_OTHER_SIDE else 1


def is_on_its_side(orientation: int) -> bool:
    """Tell whether width and height change places when the picture is turned upright."""
    return orientation in _SWAPPED


def turned_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turn a stored picture, or a piece of one, upright."""
    return image.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else image


def as_stored(part: Part, orientation: int) -> Part:
    """Say where a part of the upright picture lies in the stored one; all from 0 to 1."""
    left, top, right, bottom = part
    if orientation in _SWAPPED:
        left, top, right, bottom = top, left, bottom, right
    across, down = _FROM_THE_OTHER_SIDE[orientation]
    if across:
        left, right = 1 - right, 1 - left
    if down:
        top, bottom = 1 - bottom, 1 - top
    return left, top, right, bottom
