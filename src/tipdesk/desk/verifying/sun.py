"""Where the sun stood: height and direction for a time and a place, and when it rose and set."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from astral import Observer
from astral.sun import azimuth, elevation, sunrise, sunset

from tipdesk.desk.verifying.claims import IF_LOCAL
from tipdesk.desk.verifying.clocks import CameraTime, How, zone_at
from tipdesk.newsroom.phrases import QT_TRANSLATE_NOOP, Phrase, phrase, together

_DUSK, _NAUTICAL, _NIGHT = -0.833, -6.0, -12.0
_POINTS = (
    QT_TRANSLATE_NOOP("Phrases", "N"),
    QT_TRANSLATE_NOOP("Phrases", "NE"),
    QT_TRANSLATE_NOOP("Phrases", "E"),
    QT_TRANSLATE_NOOP("Phrases", "SE"),
    QT_TRANSLATE_NOOP("Phrases", "S"),
    QT_TRANSLATE_NOOP("Phrases", "SW"),
    QT_TRANSLATE_NOOP("Phrases", "W"),
    QT_TRANSLATE_NOOP("Phrases", "NW"),
)
_LOW, _TURN = 10.0, 360.0
_FRONT, _SIDE = 45.0, 135.0

_HIGH_SUN = QT_TRANSLATE_NOOP("Phrases", "Sun {0}° high in the {1}.")
_LOW_SUN = QT_TRANSLATE_NOOP("Phrases", "Sun {0}° high in the {1}, long shadows.")
_ON_THE_HORIZON = QT_TRANSLATE_NOOP("Phrases", "Sun on the horizon in the {0}.")
_TURNS = QT_TRANSLATE_NOOP("Phrases", "Sunrise {0}, sunset {1}.")
_NO_TURN = QT_TRANSLATE_NOOP("Phrases", "It did not rise or set that day.")
_TOWARDS = QT_TRANSLATE_NOOP("Phrases", "The camera looked towards the sun.")
_BEHIND = QT_TRANSLATE_NOOP("Phrases", "The sun stood behind the camera.")
_RIGHT = QT_TRANSLATE_NOOP("Phrases", "The sun stood to the right of the camera.")
_LEFT = QT_TRANSLATE_NOOP("Phrases", "The sun stood to the left of the camera.")
_DARK = (
    (_NAUTICAL, QT_TRANSLATE_NOOP("Phrases", "Sun {0}° below the horizon: twilight.")),
    (_NIGHT, QT_TRANSLATE_NOOP("Phrases", "Sun {0}° below the horizon: deep twilight.")),
    (-91.0, QT_TRANSLATE_NOOP("Phrases", "Sun {0}° below the horizon: night.")),
)


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
    def words(self) -> Phrase:
        """Say it: "Sun 12° high in the SW. Sunset was at 16:02"."""
        assumed = phrase(IF_LOCAL) if self.is_zone_assumed else ""
        return together(self._stand(), self._turns(), assumed)

    def _stand(self) -> Phrase:
        where = point_of(self.azimuth)
        if self.height < _DUSK:
            deep = next(text for least, text in _DARK if self.height > least)
            return phrase(deep, f"{-self.height:.0f}")
        if self.height < 1:
            return phrase(_ON_THE_HORIZON, where)
        return phrase(_LOW_SUN if self.height < _LOW else _HIGH_SUN, f"{self.height:.0f}", where)

    def _turns(self) -> Phrase:
        if self.rises is None or self.sets is None:
            return phrase(_NO_TURN)
        return phrase(_TURNS, f"{self.rises:%H:%M}", f"{self.sets:%H:%M}")

    def against(self, direction: float) -> Phrase | None:
        """Say where the sun stood for a camera that looked this way; None where it was down."""
        if self.height < _DUSK:
            return None
        turn = abs((self.azimuth - direction + _TURN / 2) % _TURN - _TURN / 2)
        if turn <= _FRONT:
            return phrase(_TOWARDS)
        if turn >= _SIDE:
            return phrase(_BEHIND)
        right = (self.azimuth - direction) % _TURN < _TURN / 2
        return phrase(_RIGHT if right else _LEFT)


def point_of(degrees: float) -> Phrase:
    """Name a direction: "SW"."""
    return phrase(_POINTS[round(degrees / (_TURN / len(_POINTS))) % len(_POINTS)])


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
