"""Chooses from all statements of a picture the few that count in lists and on the map."""

from typing import Any

from tipdesk.media.readers.moments import clock_of
from tipdesk.newsroom.facts import Fact, Said, Source

# Who is believed first. EXIF is the camera's own; XMP is written by programs, but typed; IPTC-IIM
# is older than both; a container knows little; comments are anybody's.
_ORDER = (Source.EXIF, Source.XMP, Source.IPTC, Source.CONTAINER, Source.TEXT)


def chosen(said: tuple[Said, ...]) -> dict[str, Any]:
    """Return the fields of a Reading that statements decide.

    The time of taking is that of digitizing where no source has it: a digital camera writes both,
    and some write only the latter. Times of changing a file are never it.
    """
    taken_at, offset = _moment(said)
    latitude, longitude = _position(said)
    orientation = _first(said, Fact.ORIENTATION)
    return {
        "make": _first(said, Fact.MAKE),
        "model": _first(said, Fact.MODEL),
        "taken_at": taken_at,
        "taken_offset": offset,
        "latitude": latitude,
        "longitude": longitude,
        "orientation": int(orientation) if orientation else None,
    }


def _ranked(said: tuple[Said, ...], fact: Fact) -> list[str]:
    return [
        one.value for source in _ORDER for one in said if one.fact is fact and one.source is source
    ]


def _first(said: tuple[Said, ...], fact: Fact) -> str | None:
    return next(iter(_ranked(said, fact)), None)


def _moment(said: tuple[Said, ...]) -> tuple[str | None, str | None]:
    for fact in (Fact.TAKEN_AT, Fact.DIGITIZED_AT):
        for value in _ranked(said, fact):
            moment, offset = clock_of(value)
            if moment:
                return moment, offset
    return None, None


def _position(said: tuple[Said, ...]) -> tuple[float | None, float | None]:
    place = _first(said, Fact.POSITION)
    if place is None:
        return None, None
    latitude, _, longitude = place.partition(",")
    return float(latitude), float(longitude)
