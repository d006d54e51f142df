"""The tags of films and sounds: when, where, with what and by whom, in the container's words."""

import re
from collections.abc import Iterator, Mapping

from tipdesk.media.readers.charsets import clean
from tipdesk.media.readers.figures import decimal, number_of
from tipdesk.media.readers.moments import iso_of
from tipdesk.media.readers.places import place_of_text
from tipdesk.newsroom.facts import Fact, Said, Source

_PAIR = "com.apple.quicktime.content.identifier"
_APPLE = "com.apple.quicktime."
# The first that counts stands first.
_TIMES = (_APPLE + "creationdate", "date_recorded", "creation_time", "date", "recorded_date")
_CLOCK = re.compile(r"\d\d:\d\d:\d\d", re.ASCII)
_PLACES = (_APPLE + "location.iso6709", "location", "recording_location")
_WORDS = {
    Fact.MAKE: (_APPLE + "make", "make", "com.android.manufacturer", "manufacturer"),
    Fact.MODEL: (_APPLE + "model", "model", "com.android.model"),
    Fact.SOFTWARE: (_APPLE + "software", "software", "encoder", "encoded_by"),
    Fact.TITLE: ("title", _APPLE + "title", _APPLE + "displayname"),
    Fact.CREATOR: ("artist", "author", "director", _APPLE + "author", _APPLE + "artist"),
    Fact.CAPTION: ("description", _APPLE + "description", "synopsis"),
    Fact.COMMENT: ("comment", _APPLE + "comment", _APPLE + "information"),
    Fact.COPYRIGHT: ("copyright", _APPLE + "copyright"),
    Fact.KEYWORDS: ("keywords", _APPLE + "keywords"),
}
_ANDROID = "com.android.version"
_ACCURACY = _APPLE + "location.accuracy.horizontal"
_LANGUAGE = re.compile(r"(.+)-[a-z]{3}")
_MOST_TAGS = 500
# ISO 6709: degrees, degrees and minutes, or all three, told apart by how many digits there are.
_ISO_6709 = re.compile(
    r"\s*([+-])(\d{1,6}(?:\.\d+)?)([+-])(\d{1,7}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?"
    r"(?:CRS[^/]*)?(?:/.*)?\s*",
    re.ASCII | re.DOTALL,
)
_DEGREES, _MINUTES = 3, 5  # digits at most, of a longitude


def statements(tags: Mapping[str, str], *, moving: bool) -> tuple[Said, ...]:
    """Return what the tags of a film or, where nothing is `moving`, of a sound say; each once."""
    said = _plain(tags)
    told = [*_words(said), *_times(said, moving=moving), *_places(said)]
    return tuple(Said(fact, Source.CONTAINER, value) for fact, value in dict.fromkeys(told))


def pair_of(tags: Mapping[str, str]) -> str | None:
    """Return what ties the film of a Live Photo to its picture."""
    return clean(_plain(tags).get(_PAIR, "")) or None


def _plain(tags: Mapping[str, str]) -> dict[str, str]:
    """Give names in small letters; tags in one language alone count as those in none."""
    said: dict[str, str] = {}
    for name, value in list(tags.items())[:_MOST_TAGS]:
        said.setdefault(name.casefold(), value)
    for name, value in list(said.items()):
        spoken = _LANGUAGE.fullmatch(name)
        if spoken:
            said.setdefault(spoken[1], value)
    return said


def _words(said: Mapping[str, str]) -> Iterator[tuple[Fact, str]]:
    for fact, names in _WORDS.items():
        for name in names:
            value = clean(said.get(name, ""))
            if value:
                yield fact, value
    android = clean(said.get(_ANDROID, ""))
    if android:
        yield Fact.SOFTWARE, f"Android {android}"


def _times(said: Mapping[str, str], *, moving: bool) -> Iterator[tuple[Fact, str]]:
    """Give the times of taking; of a sound, a bare date is when music came out."""
    for name in _TIMES:
        moment = iso_of(said.get(name))
        if moment and (moving or "T" in moment):
            yield Fact.TAKEN_AT, _without_noughts(moment)
    # Field recorders write day and clock apart into WAV.
    clock = said.get("creation_time", "")
    if _CLOCK.fullmatch(clock):
        recorded = iso_of(f"{said.get('date', '')} {clock}")
        if recorded and "T" in recorded:
            yield Fact.TAKEN_AT, recorded


def _without_noughts(moment: str) -> str:
    return re.sub(r"\.0+(?=[+-]|$)", "", moment)


def _places(said: Mapping[str, str]) -> Iterator[tuple[Fact, str]]:
    for name in _PLACES:
        written = clean(said.get(name, ""))
        place = _ISO_6709.fullmatch(written)
        if place is None:
            continue
        position = _position(*place.group(1, 2, 3, 4))
        yield (Fact.POSITION, position) if position else (Fact.POSITION_UNUSABLE, written)
        if position and place[5]:
            yield Fact.ALTITUDE, decimal(float(place[5]))
    error = number_of(said.get(_ACCURACY))
    if error is not None and error >= 0:
        yield Fact.POSITION_ERROR, decimal(error)


def _position(north: str, latitude: str, east: str, longitude: str) -> str | None:
    """Return the position; nought and nought is what is written where nothing was known."""
    degrees = _degrees("0" + latitude), _degrees(longitude)
    if degrees == (0.0, 0.0):
        return None
    signed = (
        size if sign == "+" else -size for sign, size in zip((north, east), degrees, strict=True)
    )
    return place_of_text(*signed)


def _degrees(written: str) -> float:
    whole = written.split(".", maxsplit=1)[0]
    if len(whole) <= _DEGREES:
        return float(written)
    if len(whole) <= _MINUTES:
        at = len(whole) - 2
        return float(written[:at]) + float(written[at:]) / 60
    at = len(whole) - 4
    return float(written[:at]) + float(written[at : at + 2]) / 60 + float(written[at + 2 :]) / 3600
