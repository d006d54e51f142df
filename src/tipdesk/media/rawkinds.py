"""Tells a camera's raw file from a plain TIFF, whose form most of them borrow."""

import struct

_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_MOST_ENTRIES = 200
_SUBFILE, _COMPRESSION, _PHOTOMETRIC, _MAKE, _SUB_IFDS, _DNG = 254, 259, 262, 271, 330, 50706
_REDUCED = 1
# How sensors' own values are stored: packed by the camera's maker, or one colour a pixel.
_PACKED = frozenset({32767, 32769, 32770, 32772, 34713, 65000, 65535})
_SENSOR = frozenset({32803, 34892})
_MAKERS = (
    (b"NIKON", "image/x-nikon-nef"),
    (b"SONY", "image/x-sony-arw"),
    (b"PENTAX", "image/x-pentax-pef"),
    (b"RICOH", "image/x-pentax-pef"),
    (b"SAMSUNG", "image/x-samsung-srw"),
    (b"Hasselblad", "image/x-hasselblad-3fr"),
    (b"SEIKO EPSON", "image/x-epson-erf"),
    (b"EASTMAN KODAK", "image/x-kodak-dcr"),
    (b"Kodak", "image/x-kodak-dcr"),
)

Tags = dict[int, tuple[int, bytes]]


def raw_mime(head: bytes) -> str | None:
    """Return the type of a raw file, of which these are the first bytes; None for other TIFFs."""
    order = _ORDERS.get(head[:4])
    if order is None:
        return None
    tags = _tags(head, order)
    if _DNG in tags:
        return "image/x-adobe-dng"
    maker = _text(head, tags, order)
    mime = next((mime for name, mime in _MAKERS if maker.startswith(name)), None)
    return mime if mime and _holds_a_sensors_values(tags, order) else None


def _tags(head: bytes, order: str) -> Tags:
    (begin,) = struct.unpack_from(order + "I", head, 4) if len(head) >= 8 else (len(head),)  # noqa: PLR2004
    if begin + 2 > len(head):
        return {}
    (count,) = struct.unpack_from(order + "H", head, begin)
    entry = struct.Struct(order + "HHI4s")
    last = min(begin + 2 + min(count, _MOST_ENTRIES) * entry.size, len(head) - entry.size + 1)
    rows = (entry.unpack_from(head, at) for at in range(begin + 2, last, entry.size))
    return {tag: (length, value) for tag, _, length, value in rows}


def _text(head: bytes, tags: Tags, order: str) -> bytes:
    length, value = tags.get(_MAKE, (0, b""))
    if length <= len(value):
        return value
    (begin,) = struct.unpack(order + "I", value)
    return head[begin : begin + length]


def _holds_a_sensors_values(tags: Tags, order: str) -> bool:
    numbers = {
        tag: struct.unpack_from(order + "H", value)[0]
        for tag, (_, value) in tags.items()
        if tag in {_COMPRESSION, _PHOTOMETRIC}
    }
    subfile = tags.get(_SUBFILE, (0, b"\0\0\0\0"))[1]
    is_reduced = struct.unpack(order + "I", subfile)[0] == _REDUCED
    return (
        numbers.get(_COMPRESSION) in _PACKED
        or numbers.get(_PHOTOMETRIC) in _SENSOR
        or (is_reduced and _SUB_IFDS in tags)
    )
