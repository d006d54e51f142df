"""Everything that can be worked out about one file without asking anybody: slow, so ask aside."""

from dataclasses import dataclass, field, replace
from datetime import time
from math import isfinite

from tipdesk.desk.verifying.claims import Comparison, claims
from tipdesk.desk.verifying.clocks import CameraTime, How, camera_time, position_of
from tipdesk.desk.verifying.places import Meant, Place, Position, gazetteer
from tipdesk.desk.verifying.sun import Sun, sun_of
from tipdesk.newsroom.alike import metres_between, position
from tipdesk.newsroom.conflicts import conflicts
from tipdesk.newsroom.facts import Conflict, Fact
from tipdesk.newsroom.lines import MediaLine, OpenTip

WHERE = frozenset(
    {
        *(Fact.POSITION, Fact.ALTITUDE, Fact.DIRECTION, Fact.NORTH, Fact.POSITION_ERROR),
        *(Fact.SUBLOCATION, Fact.CITY, Fact.PROVINCE, Fact.COUNTRY, Fact.GPS_AT),
    }
)
_WELL_KNOWN = 100_000  # people; who means a smaller namesake of such a town says more
WHO = frozenset(
    {
        *(Fact.CREATOR, Fact.CREATOR_TITLE, Fact.OWNER, Fact.SERIAL_NUMBER, Fact.PEOPLE),
        *(Fact.CREDIT_LINE, Fact.COPYRIGHT, Fact.SUPPLIER, Fact.WEB_STATEMENT),
        *(Fact.CAPTION_WRITER, Fact.AI_PROMPT_WRITER),
    }
)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a file and its tip say together."""

    taken: CameraTime | None
    at: Position | None = field(repr=False)
    near: tuple[Place, float] | None = field(repr=False)  # the nearest town, and how many metres
    meant: Meant = field(repr=False)
    place: Place | None = field(repr=False)  # which of `meant` is taken
    is_place_sure: bool  # no smaller place of that name, unknown here, is likely to be meant
    comparisons: tuple[Comparison, ...]
    conflicts: tuple[Conflict, ...]
    sun: Sun | None  # when and where the file says, else when and where the tip says
    direction: float | None  # degrees in which the camera looked
    is_direction_magnetic: bool

    @property
    def apart(self) -> float | None:
        """Measure from where the file was taken to the middle of the place named, in metres."""
        if self.at is None or self.place is None or not self.is_place_sure:
            return None
        return metres_between(self.at, self.place.at)


def findings(tip: OpenTip, media: MediaLine, chosen: Place | None = None) -> Findings:
    """Work out what the file says, and how that compares with the tip.

    `chosen` is the place that the editor took the tip's place to mean; else it is the likeliest.
    """
    at, taken = position_of(media), camera_time(media)
    meant = _meant(tip.place, at)
    place = chosen if chosen in meant.places else next(iter(meant.places), None)
    sure = place is not None and (
        place == chosen or meant.is_named_fully or place.people >= _WELL_KNOWN
    )
    stood = at or (place.at if place is not None and sure else None)
    return Findings(
        taken=taken,
        at=at,
        near=gazetteer().near(at) if at is not None else None,
        meant=meant,
        place=place,
        is_place_sure=sure,
        comparisons=claims(tip, media, place, sure=sure),
        conflicts=conflicts(media.said),
        sun=sun_of(taken or _as_told(tip), stood),
        direction=_direction(media),
        is_direction_magnetic=any(
            one.fact is Fact.NORTH and one.value == "magnetic" for one in media.said
        ),
    )


def _as_told(tip: OpenTip) -> CameraTime | None:
    """Give the time that the tip names, for a file that names none; a mere day is no time."""
    told = tip.happened_at.astimezone() if tip.happened_at is not None else None
    if told is None or told.time() == time():
        return None
    return CameraTime(told.replace(tzinfo=None), 0.0, told.tzinfo, How.FILE)


def _meant(words: str, at: Position | None) -> Meant:
    written = position(words)
    if written is not None:
        return Meant(words, (Place(words.strip(), "", "", written, 0),), is_named_fully=True)
    return gazetteer().named(words, near=at)


def _direction(media: MediaLine) -> float | None:
    for one in media.said:
        if one.fact is Fact.DIRECTION:
            try:
                degrees = float(one.value)
            except ValueError:
                return None
            return degrees % 360 if isfinite(degrees) else None
    return None


def veiled(media: MediaLine) -> MediaLine:
    """Give a file's line without what tells where and by whom it was taken."""
    said = tuple(one for one in media.said if one.fact not in WHERE | WHO)
    signed = media.credentials
    if signed is not None:
        signed = replace(signed, signed_by=None)
    return replace(media, gps=None, said=said, credentials=signed)
