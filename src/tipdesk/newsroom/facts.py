"""What a file says about itself, statement by statement, each with where it stands in the file."""

from dataclasses import dataclass, field
from enum import StrEnum


class Source(StrEnum):
    """Where in a file a statement stands."""

    CONTENT = "content"  # the coded picture, video or sound itself
    CONTAINER = "container"  # the boxes, chunks and tags of the file format
    EXIF = "exif"
    XMP = "xmp"
    IPTC = "iptc"  # IPTC-IIM, the older form
    TEXT = "text"  # comments and text chunks
    CREDENTIALS = "credentials"  # C2PA


class Fact(StrEnum):
    """What a statement is about, in the words of EXIF, XMP and IPTC."""

    TAKEN_AT = "taken_at"
    DIGITIZED_AT = "digitized_at"
    MODIFIED_AT = "modified_at"
    METADATA_AT = "metadata_at"
    GPS_AT = "gps_at"
    RELEASED_AT = "released_at"
    EXPIRES_AT = "expires_at"

    MAKE = "make"
    MODEL = "model"
    LENS = "lens"
    SERIAL_NUMBER = "serial_number"
    OWNER = "owner"
    SOFTWARE = "software"
    EXPOSURE_TIME = "exposure_time"
    F_NUMBER = "f_number"
    ISO_SPEED = "iso_speed"
    FOCAL_LENGTH = "focal_length"
    FLASH = "flash"
    ORIENTATION = "orientation"
    COLOUR_SPACE = "colour_space"

    POSITION = "position"
    POSITION_UNUSABLE = "position_unusable"
    ALTITUDE = "altitude"
    DIRECTION = "direction"
    NORTH = "north"  # which north the direction counts from: "true" or "magnetic"
    POSITION_ERROR = "position_error"
    SUBLOCATION = "sublocation"
    CITY = "city"
    PROVINCE = "province"
    COUNTRY = "country"

    CREATOR = "creator"
    CREATOR_TITLE = "creator_title"
    CREDIT_LINE = "credit_line"
    SUPPLIER = "supplier"
    COPYRIGHT = "copyright"
    USAGE_TERMS = "usage_terms"
    WEB_STATEMENT = "web_statement"
    TITLE = "title"
    HEADLINE = "headline"
    CAPTION = "caption"
    CAPTION_WRITER = "caption_writer"
    ALT_TEXT = "alt_text"
    KEYWORDS = "keywords"
    INSTRUCTIONS = "instructions"
    JOB_ID = "job_id"
    RATING = "rating"
    LABEL = "label"
    PEOPLE = "people"

    DIGITAL_SOURCE_TYPE = "digital_source_type"
    AI_SYSTEM = "ai_system"
    AI_SYSTEM_VERSION = "ai_system_version"
    AI_PROMPT = "ai_prompt"
    AI_PROMPT_WRITER = "ai_prompt_writer"
    DATA_MINING = "data_mining"
    HISTORY = "history"
    DOCUMENT_ID = "document_id"

    FRAME_RATE = "frame_rate"
    AUDIO_CODEC = "audio_codec"
    SAMPLE_RATE = "sample_rate"
    CHANNELS = "channels"
    BIT_RATE = "bit_rate"
    ALSO_HOLDS = "also_holds"  # what else lies in the file: "gain_map", "motion_photo" …
    FRAMES = "frames"
    BIT_DEPTH = "bit_depth"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a file.

    `value` is text in one form for each fact: times as ISO 8601, as exact as the file is, with an
    offset only where the file has one; a position as "latitude,longitude" in degrees; numbers with
    a decimal point (metres, degrees, seconds, hertz, frames a second); a list's items one a line.
    """

    fact: Fact
    source: Source
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One fact of which the sources of a file say different things."""

    fact: Fact
    said: tuple[Said, ...] = field(repr=False)


def kept(said: tuple[Said, ...]) -> list[list[str]]:
    """Give statements the form in which they are kept: fact, source, value."""
    return [[one.fact.value, one.source.value, one.value] for one in said]


def told(rows: list[list[str]]) -> tuple[Said, ...]:
    """Make statements of the form in which they were kept."""
    return tuple(Said(Fact(fact), Source(source), value) for fact, source, value in rows)
