"""The words by which the window names what a file says, and the forms of its values."""

import math
from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.gui import words
from tipdesk.newsroom.credentials import Signer
from tipdesk.newsroom.facts import Fact, Said, Source
from tipdesk.newsroom.names import shown

_LONGEST = 4_000  # characters of one statement; the rest can be copied

_FACTS: dict[Fact, object] = {
    Fact.TAKEN_AT: QT_TRANSLATE_NOOP("Facts", "Taken"),
    Fact.DIGITIZED_AT: QT_TRANSLATE_NOOP("Facts", "Digitised"),
    Fact.MODIFIED_AT: QT_TRANSLATE_NOOP("Facts", "Changed"),
    Fact.METADATA_AT: QT_TRANSLATE_NOOP("Facts", "Metadata changed"),
    Fact.GPS_AT: QT_TRANSLATE_NOOP("Facts", "Satellites’ time"),
    Fact.RELEASED_AT: QT_TRANSLATE_NOOP("Facts", "Release"),
    Fact.EXPIRES_AT: QT_TRANSLATE_NOOP("Facts", "Expires"),
    Fact.MAKE: QT_TRANSLATE_NOOP("Facts", "Maker"),
    Fact.MODEL: QT_TRANSLATE_NOOP("Facts", "Camera"),
    Fact.LENS: QT_TRANSLATE_NOOP("Facts", "Lens"),
    Fact.SERIAL_NUMBER: QT_TRANSLATE_NOOP("Facts", "Serial number"),
    Fact.OWNER: QT_TRANSLATE_NOOP("Facts", "Camera’s owner"),
    Fact.SOFTWARE: QT_TRANSLATE_NOOP("Facts", "Software"),
    Fact.EXPOSURE_TIME: QT_TRANSLATE_NOOP("Facts", "Exposure"),
    Fact.F_NUMBER: QT_TRANSLATE_NOOP("Facts", "Aperture"),
    Fact.ISO_SPEED: QT_TRANSLATE_NOOP("Facts", "ISO"),
    Fact.FOCAL_LENGTH: QT_TRANSLATE_NOOP("Facts", "Focal length"),
    Fact.FLASH: QT_TRANSLATE_NOOP("Facts", "Flash"),
    Fact.ORIENTATION: QT_TRANSLATE_NOOP("Facts", "Orientation"),
    Fact.COLOUR_SPACE: QT_TRANSLATE_NOOP("Facts", "Colour space"),
    Fact.POSITION: QT_TRANSLATE_NOOP("Facts", "Position"),
    Fact.POSITION_UNUSABLE: QT_TRANSLATE_NOOP("Facts", "Position, unusable"),
    Fact.ALTITUDE: QT_TRANSLATE_NOOP("Facts", "Altitude"),
    Fact.DIRECTION: QT_TRANSLATE_NOOP("Facts", "Direction"),
    Fact.NORTH: QT_TRANSLATE_NOOP("Facts", "Counted from north"),
    Fact.POSITION_ERROR: QT_TRANSLATE_NOOP("Facts", "Position within"),
    Fact.SUBLOCATION: QT_TRANSLATE_NOOP("Facts", "Place"),
    Fact.CITY: QT_TRANSLATE_NOOP("Facts", "City"),
    Fact.PROVINCE: QT_TRANSLATE_NOOP("Facts", "Province"),
    Fact.COUNTRY: QT_TRANSLATE_NOOP("Facts", "Country"),
    Fact.CREATOR: QT_TRANSLATE_NOOP("Facts", "By"),
    Fact.CREATOR_TITLE: QT_TRANSLATE_NOOP("Facts", "Their job"),
    Fact.CREDIT_LINE: QT_TRANSLATE_NOOP("Facts", "Credit line"),
    Fact.SUPPLIER: QT_TRANSLATE_NOOP("Facts", "Supplier"),
    Fact.COPYRIGHT: QT_TRANSLATE_NOOP("Facts", "Copyright"),
    Fact.USAGE_TERMS: QT_TRANSLATE_NOOP("Facts", "Usage terms"),
    Fact.WEB_STATEMENT: QT_TRANSLATE_NOOP("Facts", "Rights page"),
    Fact.TITLE: QT_TRANSLATE_NOOP("Facts", "Title"),
    Fact.HEADLINE: QT_TRANSLATE_NOOP("Facts", "Headline"),
    Fact.CAPTION: QT_TRANSLATE_NOOP("Facts", "Caption"),
    Fact.CAPTION_WRITER: QT_TRANSLATE_NOOP("Facts", "Caption by"),
    Fact.ALT_TEXT: QT_TRANSLATE_NOOP("Facts", "Alt text"),
    Fact.KEYWORDS: QT_TRANSLATE_NOOP("Facts", "Keywords"),
    Fact.INSTRUCTIONS: QT_TRANSLATE_NOOP("Facts", "Instructions"),
    Fact.JOB_ID: QT_TRANSLATE_NOOP("Facts", "Job"),
    Fact.RATING: QT_TRANSLATE_NOOP("Facts", "Rating"),
    Fact.LABEL: QT_TRANSLATE_NOOP("Facts", "Label"),
    Fact.PEOPLE: QT_TRANSLATE_NOOP("Facts", "People shown"),
    Fact.DIGITAL_SOURCE_TYPE: QT_TRANSLATE_NOOP("Facts", "How it was made"),
    Fact.AI_SYSTEM: QT_TRANSLATE_NOOP("Facts", "AI system"),
    Fact.AI_SYSTEM_VERSION: QT_TRANSLATE_NOOP("Facts", "AI version"),
    Fact.AI_PROMPT: QT_TRANSLATE_NOOP("Facts", "AI prompt"),
    Fact.AI_PROMPT_WRITER: QT_TRANSLATE_NOOP("Facts", "Prompt by"),
    Fact.DATA_MINING: QT_TRANSLATE_NOOP("Facts", "Data mining"),
    Fact.HISTORY: QT_TRANSLATE_NOOP("Facts", "History"),
    Fact.DOCUMENT_ID: QT_TRANSLATE_NOOP("Facts", "Document"),
    Fact.FRAME_RATE: QT_TRANSLATE_NOOP("Facts", "Frames a second"),
    Fact.AUDIO_CODEC: QT_TRANSLATE_NOOP("Facts", "Sound"),
    Fact.SAMPLE_RATE: QT_TRANSLATE_NOOP("Facts", "Samples a second"),
    Fact.CHANNELS: QT_TRANSLATE_NOOP("Facts", "Channels"),
    Fact.BIT_RATE: QT_TRANSLATE_NOOP("Facts", "Bits a second"),
    Fact.ALSO_HOLDS: QT_TRANSLATE_NOOP("Facts", "Also holds"),
    Fact.FRAMES: QT_TRANSLATE_NOOP("Facts", "Frames"),
    Fact.BIT_DEPTH: QT_TRANSLATE_NOOP("Facts", "Bit depth"),
    Fact.COMMENT: QT_TRANSLATE_NOOP("Facts", "Comment"),
}
_SOURCES: dict[Source, object] = {
    Source.CONTENT: QT_TRANSLATE_NOOP("Facts", "The content itself"),
    Source.CONTAINER: QT_TRANSLATE_NOOP("Facts", "File format"),
    Source.EXIF: QT_TRANSLATE_NOOP("Facts", "EXIF, written by the camera"),
    Source.XMP: QT_TRANSLATE_NOOP("Facts", "XMP"),
    Source.IPTC: QT_TRANSLATE_NOOP("Facts", "IPTC, the older form"),
    Source.TEXT: QT_TRANSLATE_NOOP("Facts", "Comments in the file"),
    Source.CREDENTIALS: QT_TRANSLATE_NOOP("Facts", "Content Credentials"),
}
_SHORT_SOURCES = {
    Source.CONTENT: QT_TRANSLATE_NOOP("Facts", "Content"),
    Source.CONTAINER: QT_TRANSLATE_NOOP("Facts", "Format"),
    Source.EXIF: "EXIF",
    Source.XMP: "XMP",
    Source.IPTC: "IPTC",
    Source.TEXT: QT_TRANSLATE_NOOP("Facts", "Comment"),
    Source.CREDENTIALS: "C2PA",
}
_SIGNERS: dict[Signer, object] = {
    Signer.KNOWN: QT_TRANSLATE_NOOP("Facts", "known to this desk"),
    Signer.UNKNOWN: QT_TRANSLATE_NOOP("Facts", "unknown to this desk"),
    Signer.EXPIRED: QT_TRANSLATE_NOOP("Facts", "certificate expired"),
    Signer.REVOKED: QT_TRANSLATE_NOOP("Facts", "certificate revoked"),
}
_UNITS = {
    Fact.ALTITUDE: "m",
    Fact.POSITION_ERROR: "m",
    Fact.DIRECTION: "°",
    Fact.FOCAL_LENGTH: "mm",
    Fact.SAMPLE_RATE: "Hz",
}


