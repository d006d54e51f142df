"""Outlook messages written by hand: properties, recipients and attachments."""

import struct
from collections.abc import Mapping, Sequence

from tipdesk.intake.outlook.compoundwriting import Folder, bound

SUBJECT, BODY, SENDER, ADDRESS, KIND, NAME = 0x0037, 0x1000, 0x0C1A, 0x0C1F, 0x0C1E, 0x3707
HEADERS, RICH, HTML, CLASS, DATA, PAGE = 0x007D, 0x1009, 0x1013, 0x001A, 0x3701, 0x3FFD
SENT, MIME, CID = 0x0039, 0x370E, 0x3712

Values = Mapping[int, str | bytes | int]


def storage(values: Values, head: int, *, unicode: bool = True, page: str = "cp1252") -> dict:
    """Write properties as the streams of a folder."""
    fixed = b""
    made: dict = {}
    for name, value in values.items():
        if isinstance(value, int):
            fixed += struct.pack("<HHIQ", 0x40 if name == SENT else 0x03, name, 6, value)
        elif isinstance(value, bytes):
            made[f"__substg1.0_{name:04X}0102"] = value
        elif unicode:
            made[f"__substg1.0_{name:04X}001F"] = value.encode("utf-16-le")
        else:
            made[f"__substg1.0_{name:04X}001E"] = value.encode(page)
    return {**made, "__properties_version1.0": bytes(head) + fixed}


def message(
    values: Values, attached: Sequence[Folder] = (), people: Sequence[Values] = (), **how
) -> bytes:
    return bound(folder(values, attached, people, **how))


def folder(
    values: Values,
    attached: Sequence[Folder] = (),
    people: Sequence[Values] = (),
    head: int = 32,
    **how,
) -> dict:
    made = storage(values, head, **how)
    for number, each in enumerate(attached):
        made[f"__attach_version1.0_#{number:08X}"] = each
    for number, each in enumerate(people):
        made[f"__recip_version1.0_#{number:08X}"] = storage(each, 8)
    return made


def file(name: str, data: bytes, **more: str) -> dict:
    keys = {"mime": MIME, "cid": CID}
    return storage({NAME: name, DATA: data, **{keys[k]: v for k, v in more.items()}}, 8)


def inside(values: Values, attached: Sequence[Folder] = ()) -> dict:
    """A message inside a message."""
    return {
        **storage({0x3705: 5}, 8),
        "__substg1.0_3701000D": folder(values, attached, head=24),
    }


def attribute(level: int, number: int, data: bytes) -> bytes:
    return (
        struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    )


def listed(values: Mapping[int, str | bytes | int]) -> bytes:
    """Write properties as they stand in a winmail.dat."""
    made = struct.pack("<I", len(values))
    for name, value in values.items():
        if isinstance(value, int):
            made += struct.pack("<HHI", 0x03, name, value)
            continue
        kind, data = (0x1F, value.encode("utf-16-le")) if isinstance(value, str) else (0x102, value)
        made += struct.pack("<HHII", kind, name, 1, len(data)) + data + bytes(-len(data) % 4)
    return made


def winmail(
    values: Mapping[int, str | bytes | int], files: Mapping[str, bytes] | None = None
) -> bytes:
    made = b"\x78\x9f\x3e\x22\x01\x00" + attribute(1, 0x69003, listed(values))
    for name, data in (files or {}).items():
        made += attribute(2, 0x69002, bytes(14)) + attribute(2, 0x6800F, data)
        made += attribute(2, 0x18010, b"SHORT~1.JPG\0") + attribute(
            2, 0x69005, listed({NAME: name})
        )
    return made
