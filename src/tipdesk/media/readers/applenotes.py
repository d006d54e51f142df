"""Reads from Apple's maker note what ties the picture of a Live Photo to its film."""

import re
import struct

_APPLE = bytes.fromhex("4170706c6520694f5300")  # "Apple iOS" and a nought
_FIRST = 14  # where the entries begin; offsets count from the beginning of the note
_CONTENT_IDENTIFIER, _ASCII = 0x11, 2
_ORDERS = {b"MM": ">", b"II": "<"}
_IDENTIFIER = re.compile(r"[0-9A-Fa-f-]{8,64}")


def content_identifier(note: str) -> str | None:
    """Return the identifier in a maker note, which is given as decimal numbers."""
    if not note.startswith("65 112 112 108 101 "):
        return None
    data = bytes(int(number) & 0xFF for number in note.split() if number.isdigit())
    order = _ORDERS.get(data[12:14])
    if not data.startswith(_APPLE) or order is None or len(data) < _FIRST + 2:
        return None
    (count,) = struct.unpack_from(order + "H", data, _FIRST)
    entry = struct.Struct(order + "HHII")
    for at in range(_FIRST + 2, min(_FIRST + 2 + count * entry.size, len(data) - 11), entry.size):
        tag, form, length, offset = entry.unpack_from(data, at)
        if (tag, form) == (_CONTENT_IDENTIFIER, _ASCII):
            written = data[offset : offset + min(length, 80)].split(b"\0")[0].decode("latin-1")
            return written if _IDENTIFIER.fullmatch(written) else None
    return None
