"""The few EXIF facts an editor asks first: camera, time and place."""

import math
import re
from typing import Any

from PIL.ExifTags import GPS, IFD, Base
from PIL.Image import Exif

from tipdesk.media.readers.moments import moment_of

_OFFSET = re.compile(r"[+-]\d\d:\d\d", re.ASCII)
_TIMES = (
    (Base.DateTimeOriginal, Base.OffsetTimeOriginal),
    (Base.DateTimeDigitized, Base.OffsetTimeDigitized),
)


Facts = dict[str, Any]


def turn_of(exif: Exif) -> Facts:
    """Return the orientation alone."""
    value = exif.get(Base.Orientation)
    return {"orientation": value if value in range(1, 9) and isinstance(value, int) else None}


def facts_of(exif: Exif) -> Facts:
    """Return the fields of a Reading that the EXIF block knows."""
    taken_at, offset = _taken(exif.get_ifd(IFD.Exif))
    place = _place(exif.get_ifd(IFD.GPSInfo))
    return turn_of(exif) | {
        "make": text_of(exif.get(Base.Make)),
        "model": text_of(exif.get(Base.Model)),
        "taken_at": taken_at,
        "taken_offset": offset,
        "latitude": place[0] if place else None,
        "longitude": place[1] if place else None,
    }


def text_of(value: Any) -> str | None:
    """Return what a text field says, None where it says nothing."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    return value.split("\0")[0].strip() or None


def _taken(exif: dict[int, Any]) -> tuple[str | None, str | None]:
    for time_tag, offset_tag in _TIMES:
        moment, offset = moment_of(text_of(exif.get(time_tag)))
        if moment:
            said = text_of(exif.get(offset_tag)) or ""
            return moment, said if _OFFSET.fullmatch(said) else offset
    return None, None


def _place(gps: dict[int, Any]) -> tuple[float, float] | None:
    """Return the position: unusable without its hemispheres, usable where it is a real zero."""
    latitude = _degrees(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), "NS", 90)
    longitude = _degrees(gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef), "EW", 180)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _degrees(parts: Any, hemisphere: Any, names: str, most: int) -> float | None:
    named = (text_of(hemisphere) or "").upper()[:1]
    if not named or named not in names or not isinstance(parts, tuple) or not parts:
        return None
    numbers = [float(part) for part in parts[:3]]
    degrees = math.fsum(number / 60.0**place for place, number in enumerate(numbers))
    if not math.isfinite(degrees) or degrees > most or min(numbers) < 0:
        return None
    return -degrees if named == names[1] else degrees
