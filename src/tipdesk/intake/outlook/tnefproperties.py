"""Reads lists of properties as they stand in a winmail.dat, one after the other."""

import struct
from dataclasses import dataclass, field

from tipdesk.intake.outlook.properties import (
    BINARY,
    BYTES_8,
    MANY,
    OBJECT,
    UNICODE,
    Value,
)

_OF_ANY_SIZE = frozenset({OBJECT, BYTES_8, UNICODE, BINARY})
_SIZES = {0x01: 4, 0x02: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 4, 0x48: 16}
_SIZE = 8
_NAMED = 0x8000
_GUID = 16
_BY_TEXT = 1


class NoMore(ValueError):
    """The list says that more follows than is there."""


@dataclass(slots=True)
class Cursor:
    """Bytes and how far they were read; it never goes beyond their end."""

    data: bytes = field(repr=False)
    at: int = 0

    def take(self, size: int) -> bytes:
        """Give the next bytes, and go on to where a multiple of four stands."""
        if size > len(self.data) - self.at:
            raise NoMore
        piece = self.data[self.at : self.at + size]
        self.at += size + -size % 4
        return piece

    def number(self) -> int:
        """Give the next number."""
        return int.from_bytes(self.take(4), "little")


def properties_at(cursor: Cursor, into: dict[int, Value]) -> None:
    """Read one list; what was read before the list ended too early is kept in `into`."""
    for _ in range(cursor.number()):
        kind, name = struct.unpack("<HH", cursor.take(4))
        if name >= _NAMED:
            _pass_name(cursor)
        value = _value(cursor, kind)
        if not kind & MANY and name < _NAMED:
            into[name] = Value(kind, value)


def _value(cursor: Cursor, kind: int) -> bytes:
    """Give the value, the last one where there are several."""
    single = kind & ~MANY
    several = single in _OF_ANY_SIZE or kind & MANY
    value = b""
    for _ in range(cursor.number() if several else 1):
        size = cursor.number() if single in _OF_ANY_SIZE else _SIZES.get(single, _SIZE)
        value = cursor.take(size)
    return value


def _pass_name(cursor: Cursor) -> None:
    cursor.take(_GUID)
    by_text, number = cursor.number(), cursor.number()
    if by_text == _BY_TEXT:
        cursor.take(number)
