"""A camera's raw file, made on the spot: a DNG with a JPEG preview and one colour a pixel."""

import struct
from collections.abc import Mapping

PREVIEW_SIZE, SIZE = (256, 192), (320, 240)
_BYTE, _ASCII, _SHORT, _LONG, _FRACTION = 1, 2, 3, 4, 10
_FORMS = {_BYTE: "B", _SHORT: "H", _LONG: "I", _FRACTION: "i"}
_HEAD = 8

Tags = Mapping[int, tuple[int, object]]


def a_dng(preview: bytes, *, orientation: int = 1) -> bytes:
    """Return a raw file whose embedded preview is this JPEG of PREVIEW_SIZE."""
    sensor = struct.pack("<H", 500) * (SIZE[0] * SIZE[1])
    places = [0, 0, 0]
    for _ in range(2):  # once to learn the lengths, once with the places that follow from them
        first = _directory(_first(places, len(preview), orientation), _HEAD)
        second = _directory(_second(places), places[0])
        begin = _HEAD + len(first)
        places = [begin, begin + len(second), begin + len(second) + len(preview)]
    return b"II*\0" + struct.pack("<I", _HEAD) + first + second + preview + sensor


def _first(places: list[int], length: int, orientation: int) -> Tags:
    return {
        254: (_LONG, (1,)),
        256: (_LONG, PREVIEW_SIZE[:1]),
        257: (_LONG, PREVIEW_SIZE[1:]),
        258: (_SHORT, (8, 8, 8)),
        259: (_SHORT, (7,)),
        262: (_SHORT, (6,)),
        271: (_ASCII, "Sample Works"),
        272: (_ASCII, "Raw 1"),
        273: (_LONG, (places[1],)),
        274: (_SHORT, (orientation,)),
        277: (_SHORT, (3,)),
        278: (_LONG, PREVIEW_SIZE[1:]),
        279: (_LONG, (length,)),
        330: (_LONG, (places[0],)),
        50706: (_BYTE, (1, 4, 0, 0)),
        50708: (_ASCII, "Sample Works Raw 1"),
        50721: (_FRACTION, tuple(n for i in range(9) for n in (int(i % 4 == 0), 1))),
    }


def _second(places: list[int]) -> Tags:
    return {
        254: (_LONG, (0,)),
        256: (_LONG, SIZE[:1]),
        257: (_LONG, SIZE[1:]),
        258: (_SHORT, (16,)),
        259: (_SHORT, (1,)),
        262: (_SHORT, (32803,)),
        273: (_LONG, (places[2],)),
        277: (_SHORT, (1,)),
        278: (_LONG, SIZE[1:]),
        279: (_LONG, (2 * SIZE[0] * SIZE[1],)),
        33421: (_SHORT, (2, 2)),
        33422: (_BYTE, (0, 1, 1, 2)),
    }


def _directory(tags: Tags, begin: int) -> bytes:
    beyond = begin + 2 + 12 * len(tags) + 4
    entries, rest = struct.pack("<H", len(tags)), b""
    for tag, (form, value) in tags.items():
        data, count = _packed(form, value)
        entries += struct.pack("<HHI", tag, form, count)
        if len(data) > 4:
            entries += struct.pack("<I", beyond + len(rest))
            rest += data + b"\0" * (len(data) % 2)
        else:
            entries += data.ljust(4, b"\0")
    return entries + bytes(4) + rest


def _packed(form: int, value: object) -> tuple[bytes, int]:
    if isinstance(value, str):
        return value.encode() + b"\0", len(value) + 1
    assert isinstance(value, tuple)
    count = len(value) // 2 if form == _FRACTION else len(value)
    return struct.pack(f"<{len(value)}{_FORMS[form]}", *value), count
