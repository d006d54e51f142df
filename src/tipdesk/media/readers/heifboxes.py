"""Looks into the boxes of HEIF: the small picture beside the large one, and how it is turned."""

import struct
from collections.abc import Iterator

_HEAD = struct.Struct(">I4s")
_LARGE = struct.Struct(">Q")
_SIZE = struct.Struct(">III")
_MOST_BOXES = 4096
_TURNS = {1: 8, 2: 3, 3: 6}
_WITHIN_META = 4  # version and flags stand before the boxes of "meta"

Span = tuple[bytes, int, int]


def _boxes(data: bytes, begin: int, end: int) -> Iterator[Span]:
    """Give name, begin and end of the content of each box."""
    for _ in range(_MOST_BOXES):
        if begin + _HEAD.size > end:
            return
        size, name = _HEAD.unpack_from(data, begin)
        content = begin + _HEAD.size
        if size == 1 and content + _LARGE.size <= end:
            (size,) = _LARGE.unpack_from(data, content)
            content += _LARGE.size
        last = end if size == 0 else begin + size
        if not content <= last <= end:
            return
        yield name, content, last
        begin = last


def _in_meta(data: bytes) -> dict[bytes, tuple[int, int]]:
    for name, begin, end in _boxes(data, 0, len(data)):
        if name == b"meta":
            return {n: (b, e) for n, b, e in _boxes(data, begin + _WITHIN_META, end)}
    return {}


def thumbnail_as_primary(data: bytes) -> bytes | None:
    """Return the file with its embedded thumbnail in the place of the picture; None without one.

    No decoder gives a HEIF's thumbnail alone, so the thumbnail is declared to be the picture.
    """
    meta = _in_meta(data)
    if b"pitm" not in meta or b"iref" not in meta:
        return None
    at = meta[b"pitm"][0]
    width = 4 if data[at] else 2  # by the version of the box
    primary = data[at + 4 : at + 4 + width]
    begin, end = meta[b"iref"]
    wide = 4 if data[begin] else 2
    for name, first, last in _boxes(data, begin + 4, end):
        if name != b"thmb" or last - first < 2 * wide + 2:
            continue
        from_item = data[first : first + wide]
        to_item = data[first + wide + 2 : first + 2 * wide + 2]
        if int.from_bytes(to_item) == int.from_bytes(primary):
            patched = bytearray(data)
            patched[at + 4 : at + 4 + width] = int.from_bytes(from_item).to_bytes(width)
            patched[first - 4 : first] = b"free"
            return bytes(patched)
    return None


def holds_film(data: bytes) -> bool:
    """Tell whether a short film lies beside the picture."""
    is_heif = data[4:8] == b"ftyp"
    return is_heif and any(name == b"mpvd" for name, _, _ in _boxes(data, 0, len(data)))


def size_and_turn(data: bytes) -> tuple[tuple[int, int] | None, int | None]:
    """Return the size as stored, and the orientation that the file's own turn amounts to."""
    size: tuple[int, int] | None = None
    turn: int | None = None
    for name, at, end in _properties_of_primary(data):
        if name == b"ispe" and end - at >= _SIZE.size:
            _, *sides = _SIZE.unpack_from(data, at)
            size = sides[0], sides[1]
        elif name == b"irot" and end > at:
            turn = _TURNS.get(data[at] & 3)
    return size, turn


def _properties_of_primary(data: bytes) -> list[Span]:
    meta = _in_meta(data)
    if not {b"pitm", b"iprp"} <= meta.keys():
        return []
    parts = {name: (begin, end) for name, begin, end in _boxes(data, *meta[b"iprp"])}
    if not {b"ipco", b"ipma"} <= parts.keys():
        return []
    properties = list(_boxes(data, *parts[b"ipco"]))
    places = _associations(data, parts[b"ipma"], _primary(data, meta))
    return [properties[place - 1] for place in places if 0 < place <= len(properties)]


def _primary(data: bytes, meta: dict[bytes, tuple[int, int]]) -> int:
    at = meta[b"pitm"][0]
    return int.from_bytes(data[at + 4 : at + (8 if data[at] else 6)])


def _associations(data: bytes, span: tuple[int, int], item: int) -> list[int]:
    """Return which properties, counted from one, belong to the item."""
    at, end = span
    wide_item, wide_place = (4 if data[at] else 2), (2 if data[at + 3] & 1 else 1)
    at += 8
    while at + wide_item < end:
        found, count = int.from_bytes(data[at : at + wide_item]), data[at + wide_item]
        at += wide_item + 1
        if found == item:
            mask = (1 << (8 * wide_place - 1)) - 1
            starts = range(at, min(at + count * wide_place, end), wide_place)
            return [int.from_bytes(data[one : one + wide_place]) & mask for one in starts]
        at += count * wide_place
    return []
