"""Reads a date and time as cameras write it, and believes only days that exist."""

import re
from datetime import datetime

_MOMENT = re.compile(
    r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_FIRST_YEAR = 1971  # clocks that were never set say 1904 or 1970


def moment_of(written: str | None) -> tuple[str | None, str | None]:
    """Return "YYYY:MM:DD HH:MM:SS" and the offset like "+01:00", each None where it is not said."""
    found = _MOMENT.match(written or "")
    if found is None:
        return None, None
    *numbers, zone = found.groups()
    year, month, day, hour, minute, second = map(int, numbers)
    # Not strptime: it imports at its first call, and behind the wall nothing can be imported.
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - as it was said
    except ValueError:
        return None, None
    if year < _FIRST_YEAR:
        return None, None
    return f"{moment:%Y:%m:%d %H:%M:%S}", _offset(zone)


def _offset(zone: str | None) -> str | None:
    if zone is None or zone == "Z":
        return "+00:00" if zone else None
    return f"{zone[:3]}:{zone[-2:]}"
