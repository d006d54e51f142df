"""The properties of Outlook's messages (MAPI): numbered values, read by whoever asks for one."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tipdesk.intake.outlook.codepages import WESTERN, decoded

INTEGER, BOOLEAN, LONG, TIME = 0x03, 0x0B, 0x14, 0x40
OBJECT, BYTES_8, UNICODE, BINARY = 0x0D, 0x1E, 0x1F, 0x102
MANY = 0x1000  # several values in one property

MESSAGE_CODEPAGE = 0x3FFD
INTERNET_CODEPAGE = 0x3FDE
_BEGINNING = datetime(1601, 1, 1, tzinfo=UTC)
_TICKS = struct.Struct("<Q")
_ASCII = 20127


@dataclass(frozen=True, slots=True)
class Value:
    """One property's value as it stands there, and of what type it says it is."""

    kind: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a message, a recipient or an attachment says about itself."""

    values: Mapping[int, Value] = field(repr=False)
    page: int = WESTERN  # of texts that are not Unicode

    def text(self, *names: int) -> str:
        """Give the first of the named properties that holds any text."""
        for name in names:
            value = self.values.get(name)
            text = _text(value, self.page) if value else ""
            if text:
                return text
        return ""

    def data(self, name: int) -> bytes:
        """Give the bytes of a property; none where it has none."""
        value = self.values.get(name)
        return value.data if value else b""

    def number(self, name: int) -> int | None:
        """Give a property's number."""
        value = self.values.get(name)
        if value is None or value.kind not in {INTEGER, BOOLEAN, LONG}:
            return None
        return int.from_bytes(value.data[:4], "little", signed=value.kind == INTEGER)

    def moment(self, name: int) -> datetime | None:
        """Give a property's time."""
        value = self.values.get(name)
        if value is None or value.kind != TIME or len(value.data) < _TICKS.size:
            return None
        return moment_of(value.data)


def moment_of(data: bytes) -> datetime | None:
    """Read Windows' count of 100 nanoseconds since 1601; nothing where it makes no sense."""
    (ticks,) = _TICKS.unpack_from(data)
    try:
        return _BEGINNING + timedelta(microseconds=ticks // 10) if ticks else None
    except OverflowError:
        return None


def ticks_of(moment: datetime) -> bytes:
    """Write a time as Windows counts it."""
    return _TICKS.pack((moment - _BEGINNING) // timedelta(microseconds=1) * 10)


def page_of(values: Mapping[int, Value], otherwise: int = WESTERN) -> int:
    """Tell the code page of texts that are not Unicode."""
    said = Properties(values)
    for name in (MESSAGE_CODEPAGE, INTERNET_CODEPAGE):
        page = said.number(name)
        if page and page != _ASCII:
            return page
    return otherwise


def _text(value: Value, page: int) -> str:
    if value.kind == UNICODE:
        text = value.data.decode("utf-16-le", "replace")
    elif value.kind == BYTES_8:
        text = decoded(value.data, page)
    else:
        return ""
    return text.partition("\0")[0]
