"""The attributes of a winmail.dat: numbered blocks, of the message or of one attachment."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tipdesk.intake.outlook.properties import BYTES_8, TIME, Value, ticks_of
from tipdesk.intake.outlook.tnefproperties import Cursor, NoMore, properties_at

MESSAGE, ATTACHMENT = 1, 2
NEXT, PAGE, PEOPLE = 0x9002, 0x9007, 0x9004

_BEGINNING = 6  # after the signature and a key
_ATTRIBUTE = struct.Struct("<BII")
_CHECKSUM = 2
_LISTS = frozenset({0x9003, 0x9005})
_FILE, _FROM = 0x800F, 0x8000
_FROM_HEAD = 8
# What stands outside the list of properties, and the property that says the same.
_TEXTS = {0x8004: 0x0037, 0x8008: 0x001A, 0x800C: 0x1000, 0x8010: 0x3704}
_TIMES = {0x8005: 0x0039, 0x8006: 0x0E06}
_SENDER_NAME, _SENDER_ADDRESS = 0x0C1A, 0x0C1F
_DATE = struct.Struct("<6H")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One block: of the message or of an attachment, its number, and whether all of it is there."""

    level: int
    name: int
    data: bytes = field(repr=False)
    whole: bool = True


@dataclass(slots=True)
class Part:
    """The message or an attachment while it is read: its properties, and the bytes of its file."""

    values: dict[int, Value] = field(default_factory=dict, repr=False)
    data: bytes = field(default=b"", repr=False)

    def take(self, attribute: Attribute) -> bool:
        """Add what an attribute says; tell whether it was whole."""
        name, data = attribute.name, attribute.data
        if name in _LISTS:
            return attribute.whole and _take_list(data, self.values)
        if name == _FILE:
            self.data = data
        elif name == _FROM:
            self._take_sender(data)
        elif name in _TEXTS:
            self.values.setdefault(_TEXTS[name], Value(BYTES_8, data))
        elif name in _TIMES:
            self.values.setdefault(_TIMES[name], Value(TIME, _ticks(data)))
        return attribute.whole

    def _take_sender(self, data: bytes) -> None:
        name, address = [*data[_FROM_HEAD:].split(b"\0"), b"", b""][:2]
        self.values.setdefault(_SENDER_NAME, Value(BYTES_8, name))
        self.values.setdefault(_SENDER_ADDRESS, Value(BYTES_8, address))


def attributes(raw: bytes) -> Iterator[Attribute]:
    """Yield the attributes up to where something else stands."""
    at = _BEGINNING
    while at + _ATTRIBUTE.size <= len(raw):
        level, number, size = _ATTRIBUTE.unpack_from(raw, at)
        if level not in {MESSAGE, ATTACHMENT}:
            return
        at += _ATTRIBUTE.size
        # The upper half of the number is a type, which some writers leave out.
        yield Attribute(level, number & 0xFFFF, raw[at : at + size], at + size <= len(raw))
        at += size + _CHECKSUM


def take_people(data: bytes, people: list[dict[int, Value]]) -> bool:
    """Add the recipients of a message; tell whether all could be read."""
    cursor = Cursor(data)
    try:
        for _ in range(cursor.number()):
            people.append({})
            properties_at(cursor, people[-1])
    except NoMore:
        return False
    return True


def _take_list(data: bytes, values: dict[int, Value]) -> bool:
    try:
        properties_at(Cursor(data), values)
    except NoMore:
        return False
    return True


def _ticks(data: bytes) -> bytes:
    try:
        year, month, day, hour, minute, second = _DATE.unpack_from(data)
        return ticks_of(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    except (ValueError, struct.error):
        return b""
