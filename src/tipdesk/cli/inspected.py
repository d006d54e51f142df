"""What was found in one file, for a program and for a person."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tipdesk.cli.inspectedmail import Told, lines_of_mail, record_of_mail, remarks_on
from tipdesk.cli.records import Record
from tipdesk.media.reading import Reading
from tipdesk.newsroom.conflicts import conflicts
from tipdesk.newsroom.credentials import Credentials, Ingredient, Standing
from tipdesk.newsroom.facts import Fact, Said, Source
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.remarks import Kind, remarks, sentence, standing_in_words
from tipdesk.newsroom.states import FileKind

_MEDIA = {FileKind.PICTURE, FileKind.VIDEO, FileKind.AUDIO}
_LONGEST = 300  # of one statement, in words
_NAMES = {Source.EXIF: "EXIF", Source.XMP: "XMP", Source.IPTC: "IPTC"} | {
    Source.CREDENTIALS: "Content Credentials"
}
_GROUPS: dict[str, tuple[Fact, ...]] = {
    "When": (
        *(Fact.TAKEN_AT, Fact.DIGITIZED_AT, Fact.GPS_AT, Fact.MODIFIED_AT, Fact.METADATA_AT),
        *(Fact.RELEASED_AT, Fact.EXPIRES_AT),
    ),
    "Where": (
        *(Fact.POSITION, Fact.POSITION_UNUSABLE, Fact.POSITION_ERROR, Fact.ALTITUDE),
        *(Fact.DIRECTION, Fact.NORTH, Fact.SUBLOCATION, Fact.CITY, Fact.PROVINCE, Fact.COUNTRY),
    ),
    "With what": (
        *(Fact.MAKE, Fact.MODEL, Fact.LENS, Fact.SERIAL_NUMBER, Fact.SOFTWARE, Fact.EXPOSURE_TIME),
        *(Fact.F_NUMBER, Fact.ISO_SPEED, Fact.FOCAL_LENGTH, Fact.FLASH),
    ),
    "How it was made": (
        *(Fact.DIGITAL_SOURCE_TYPE, Fact.AI_SYSTEM, Fact.AI_SYSTEM_VERSION, Fact.AI_PROMPT),
        *(Fact.AI_PROMPT_WRITER, Fact.HISTORY),
    ),
    "By whom": (
        *(Fact.CREATOR, Fact.CREATOR_TITLE, Fact.OWNER, Fact.CREDIT_LINE, Fact.SUPPLIER),
        *(Fact.COPYRIGHT, Fact.USAGE_TERMS, Fact.WEB_STATEMENT, Fact.DATA_MINING),
    ),
    "In words": (
        *(Fact.TITLE, Fact.HEADLINE, Fact.CAPTION, Fact.CAPTION_WRITER, Fact.ALT_TEXT),
        *(Fact.KEYWORDS, Fact.PEOPLE, Fact.INSTRUCTIONS, Fact.JOB_ID, Fact.RATING, Fact.LABEL),
        Fact.COMMENT,
    ),
    "The file": (
        *(Fact.COLOUR_SPACE, Fact.BIT_DEPTH, Fact.FRAME_RATE, Fact.FRAMES, Fact.BIT_RATE),
        *(Fact.AUDIO_CODEC, Fact.SAMPLE_RATE, Fact.CHANNELS, Fact.ALSO_HOLDS, Fact.DOCUMENT_ID),
    ),
}


_MEASURES = {
    Fact.EXPOSURE_TIME: "{} s",
    Fact.F_NUMBER: "f/{}",
    Fact.FOCAL_LENGTH: "{} mm",
    Fact.ALTITUDE: "{} m",
    Fact.POSITION_ERROR: "± {} m",
    Fact.DIRECTION: "{}°",
    Fact.SAMPLE_RATE: "{} Hz",
    Fact.BIT_RATE: "{} bits a second",
    Fact.FRAME_RATE: "{} a second",
    Fact.BIT_DEPTH: "{} bits",
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that was looked at."""

    path: Path = field(repr=False)
    sha256: str | None = field(repr=False)
    reading: Reading
    told: Told | None = field(default=None, repr=False)

    @property
    def kind(self) -> str:
        """Tell what it is; of a mail its own reader knows better."""
        return self.told.kind if self.told else self.reading.kind

    @property
    def mime(self) -> str:
        """Tell its type."""
        return self.told.mime if self.told else self.reading.mime


def record_of(one: Inspected) -> Record:
    """Tell a program: the keys are part of the contract of the command line."""
    reading = one.reading
    placed = reading.latitude is not None and reading.longitude is not None
    return {
        "path": str(one.path),
        "kind": one.kind,
        "sha256": one.sha256,
        "reason": reading.reason if one.kind == FileKind.UNREADABLE else None,
        "mime": one.mime,
        "width": reading.width,
        "height": reading.height,
        "orientation": reading.orientation,
        "make": reading.make,
        "model": reading.model,
        "taken_at": reading.taken_at,
        "taken_offset": reading.taken_offset,
        "gps": [reading.latitude, reading.longitude] if placed else None,
        "digital_source_type": _source_type(reading.said),
        "c2pa": _credentials(reading),
        "duration": reading.duration,
        "rotation": reading.rotation,
        "codec": reading.codec,
        "video": _stream(reading) if reading.mime.startswith("video/") else None,
        "pair": reading.pair,
        "thumbnail_differs": reading.thumbnail_differs,
        "said": [_statement(said) | {"fact": said.fact.value} for said in reading.said],
        "conflicts": [
            {"fact": found.fact.value, "said": [_statement(said) for said in found.said]}
            for found in conflicts(reading.said)
        ],
        "remarks": [*_remarks(reading), *remarks_on(one.told)],
        **record_of_mail(one.told),
    }


