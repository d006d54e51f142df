"""Reads the dates of mails: the sender's own clock, in the zone that it was written in."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_LIMIT = 200
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_USUAL = re.compile(
    r"\s*(?:[A-Za-z]{3},?\s+)?(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?"
    r"\s+([+-])(\d\d)(\d\d)(?!\d)"
)


def date_in(value: str) -> datetime | None:
    """Read a date, or nothing where none is written that can be."""
    value = value[:_LIMIT]
    usual = _USUAL.match(value)
    try:
        return (_usual(usual) if usual else None) or _unusual(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _usual(found: re.Match[str]) -> datetime | None:
    month = _MONTHS.get(found[2].lower())
    if month is None:
        return None
    offset = timedelta(hours=int(found[8]), minutes=int(found[9]))
    zone = UTC if not offset else timezone(-offset if found[7] == "-" else offset)
    hour, minute, second = int(found[4]), int(found[5]), min(int(found[6] or 0), 59)
    return datetime(int(found[3]), month, int(found[1]), hour, minute, second, tzinfo=zone)


def _unusual(value: str) -> datetime | None:
    parts = parsedate_tz(value)
    if parts is None:
        return None
    year, month, day, hour, minute, second, *_, offset = parts
    zone = timezone(timedelta(seconds=offset)) if offset else UTC
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
