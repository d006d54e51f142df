"""When a file says it was taken, and what its clock can mean where it names no zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzfpy

from tipdesk.newsroom import alike
from tipdesk.newsroom.facts import Fact, Said, Source
from tipdesk.newsroom.lines import MediaLine

_OLD_FORM = "%Y:%m:%d %H:%M:%S"
_FIRST = (Source.EXIF, Source.XMP, Source.CONTAINER, Source.IPTC, Source.CREDENTIALS, Source.TEXT)
_QUARTER = timedelta(minutes=15)
_SLACK = timedelta(seconds=90)  # a satellite's fix may be older than the picture
_YEARS = range(1826, 2200)  # since there are photographs; a clock elsewhere was never set
_WIDEST = timedelta(hours=14)


class How(StrEnum):
    """From where the zone of a camera's clock is known."""

    FILE = "file"  # it says so itself
    SATELLITES = "satellites"  # their time in the file differs from the camera's by so much
    POSITION = "position"  # the zone there, if the clock was set to local time
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CameraTime:
    """What the clock showed, to the second or `open` seconds less exact, and its zone."""

    local: datetime  # without zone
    open: float
    zone: tzinfo | None
    how: How

    @property
    def instant(self) -> datetime | None:
        """Give the instant in UTC; None where the zone isn't known."""
        return None if self.zone is None else self.local.replace(tzinfo=self.zone).astimezone(UTC)

    @property
    def words(self) -> str:
        """Write it as it stands in the file: "Sat 21 Nov 2026, 16:08 +01:00"."""
        if self.open > 60:  # noqa: PLR2004 - no time of day
            return day(self.local)
        offset = self.local.replace(tzinfo=self.zone).strftime("%z") if self.zone else ""
        zone = f" {offset[:3]}:{offset[3:5]}" if offset else ""
        return written(self.local) + (zone if self.how is not How.POSITION else "")


def day(moment: datetime) -> str:
    """Write a day: "Sat 21 Nov 2026"."""
    return f"{moment:%a} {moment.day} {moment:%b %Y}"


def written(moment: datetime) -> str:
    """Write a time with its day: "Sat 21 Nov 2026, 16:08"."""
    return f"{moment:%a} {moment.day} {moment:%b %Y, %H:%M}"


def position_of(media: MediaLine) -> tuple[float, float] | None:
    """Tell where a file says it was taken."""
    if media.gps is not None:
        return media.gps
    stated = [alike.position(one.value) for one in media.said if one.fact is Fact.POSITION]
    return next((place for place in stated if place is not None), None)


def zone_at(position: tuple[float, float]) -> ZoneInfo | None:
    """Find the time zone of a position; None at sea, where ships keep their own."""
    try:
        return ZoneInfo(tzfpy.get_tz(position[1], position[0]))
    except (ZoneInfoNotFoundError, ValueError):
        return None


def camera_time(media: MediaLine) -> CameraTime | None:
    """Tell when a file says it was taken, with the best that is known of its zone."""
    stated = _stated(media)
    if not stated:
        return None
    first = stated[0]
    zoned = (one for one in stated if one.offset is not None)
    known = next((one for one in zoned if alike.meet(one, first, one.local - first.local)), None)
    if known is not None and known.offset is not None:
        return CameraTime(first.local, first.open, timezone(known.offset), How.FILE)
    offset = _by_satellites(first.local, media.said)
    if offset is not None:
        return CameraTime(first.local, first.open, timezone(offset), How.SATELLITES)
    place = position_of(media)
    zone = zone_at(place) if place is not None else None
    how = How.UNKNOWN if zone is None else How.POSITION
    return CameraTime(first.local, first.open, zone, how)


def _stated(media: MediaLine) -> list[alike.Moment]:
    own = [one for one in media.said if one.fact is Fact.TAKEN_AT and one.source in _FIRST]
    own.sort(key=lambda one: _FIRST.index(one.source))
    found = [alike.moment(one.value) for one in own] or [_old(media)]
    return [one for one in found if one is not None and one.local.year in _YEARS]


def _old(media: MediaLine) -> alike.Moment | None:
    try:
        local = datetime.strptime(media.taken_at or "", _OLD_FORM)  # noqa: DTZ007 - a bare clock
    except ValueError:
        return None
    return alike.moment(local.isoformat() + (media.taken_offset or "").strip()) or alike.moment(
        local.isoformat()
    )


def _by_satellites(local: datetime, said: tuple[Said, ...]) -> timedelta | None:
    for one in said:
        fix = alike.moment(one.value) if one.fact is Fact.GPS_AT else None
        if fix is None or fix.open > 60:  # noqa: PLR2004 - no time of day
            continue
        apart = local - fix.instant.replace(tzinfo=None)
        whole = round(apart / _QUARTER) * _QUARTER
        if abs(apart - whole) <= _SLACK and abs(whole) <= _WIDEST:
            return whole
    return None
