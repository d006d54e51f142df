"""Reads the time of taking where cameras without EXIF's tag for it wrote it."""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime

from tipdesk.media.readers.moments import iso_of
from tipdesk.newsroom.facts import Fact, Said, Source

# The JPEG segment in which cameras of the nineties kept lines like "TimeDate=909698819": seconds
# since 1970 by the camera's own clock.
_PICTURE_INFO = re.compile(
    rb"\xff\xec..[^\[]{0,64}\[picture info\][^\[]{0,256}?TimeDate=(\d{1,10})\D", re.DOTALL
)
_HEAD = 128 << 10
# Trap cameras of Reconyx begin their note with this number; the time counts from the second on.
_RECONYX, _TIME_AT = 0xF101, 22
_TIME = struct.Struct("<6H")


def statements(data: bytes, note: str) -> Iterator[Said]:
    """Give when the picture was taken; `note` is EXIF's maker note as decimal numbers."""
    for source, moment in (
        (Source.CONTAINER, _from_picture_info(data)),
        (Source.EXIF, _from_note(note)),
    ):
        if moment:
            yield Said(Fact.TAKEN_AT, source, moment)


def _from_picture_info(data: bytes) -> str | None:
    found = _PICTURE_INFO.search(data, 0, _HEAD) if data.startswith(b"\xff\xd8") else None
    if found is None:
        return None
    clock = datetime.fromtimestamp(int(found[1]), UTC).replace(tzinfo=None)
    return iso_of(clock.isoformat())


def _from_note(note: str) -> str | None:
    if not note.startswith(f"{_RECONYX & 0xFF} {_RECONYX >> 8} "):
        return None
    numbers = note.split(maxsplit=_TIME_AT + _TIME.size)[: _TIME_AT + _TIME.size]
    data = bytes(int(number) & 0xFF for number in numbers if number.isdigit())
    if len(data) < _TIME_AT + _TIME.size:
        return None
    second, minute, hour, month, day, year = _TIME.unpack_from(data, _TIME_AT)
    return iso_of(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
