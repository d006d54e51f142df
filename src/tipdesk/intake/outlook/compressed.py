"""Unpacks the rich text of Outlook's messages (MS-OXRTFCP)."""

import struct

RICH_TEXT_LIMIT = 20_000_000
_HEADER = struct.Struct("<IIII")
_COMPRESSED, _PLAIN = 0x75465A4C, 0x414C454D
_RING = 4096

# What stands in the ring before anything was written, by the specification.
_BEFORE = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def unpacked(data: bytes) -> bytes:
    """Give the rich text, at most RICH_TEXT_LIMIT of it; nothing where there is none."""
    if len(data) < _HEADER.size:
        return b""
    _, size, kind, _ = _HEADER.unpack_from(data)
    most = min(size, RICH_TEXT_LIMIT)
    if kind == _PLAIN:
        return data[_HEADER.size : _HEADER.size + most]
    return _expanded(data[_HEADER.size :], most) if kind == _COMPRESSED else b""


def _expanded(data: bytes, most: int) -> bytes:
    out = bytearray(_BEFORE)
    end = len(_BEFORE) + most
    at = 0
    while at < len(data) and len(out) < end:
        flags = data[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            pair = int.from_bytes(data[at : at + 2], "big")
            at += 2
            if at > len(data) or pair >> 4 == len(out) % _RING:
                return bytes(out[len(_BEFORE) : end])
            _repeat(out, pair >> 4, (pair & 15) + 2)
    return bytes(out[len(_BEFORE) : end])


def _repeat(out: bytearray, place: int, count: int) -> None:
    """Write again what stands at a place of the ring, which may reach into what is written now."""
    back = (len(out) - place) % _RING or _RING
    if back > len(out):
        out += bytes(count)
        return
    piece = out[len(out) - back :][:count]
    out += (piece * count)[:count]
