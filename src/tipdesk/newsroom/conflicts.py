"""Of which facts the sources of one file say different things, compared fairly."""

from collections.abc import Callable, Iterable
from itertools import combinations

from tipdesk.newsroom.alike import (
    is_cut,
    same_instant,
    same_items,
    same_name,
    same_number,
    same_place,
    same_term,
    same_text,
    same_turn,
)
from tipdesk.newsroom.facts import Conflict, Fact, Said, Source

_Alike = Callable[[str, str], bool]

# Not listed: what may well differ without anybody being wrong, such as the software that wrote
# the file last, when it was changed, or how coding and container each count frames.
_ALIKE: dict[Fact, _Alike] = {
    Fact.TAKEN_AT: same_instant,
    Fact.DIGITIZED_AT: same_instant,
    Fact.GPS_AT: same_instant,
    Fact.RELEASED_AT: same_instant,
    Fact.EXPIRES_AT: same_instant,
    Fact.MAKE: same_name,
    Fact.MODEL: same_name,
    Fact.SERIAL_NUMBER: same_text,
    Fact.OWNER: same_items,
    Fact.EXPOSURE_TIME: same_number,
    Fact.F_NUMBER: same_number,
    Fact.ISO_SPEED: same_number,
    Fact.FOCAL_LENGTH: same_number,
    Fact.POSITION: same_place,
    Fact.ALTITUDE: same_number,
    Fact.DIRECTION: same_turn,
    Fact.SUBLOCATION: same_text,
    Fact.CITY: same_text,
    Fact.PROVINCE: same_text,
    Fact.COUNTRY: same_text,
    Fact.CREATOR: same_items,
    Fact.CREATOR_TITLE: same_items,
    Fact.CREDIT_LINE: same_text,
    Fact.SUPPLIER: same_text,
    Fact.COPYRIGHT: same_text,
    Fact.USAGE_TERMS: same_text,
    Fact.WEB_STATEMENT: same_text,
    Fact.TITLE: same_text,
    Fact.HEADLINE: same_text,
    Fact.CAPTION: same_text,
    Fact.CAPTION_WRITER: same_text,
    Fact.ALT_TEXT: same_text,
    Fact.KEYWORDS: same_items,
    Fact.INSTRUCTIONS: same_text,
    Fact.JOB_ID: same_text,
    Fact.RATING: same_number,
    Fact.LABEL: same_text,
    Fact.PEOPLE: same_items,
    Fact.DIGITAL_SOURCE_TYPE: same_term,
    Fact.AI_SYSTEM: same_text,
    Fact.AI_PROMPT: same_text,
}

# What IPTC-IIM cuts off, in bytes; a list's items are cut one by one.
_IPTC_ROOM = {
    Fact.CREATOR: 32,
    Fact.CREATOR_TITLE: 32,
    Fact.CREDIT_LINE: 32,
    Fact.SUPPLIER: 32,
    Fact.CAPTION_WRITER: 32,
    Fact.CITY: 32,
    Fact.SUBLOCATION: 32,
    Fact.PROVINCE: 32,
    Fact.JOB_ID: 32,
    Fact.COUNTRY: 64,
    Fact.TITLE: 64,
    Fact.KEYWORDS: 64,
    Fact.COPYRIGHT: 128,
    Fact.HEADLINE: 256,
    Fact.INSTRUCTIONS: 256,
    Fact.CAPTION: 2000,
}
_MOST_COMPARED = 64  # statements of one fact; a file with more of them is a trick

# What cameras write where an editor's words would stand, told by nobody.
_FILLED = frozenset({Fact.TITLE, Fact.HEADLINE, Fact.CAPTION, Fact.CREATOR, Fact.COPYRIGHT})
_FILLERS = frozenset(
    {
        "olympus digital camera",
        "minolta digital camera",
        "konica minolta digital camera",
        "kodak digital still camera",
        "samsung digital camera",
        "digital camera",
        "exif_jpeg_picture",
        "created with gimp",
        "sony dsc",
        "dcim",
        "samsung",
        "default",
        "untitled",
        "unknown",
        "none",
        "-",
    }
)
_LISTS = frozenset({Fact.KEYWORDS, Fact.CREATOR, Fact.CREATOR_TITLE})


def conflicts(said: tuple[Said, ...]) -> tuple[Conflict, ...]:
    """Find the facts of which two sources have no statement in common, in the order of `Fact`."""
    by_fact: dict[Fact, list[Said]] = {}
    for one in said:
        if one.fact in _ALIKE and _says_something(one):
            by_fact.setdefault(one.fact, []).append(one)
    found = ((fact, by_fact[fact]) for fact in Fact if fact in by_fact)
    return tuple(Conflict(fact, tuple(told)) for fact, told in found if _clash(told))


def _says_something(one: Said) -> bool:
    value = one.value.strip().casefold()
    return bool(value) and not (one.fact in _FILLED and value in _FILLERS)


def _clash(told: list[Said]) -> bool:
    by_source: dict[Source, list[Said]] = {}
    for one in told[:_MOST_COMPARED]:
        by_source.setdefault(one.source, []).append(one)
    return any(not _agree(some, others) for some, others in combinations(by_source.values(), 2))


def _agree(some: Iterable[Said], others: list[Said]) -> bool:
    return any(alike(one, other) for one in some for other in others)


def alike(one: Said, other: Said) -> bool:
    """Tell whether two statements about the same fact can both be right."""
    if one.value == other.value:
        return True
    compare = _ALIKE[one.fact]
    room = _IPTC_ROOM.get(one.fact)
    if room is not None and Source.IPTC in (one.source, other.source):
        short, full = (one, other) if one.source is Source.IPTC else (other, one)
        return compare(short.value, full.value) or _is_cut(short, full, room)
    return compare(one.value, other.value)


def _is_cut(short: Said, full: Said, room: int) -> bool:
    if short.fact in _LISTS:
        return same_items(short.value, full.value, room=room)
    return is_cut(short.value, full.value, room)
