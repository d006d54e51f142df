"""Reads a date and time as cameras and programs write it, and believes only days that exist."""

import re
from datetime import datetime

_DAY = r"(\d{4})(?:[:./-]?(\d\d)(?:[:./-]?(\d\d))?)?"
_CLOCK = r"(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?"
_ZONE = r"(Z|[+-]\d\d:?\d\d)?"
_WRITTEN = re.compile(rf"\s*{_DAY}(?:[ T]\s*{_CLOCK}\s*{_ZONE}|\b.*)", re.ASCII | re.DOTALL)
_OFFSET = re.compile(r"\s*([+-])(\d\d):?(\d\d)\s*", re.ASCII)
_DIGITS = re.compile(r"\s*(\d{1,9})", re.ASCII)
# Clocks that were never set say one of these.
_NEVER_SET = ("1904-01-01", "1970-01-01T00:00:00")
_MOST_HOURS = 14


def moment_of(written: str | None) -> tuple[str | None, str | None]:
    """Return "YYYY:MM:DD HH:MM:SS" and the offset like "+01:00", each None where it is not said."""
    return clock_of(iso_of(written))


def clock_of(iso: str | None) -> tuple[str | None, str | None]:
    """Take an ISO time apart the way a Reading has it; None where seconds are not told."""
    if iso is None or len(iso) < len("2026-11-22T10:05:00"):
        return None, None
    offset = iso[-6:] if iso[-6] in "+-" else None
    return f"{iso[:10].replace('-', ':')} {iso[11:19]}", offset


def iso_of(written: str | None, part: str | None = None, offset: str | None = None) -> str | None:
    """Return a time as ISO 8601, as exact as it was written, with an offset where there is one.

    `part` is the fraction of a second and `offset` the zone where they stand apart from the time.
    """
    found = _WRITTEN.match(written or "")
    if found is None:
        return None
    *numbers, fraction, zone = found.groups()
    said = [number for number in numbers if number is not None]
    if not _exists(said):
        return None
    day = "-".join(said[:3])
    if len(said) <= len(("year", "month", "day")):
        return None if day.startswith(_NEVER_SET[0]) else day
    clock = ":".join(said[3:])
    if len(numbers) == len(said):
        clock += _fraction(fraction or part)
    whole = f"{day}T{clock}"
    return None if whole.startswith(_NEVER_SET) else whole + _zone(zone or offset)


def _exists(said: list[str]) -> bool:
    # Not strptime: it imports at its first call, and behind the wall nothing can be imported.
    year, month, day, hour, minute, second = map(int, [*said, *"11000"[len(said) - 1 :]])
    try:
        datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - as it was said
    except ValueError:
        return False
    return True


def _fraction(digits: str | None) -> str:
    found = _DIGITS.match(digits or "")
    return f".{found[1]}" if found else ""


def _zone(written: str | None) -> str:
    if written is not None and written.strip() == "Z":
        return "+00:00"
    found = _OFFSET.fullmatch(written or "")
    if found is None or int(found[2]) > _MOST_HOURS or int(found[3]) > 59:  # noqa: PLR2004
        return ""
    return f"{found[1]}{found[2]}:{found[3]}"
