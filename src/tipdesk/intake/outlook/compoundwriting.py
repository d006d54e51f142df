"""Writes compound files, so that a message inside a message can be opened by itself."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

from tipdesk.intake.outlook.compound import (
    ENTRY,
    HEADER,
    ROOT,
    SIGNATURE,
    SMALL,
    STORAGE,
    STREAM,
)

Folder = Mapping[str, Union[bytes, "Folder"]]

_SHIFT = 12
_SECTOR = 1 << _SHIFT
_CUTOFF = 4096
_NOBODY = 0xFFFFFFFF
_END = 0xFFFFFFFE
_TABLE = 0xFFFFFFFD
_BLACK = 1
_TABLES = 109


class TooBig(ValueError):
    """It is more than the header of a compound file can tell of: about 450 MB."""


@dataclass(slots=True)
class _Entry:
    name: str = field(repr=False)
    kind: int
    data: bytes = field(default=b"", repr=False)
    start: int = _END
    left: int = _NOBODY
    right: int = _NOBODY
    inside: int = _NOBODY


def bound(folder: Folder) -> bytes:
    """Write files and folders of files as one compound file; raises TooBig."""
    entries = [_Entry("Root Entry", ROOT)]
    entries[0].inside = _listed(folder, entries)
    small, small_table = _small_files(entries)
    entries[0].data = small
    sectors = _Sectors()
    for entry in entries:
        if entry.kind == ROOT or len(entry.data) >= _CUTOFF:
            entry.start = sectors.put(entry.data)
    lists = [sectors.put(small_table), sectors.put(b"".join(map(_written, entries)))]
    return sectors.file(*lists)


def _listed(folder: Folder, entries: list[_Entry]) -> int:
    """Add what is in a folder to the entries; tell which of them stands at its head."""
    first = len(entries)
    names = sorted(folder, key=lambda name: (len(name), name.upper()))
    entries += [_Entry(name, STREAM) for name in names]
    for number, name in enumerate(names, first):
        inside = folder[name]
        if isinstance(inside, bytes):
            entries[number].data = inside
        else:
            entries[number].kind = STORAGE
            entries[number].inside = _listed(inside, entries)
    return _head(entries, first, first + len(names))


def _head(entries: list[_Entry], first: int, end: int) -> int:
    """Make a balanced tree of the entries between two numbers."""
    if first >= end:
        return _NOBODY
    middle = (first + end) // 2
    entries[middle].left = _head(entries, first, middle)
    entries[middle].right = _head(entries, middle + 1, end)
    return middle


def _small_files(entries: list[_Entry]) -> tuple[bytes, bytes]:
    pieces: list[bytes] = []
    table: list[int] = []
    for entry in entries:
        if entry.data and len(entry.data) < _CUTOFF:
            entry.start = len(table)
            count = -(-len(entry.data) >> SMALL)
            pieces.append(entry.data.ljust(count << SMALL, b"\0"))
            table += [*range(len(table) + 1, len(table) + count), _END]
    return b"".join(pieces), struct.pack(f"<{len(table)}I", *table)


def _written(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le", "surrogatepass")[-64:]
    links = (entry.left, entry.right, entry.inside, entry.start, len(entry.data))
    # The colour stands in the one byte that the layout leaves out.
    packed = bytearray(ENTRY.pack(name, len(name), entry.kind, *links))
    packed[67] = _BLACK
    return bytes(packed)


class _Sectors:
    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._table: list[int] = []

    def put(self, data: bytes) -> int:
        if not data:
            return _END
        start, count = len(self._table), -(-len(data) >> _SHIFT)
        self._pieces.append(data.ljust(count << _SHIFT, b"\0"))
        self._table += [*range(start + 1, start + count), _END]
        return start

    def file(self, small_table: int, directory: int) -> bytes:
        used, numbers = len(self._table), _SECTOR // 4
        count = -(-used // (numbers - 1))  # each sector of the table tells of itself as well
        if count > _TABLES:
            raise TooBig
        table = [*self._table, *[_TABLE] * count]
        table += [_NOBODY] * (count * numbers - len(table))
        tables = [*range(used, used + count)] + [_NOBODY] * (_TABLES - count)
        head = bytearray(HEADER.pack(_SHIFT, SMALL, directory, _CUTOFF, small_table, _END, *tables))
        head[:8] = SIGNATURE
        struct.pack_into("<HHH", head, 24, 0x3E, 4, 0xFFFE)
        struct.pack_into("<I", head, 44, count)
        struct.pack_into("<I", head, 64, int(small_table != _END))
        packed = struct.pack(f"<{len(table)}I", *table)
        return b"".join([bytes(head).ljust(_SECTOR, b"\0"), *self._pieces, packed])
