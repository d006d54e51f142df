"""Where the sun stood: height and direction for a time and a place, and when it rose and set."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from astral import Observer
from astral.sun import azimuth, elevation, sunrise, sunset

from tipdesk.desk.clocks import CameraTime, How, zone_at

_DUSK, _NAUTICAL, _NIGHT = -0.833, -6.0, -12.0
_POINTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_LOW, _TURN = 10.0, 360.0
_FRONT, _SIDE = 45.0, 135.0


@dataclass(frozen=True, slots=True)
class Sun:
    """The sun at one moment; degrees, azimuth from true north over east."""

    at: datetime  # with the zone of the place or of the camera
    height: float
    azimuth: float
    rises: datetime | None
    sets: datetime | None
    is_zone_assumed: bool

    @property
    def words(self) -> str:
        """Say it: "Sun 12° high in the SW. Sunset was at 16:02"."""
        said = [self._stand(), *self._turns()]
        if self.is_zone_assumed:
            said.append("If the camera's clock showed the local time there.")
        return " ".join(said)

    def _stand(self) -> str:
        where = point_of(self.azimuth)
        if self.height >= _DUSK:
            if self.height < 1:
                return f"Sun on the horizon in the {where}."
            low = ", long shadows" if self.height < _LOW else ""
            return f"Sun {self.height:.0f}° high in the {where}{low}."
        deep = "twilight" if self.height > _NAUTICAL else "deep twilight"
        dark = "night" if self.height < _NIGHT else deep
        return f"Sun {-self.height:.0f}° below the horizon: {dark}."

    def _turns(self) -> list[str]:
        if self.rises is None or self.sets is None:
            return ["It did not rise or set that day."]
        return [f"Sunrise {self.rises:%H:%M}, sunset {self.sets:%H:%M}."]

    def against(self, direction: float) -> str:
        """Say where the sun stood for a camera that looked this way."""
        if self.height < _DUSK:
            return ""
        turn = abs((self.azimuth - direction + _TURN / 2) % _TURN - _TURN / 2)
        if turn <= _FRONT:
            return "The camera looked towards the sun."
        if turn >= _SIDE:
            return "The sun stood behind the camera."
        right = (self.azimuth - direction) % _TURN < _TURN / 2
        return f"The sun stood to the {'right' if right else 'left'} of the camera."


def point_of(degrees: float) -> str:
    """Name a direction: "SW"."""
    return _POINTS[round(degrees / (_TURN / len(_POINTS))) % len(_POINTS)]


def sun_at(moment: datetime, place: tuple[float, float], *, is_zone_assumed: bool = False) -> Sun:
    """Tell where the sun stood over a place at a moment with its zone."""
    watcher = Observer(latitude=place[0], longitude=place[1])
    zone = moment.tzinfo or UTC
    return Sun(
        at=moment,
        height=elevation(watcher, moment),
        azimuth=azimuth(watcher, moment),
        rises=_turn(sunrise, watcher, moment, zone),
        sets=_turn(sunset, watcher, moment, zone),
        is_zone_assumed=is_zone_assumed,
    )


def sun_of(taken: CameraTime | None, place: tuple[float, float] | None) -> Sun | None:
    """Tell where the sun stood over a place at that time; None where that can't be said.

    A clock without a zone is taken to have shown the local time of the place.
    """
    if taken is None or place is None or taken.open > 3600:  # noqa: PLR2004
        return None
    there = zone_at(place)
    zone = taken.zone or there
    if zone is None:
        return None
    is_assumed = taken.how in (How.POSITION, How.UNKNOWN)
    try:
        moment = taken.local.replace(tzinfo=zone).astimezone(there or zone)
        return sun_at(moment, place, is_zone_assumed=is_assumed)
    except (ValueError, OverflowError):
        return None  # a clock in the year 1 or 9999


def _turn(
    when: Callable[..., datetime], watcher: Observer, moment: datetime, zone: tzinfo
) -> datetime | None:
    """Find the turn of the local day; astral counts its days in UTC and may give a neighbour's."""
    for days in (0, -1, 1):
        try:
            found = when(watcher, date=moment.date() + timedelta(days=days), tzinfo=zone)
        except ValueError:
            return None  # the sun stays up or down
        if found.date() == moment.date():
            return found
    return None