def _statement(said: Said) -> Record:
    return {"source": said.source.value, "value": said.value}


def _source_type(said: tuple[Said, ...]) -> str | None:
    told = [one for one in said if one.fact is Fact.DIGITAL_SOURCE_TYPE]
    # What the metadata say comes first: what credentials say stands beside it.
    told.sort(key=lambda one: one.source is Source.CREDENTIALS)
    return told[0].value if told else None


def _credentials(reading: Reading) -> Record | None:
    found = reading.credentials
    if found is None:
        return {"present": False} if reading.kind in _MEDIA else None
    elsewhere = found.standing is Standing.ELSEWHERE
    return asdict(found) | {
        "present": True,
        "intact": None if elsewhere else found.standing is Standing.INTACT,
        "digital_source_types": list(found.source_types),
    }


def _stream(reading: Reading) -> Record | None:
    if not reading.width:
        return None
    return {"codec": reading.codec, "width": reading.width, "height": reading.height}


def _remarks(reading: Reading) -> list[str]:
    if reading.kind not in _MEDIA:
        return []
    found = remarks(reading.said, reading.credentials, thumbnail_differs=reading.thumbnail_differs)
    return [sentence(remark).said() for remark in found]


def in_words(one: Inspected) -> str:
    """Tell a person: what it is, what it says of itself by source, and what to make of it."""
    lines = [str(one.path), f"  {_kind(one)}"]
    if one.told:
        lines += lines_of_mail(one.told)
    elif one.reading.reason:
        lines.append(f"  {one.reading.reason}")
    if one.reading.kind in _MEDIA:
        lines += _statements(one.reading.said)
        lines += _signed(one.reading.credentials)
        lines += _differences(one.reading.said)
        lines += [f"  - {remark}" for remark in _remarks(one.reading) if remark != Kind.BROKEN]
    return "\n".join(shown(line) for line in lines) + "\n"


def _kind(one: Inspected) -> str:
    reading = one.reading
    said = [one.kind, one.mime]
    if reading.width:
        said.append(f"{reading.width} × {reading.height}")
    if reading.duration is not None:
        said.append(f"{reading.duration:.1f} s")
    if reading.codec:
        said.append(reading.codec)
    return ", ".join(said)


def _statements(said: tuple[Said, ...]) -> Iterator[str]:
    for group, facts in _GROUPS.items():
        told: dict[tuple[Fact, str], list[Source]] = {}
        for fact in facts:
            for one in said:
                if one.fact is fact:
                    told.setdefault((fact, one.value), []).append(one.source)
        if told:
            yield f"  {group}"
        for (fact, value), sources in told.items():
            yield f"    {_name(fact):<20} {_short(_measured(fact, value))}  ({_named(sources)})"


def _signed(found: Credentials | None) -> Iterator[str]:
    if found is None:
        return
    yield "  Content Credentials"
    yield f"    {standing_in_words(found).said()}"
    told = {
        "signed by": ", ".join(filter(None, (found.issuer, found.signed_by))),
        "signed at": found.signed_at or "",
        "known from": found.trust_list,
        "made with": found.made_with or "",
        "steps": ", ".join(found.actions),
        "made from": ", ".join(map(_ingredient, found.ingredients)),
        "address": found.elsewhere or "",
    }
    for name, value in told.items():
        if value:
            yield f"    {name:<20} {_short(value)}"


def _ingredient(one: Ingredient) -> str:
    held = "" if one.standing is not Standing.BROKEN else " (its own credentials do not hold)"
    return f"{one.title}{held}"


def _differences(said: tuple[Said, ...]) -> Iterator[str]:
    found = conflicts(said)
    if found:
        yield "  Its parts say different things"
    for conflict in found:
        for one in conflict.said:
            yield f"    {_name(conflict.fact):<20} {_short(one.value)}  ({_named([one.source])})"


def _name(fact: Fact) -> str:
    return fact.value.replace("_", " ").replace("ai ", "AI ").replace("gps ", "GPS ")


def _measured(fact: Fact, value: str) -> str:
    """Put a number as photographers do."""
    if fact is Fact.EXPOSURE_TIME and 0 < float(value) < 1:
        return f"1/{1 / float(value):.0f} s"
    form = _MEASURES.get(fact)
    return form.format(value) if form else value


def _named(sources: list[Source]) -> str:
    return ", ".join(_NAMES.get(source, source.value) for source in dict.fromkeys(sources))


def _short(value: str) -> str:
    line = " / ".join(value.splitlines())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
