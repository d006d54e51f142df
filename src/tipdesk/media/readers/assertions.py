"""What the manifests of a file's own line claim: when, where, with what and by whom it was made."""

import re
from collections.abc import Iterator
from typing import Any

from tipdesk.media.readers.places import place_of_text
from tipdesk.newsroom.facts import Fact, Said, Source

Json = dict[str, Any]

_TEXT = 1000
_METADATA = ("c2pa.metadata", "cawg.metadata", "stds.exif", "stds.iptc", "stds.xmp")
_WORK = "stds.schema-org.CreativeWork"
_CAPTURED, _GENERATED = "Capture", "lgorithmicMedia"
_PROPERTIES = {
    "exif:datetimeoriginal": Fact.TAKEN_AT,
    "photoshop:datecreated": Fact.TAKEN_AT,
    "xmp:createdate": Fact.DIGITIZED_AT,
    "tiff:make": Fact.MAKE,
    "exif:make": Fact.MAKE,
    "tiff:model": Fact.MODEL,
    "exif:model": Fact.MODEL,
    "dc:creator": Fact.CREATOR,
    "dc:rights": Fact.COPYRIGHT,
    "dc:title": Fact.TITLE,
    "dc:description": Fact.CAPTION,
    "dc:subject": Fact.KEYWORDS,
    "photoshop:credit": Fact.CREDIT_LINE,
    "photoshop:headline": Fact.HEADLINE,
    "photoshop:city": Fact.CITY,
    "photoshop:country": Fact.COUNTRY,
    "xmprights:usageterms": Fact.USAGE_TERMS,
    "iptc4xmpext:digitalsourcetype": Fact.DIGITAL_SOURCE_TYPE,
    "iptc4xmpext:aisystemused": Fact.AI_SYSTEM,
    "iptc4xmpext:aipromptinformation": Fact.AI_PROMPT,
}
_TIMES = {Fact.TAKEN_AT, Fact.DIGITIZED_AT}
_TIME = re.compile(
    r"(\d{4})[:-](\d\d)[:-](\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)"
    r" ?(Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
# "51,30.5N" of XMP, "51,30,30N", or degrees with a sign.
_COORDINATE = re.compile(
    r"([+-]?\d{1,3}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])?", re.ASCII
)


def text_of(value: Any) -> str | None:
    """Return what a text says, None where it is no text or says nothing."""
    return value.strip()[:_TEXT] or None if isinstance(value, str) else None


def mapping(value: Any) -> Json:
    """Return an object, an empty one where it is something else."""
    return value if isinstance(value, dict) else {}


def dicts_of(value: Any) -> list[Json]:
    """Return the objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def made_with(manifest: Json) -> str | None:
    """Name the program that wrote the manifest, as it names itself."""
    for one in dicts_of(manifest.get("claim_generator_info")):
        names = (text_of(one.get("name")), text_of(one.get("version")))
        if names[0]:
            return " ".join(filter(None, names))
    return text_of(manifest.get("claim_generator"))


def said_by(line: list[Json]) -> tuple[Said, ...]:
    """Return the statements of manifests, the newest first, each once."""
    told = [(Fact.SOFTWARE, made_with(one)) for one in line]
    told += [pair for one in line for pair in _told(one)]
    return tuple(Said(fact, Source.CREDENTIALS, v) for fact, v in dict.fromkeys(told) if v)


def _told(manifest: Json) -> Iterator[tuple[Fact, str | None]]:
    for assertion in dicts_of(manifest.get("assertions")):
        label, data = str(assertion.get("label")), mapping(assertion.get("data"))
        if label.startswith("c2pa.actions"):
            for action in dicts_of(data.get("actions")):
                yield from _of_action(action)
        elif label.startswith(_METADATA):
            yield from _of_metadata(data)
        elif label.startswith(_WORK):
            yield from _of_work(data)


def _of_action(action: Json) -> Iterator[tuple[Fact, str | None]]:
    kind = text_of(action.get("digitalSourceType"))
    if kind is None:
        return
    yield Fact.DIGITAL_SOURCE_TYPE, kind
    agent = action.get("softwareAgent")
    if kind.endswith(_GENERATED):
        yield Fact.AI_SYSTEM, text_of(agent) or text_of(mapping(agent).get("name"))
    if kind.endswith(_CAPTURED):
        yield Fact.TAKEN_AT, _time(action.get("when"))


def _of_work(data: Json) -> Iterator[tuple[Fact, str | None]]:
    authors = data.get("author")
    for author in [authors] if isinstance(authors, dict) else dicts_of(authors):
        yield Fact.CREATOR, text_of(author.get("name"))
    yield Fact.COPYRIGHT, text_of(data.get("copyrightNotice"))
    yield Fact.CREDIT_LINE, text_of(data.get("creditText"))


def _of_metadata(data: Json) -> Iterator[tuple[Fact, str | None]]:
    said = {name.casefold(): value for name, value in data.items()}
    for name, fact in _PROPERTIES.items():
        value = said.get(name)
        yield fact, _time(value) if fact in _TIMES else _words(value)
    north, east = (_degrees(said.get(f"exif:gps{which}")) for which in ("latitude", "longitude"))
    if north is not None and east is not None:
        yield Fact.POSITION, place_of_text(north, east)


def _words(value: Any) -> str | None:
    """Return a text, the default of several languages, or a list's items one a line."""
    if isinstance(value, dict):
        value = value.get("x-default") or next(iter(value.values()), None)
    if isinstance(value, list):
        return "\n".join(filter(None, map(text_of, value)))[:_TEXT] or None
    return text_of(value)


def _time(value: Any) -> str | None:
    found = _TIME.fullmatch(text_of(value) or "")
    if found is None:
        return None
    year, month, day, clock, zone = found.groups()
    date = f"{year}-{month}-{day}"
    return f"{date}T{clock}{(zone or '').replace('Z', '+00:00')}" if clock else date


def _degrees(value: Any) -> float | None:
    found = _COORDINATE.fullmatch(str(value).replace(" ", ""))
    if found is None:
        return None
    degrees, minutes, seconds, side = found.groups()
    size = abs(float(degrees)) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return -size if side in {"S", "W"} or degrees.startswith("-") else size
