"""Walks the boxes of the ISO base media family: MP4, MOV, 3GP, M4A, HEIC, AVIF."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

_SHORT, _LONG = 8, 16
_UUID = 16
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name, and where what it holds begins and how long that is."""

    name: bytes = field(repr=False)
    start: int
    length: int
    uuid: bytes = field(default=b"", repr=False)


def boxes(file: int, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Yield the boxes that lie side by side in this part of the file, as far as they are sound."""
    end = size_of(file) if end is None else end
    at = start
    for _ in range(_MOST):
        box = _box(file, at, end)
        if box is None:
            return
        yield box
        at = box.start + box.length


def find(file: int, *path: bytes) -> Box | None:
    """Find the first box of the last name inside the first of the name before, and so on."""
    start, end, found = 0, None, None
    for name in path:
        found = next((box for box in boxes(file, start, end) if box.name == name), None)
        if found is None:
            return None
        start, end = found.start, found.start + found.length
    return found


def content(file: int, box: Box, most: int) -> bytes:
    """Return what the box holds, but not more than `most` bytes."""
    return os.pread(file, min(box.length, most), box.start)


def size_of(file: int) -> int:
    """Return how many bytes the file has; behind the wall only its own position tells."""
    here = os.lseek(file, 0, os.SEEK_CUR)
    end = os.lseek(file, 0, os.SEEK_END)
    os.lseek(file, here, os.SEEK_SET)
    return end


def _box(file: int, at: int, end: int) -> Box | None:
    if at + _SHORT > end:
        return None
    head = os.pread(file, _LONG + _UUID, at)
    size, name, into = int.from_bytes(head[:4], "big"), head[4:8], _SHORT
    if size == 1:
        size, into = int.from_bytes(head[8:16], "big"), _LONG
    elif size == 0:
        size = end - at
    uuid = b""
    if name == b"uuid":
        uuid, into = head[into : into + _UUID], into + _UUID
    if size < into or at + into > end:
        return None
    return Box(name, at + into, min(size - into, end - at - into), uuid)
