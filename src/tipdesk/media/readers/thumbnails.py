"""Compares the small picture embedded in a file with the picture itself."""

from io import BytesIO

import numpy as np
from PIL import Image

from tipdesk.media.readers.turning import turned_upright

_SIDE = 32
_SMALLEST = 24  # pixels of a side; below it there is nothing to compare
_FLAT = 4.0  # levels of grey: less contrast than this says nothing
_UNALIKE = 0.7  # correlation; recoded and shrunk copies reach 0.9 and more
_RICH = 20.0
_DARK = 24.0  # a bar is black or nearly
_MOST_BAR = 0.34
_SHAPE = 0.06  # how far the shapes of the two may lie apart before a crop is tried

Grey = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def differs(thumbnail: bytes, picture: Image.Image, orientation: int | None) -> bool | None:
    """Tell whether an EXIF thumbnail, stored like the picture, clearly shows something else.

    `picture` is upright. None where there is no thumbnail that can be compared.
    """
    try:
        small: Image.Image = Image.open(BytesIO(thumbnail), formats=["JPEG", "TIFF"])
        small.draft("L", (_SIDE * 2, _SIDE * 2))
        grey = small.convert("L")
    except Exception:  # noqa: BLE001 - a thumbnail that can't be read is none
        return None
    # Most cameras store both the same way; a few programs turn the one and not the other.
    found = [likeness(one, picture) for one in (turned_upright(grey, orientation or 1), grey)]
    return _clearly(max((one for one in found if one is not None), default=None))


def shows_another(thumbnail: Image.Image, picture: Image.Image) -> bool | None:
    """Tell whether one upright picture clearly shows something else than the other."""
    return _clearly(likeness(thumbnail, picture))


def _clearly(alike: float | None) -> bool | None:
    if alike is None:
        return None
    return alike < _UNALIKE


def likeness(thumbnail: Image.Image, picture: Image.Image) -> float | None:
    """Return how alike two pictures are, up to 1; None where one of them is too plain or small.

    Black bars of a thumbnail that is less wide or less high than its picture are taken off first.
    """
    if min(*thumbnail.size, *picture.size) < _SMALLEST:
        return None
    ours = _squeezed(picture.convert("L"))
    bare = _without_bars(thumbnail.convert("L"))
    theirs = _squeezed(bare)
    wide = bare.width / bare.height / (picture.width / picture.height)
    if abs(wide - 1) > _SHAPE:  # cut to another shape by the camera, from the middle
        ours_cut = _middle(picture.convert("L"), wide)
        return _best([(theirs, ours), (theirs, _squeezed(ours_cut))])
    return _correlation(theirs, ours)


def _best(pairs: list[tuple[Grey, Grey]]) -> float | None:
    found = [one for one in (_correlation(a, b) for a, b in pairs) if one is not None]
    return max(found) if found else None


def _squeezed(image: Image.Image) -> Grey:
    small = image.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    return np.asarray(small, np.float32)


def _middle(image: Image.Image, wider: float) -> Image.Image:
    width = min(image.width, round(image.width * wider))
    height = min(image.height, round(image.height / wider))
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + max(1, width), top + max(1, height)))


def _without_bars(image: Image.Image) -> Image.Image:
    grey = np.asarray(image, np.float32)
    top, bottom = _bars(grey.max(axis=1))
    left, right = _bars(grey.max(axis=0))
    return image.crop((left, top, image.width - right, image.height - bottom))


def _bars(brightest: np.ndarray[tuple[int], np.dtype[np.float32]]) -> tuple[int, int]:
    lit = np.flatnonzero(brightest > _DARK)
    if not lit.size:
        return 0, 0
    first, last = int(lit[0]), len(brightest) - 1 - int(lit[-1])
    most = len(brightest) * _MOST_BAR
    return (first, last) if first <= most and last <= most else (0, 0)


def _correlation(thumbnail: Grey, picture: Grey) -> float | None:
    a, b = thumbnail - thumbnail.mean(), picture - picture.mean()
    spread = float(a.std()), float(b.std())
    if min(spread) < _FLAT:
        # A picture blotted out is told by its thumbnail; a blank thumbnail tells nothing.
        return 0.0 if spread[0] > _RICH else None
    return float((a * b).mean() / (spread[0] * spread[1]))
