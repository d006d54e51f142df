"""Reads positions on earth, and tells a position that can't be used from a real zero."""

import math
import re

from tipdesk.media.readers.figures import decimal, numbers_of

_EXACT = 7  # decimals of a degree: a centimetre
_XMP = re.compile(
    r"\s*(\d{1,3}(?:\.\d+)?)(?:,(\d{1,3}(?:\.\d+)?))?(?:,(\d{1,3}(?:\.\d+)?))?\s*([NSEW])\s*", re.I
)
Written = tuple[str, str]


def place_of(latitude: Written, longitude: Written) -> str | None:
    """Return "latitude,longitude" in degrees of EXIF's numbers and their hemispheres.

    Without both hemispheres, with 0/0 or beyond the poles it is no position; 0 degrees are one.
    """
    north, east = _degrees(latitude, "NS", 90), _degrees(longitude, "EW", 180)
    return None if north is None or east is None else _pair(north, east)


def place_of_xmp(latitude: str, longitude: str) -> str | None:
    """Return "latitude,longitude" of XMP's "30,37.659N" and "119,44.326E"."""
    north, east = (_split(written) for written in (latitude, longitude))
    return place_of(north, east)


def place_of_text(latitude: float, longitude: float) -> str | None:
    """Return a position of numbers with signs, where there is such a place."""
    on_earth = abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004 - degrees
    return _pair(latitude, longitude) if on_earth else None


def _pair(north: float, east: float) -> str:
    return f"{decimal(north, _EXACT)},{decimal(east, _EXACT)}"


def _split(written: str) -> Written:
    found = _XMP.fullmatch(written)
    if found is None:
        return "", ""
    *parts, hemisphere = found.groups()
    return " ".join(filter(None, parts)), hemisphere


def _degrees(written: Written, names: str, most: int) -> float | None:
    parts, hemisphere = numbers_of(written[0])[:3], written[1].strip().upper()[:1]
    if not parts or not hemisphere or hemisphere not in names:
        return None
    # Seconds of 0/0 after good degrees and minutes are common: cameras write them so.
    if parts[0] is None or any(part is None for part in parts[:2]):
        return None
    numbers = [part or 0.0 for part in parts]
    degrees = math.fsum(number / 60.0**place for place, number in enumerate(numbers))
    if degrees > most or min(numbers) < 0:
        return None
    return -degrees if hemisphere == names[1] else degrees
