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
_COMMENT = re.compile(r"\((?>[^()]*)\)")
_FRACTION = re.compile(r"(:\d\d)[.,](?>\d+)")
_OFFSET = re.compile(
    r"(:\d\d)(?>\s*)(?:GMT|UTC?)?(?>\s*)([+-])(\d{1,2}):?(\d\d)?\s*\Z", re.IGNORECASE
)
_ISO = re.compile(
    r"(?>\s*)(\d{4}-?\d\d-?\d\d)[T ](\d\d:?\d\d(?>[\d:]*))\s?(Z|[+-]\d{4})?", re.IGNORECASE
)
_LONG_MONTH = re.compile(r"\bsept\b\.?", re.IGNORECASE)
_SINCE_1900 = range(100, 1000)  # as clocks went on that had told the year in two digits
# Hours before UTC where a zone has a name of its own, beside those that the standards know.
_ZONES = {
    "wet": 0, "west": 1, "bst": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2, "eet": 2, "sast": 2,
    "eest": 3, "msk": 3, "pkt": 5, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13, "brt": -3, "akdt": -8, "akst": -9, "hst": -10,
}  # fmt: skip


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
    value = _in_usual_words(value)
    iso = _ISO.match(value)
    if iso:
        return datetime.fromisoformat(f"{iso[1]}T{iso[2]}{iso[3] or 'Z'}".upper())
    parts = parsedate_tz(value)
    if parts is None:
        return None
    year, month, day, hour, minute, second, *_, offset = parts
    if not offset:
        offset = 3600 * _ZONES.get(value.split()[-1].lower(), 0)
    year += 1900 if year in _SINCE_1900 else 0
    zone = timezone(timedelta(seconds=offset)) if offset else UTC
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)


def _in_usual_words(value: str) -> str:
    """Leave out comments and fractions, and write the zone as most do."""
    value = _COMMENT.sub(" ", value) if "(" in value else value
    value = _LONG_MONTH.sub("Sep", _FRACTION.sub(r"\1", value))
    return _OFFSET.sub(_written_out, value)


def _written_out(zone: re.Match[str]) -> str:
    return f"{zone[1]} {zone[2]}{zone[3]:0>2}{zone[4] or '00'}"