def _tr(text: object) -> str:
    return QCoreApplication.translate("Facts", str(text))


def name(fact: Fact) -> str:
    """Name what a statement is about."""
    return _tr(_FACTS.get(fact, fact.value.replace("_", " ").capitalize()))


def source(of: Source) -> str:
    """Name where a statement stands."""
    return _tr(_SOURCES[of])


def short_source(of: Source) -> str:
    """Name it in a word."""
    return _tr(_SHORT_SOURCES[of])


def signer(known: Signer) -> str:
    """Say what is known of who signed."""
    return _tr(_SIGNERS[known])


def value(said: Said) -> str:
    """Write a value for people, with its tricks visible; what has no other form stays."""
    text = ", ".join(shown(line) for line in said.value[:_LONGEST].splitlines() if line.strip())
    special = _FORMS.get(said.fact)
    if special is not None:
        return special(text)
    number = _number(text)
    if number is not None and said.fact in _UNITS:
        unit = _UNITS[said.fact]
        return f"{number:g}{unit}" if unit == "°" else f"{number:g} {unit}"
    return text.replace("T", " ", 1) if said.fact.value.endswith("_at") else text


def _bits(text: str) -> str:
    number = _number(text)
    return text if number is None else words.number(round(number))


def _term(text: str) -> str:
    return text.rstrip("/").rpartition("/")[2]


def _exposure(text: str) -> str:
    seconds = _number(text)
    if seconds is None or seconds <= 0:
        return text
    return f"1/{1 / seconds:.0f} s" if seconds < 0.3 else f"{seconds:g} s"  # noqa: PLR2004


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


_FORMS: dict[Fact, Callable[[str], str]] = {
    Fact.EXPOSURE_TIME: _exposure,
    Fact.F_NUMBER: "f/{}".format,
    Fact.POSITION: lambda text: text.replace(",", ", "),
    Fact.BIT_RATE: _bits,
    Fact.DIGITAL_SOURCE_TYPE: _term,
    Fact.DATA_MINING: _term,
}
