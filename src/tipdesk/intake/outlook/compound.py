"""Reads compound files (OLE): the folders and files inside an Outlook message.

A hostile one may have sectors that run in circles or that many files share. No chain is longer
than the file has sectors, and all files together give no more bytes than an honest one could.
"""

import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRIES_LIMIT = 200_000
READ_LIMIT = 2  # times the size of the file

HEADER = struct.Struct("<30xHH14xI4xII4xI4x109I")
ENTRY = struct.Struct("<64sHBxIII36xIQ")
SMALL = 6  # small files lie in sectors of 64 bytes
STORAGE, STREAM, ROOT = 1, 2, 5
_SHIFTS = (9, 12)


class NotCompound(ValueError):
    """It is no compound file, or not enough of one to read it."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A file inside: where it begins, and how long it says it is."""

    start: int
    size: int


@dataclass(slots=True)
class Storage:
    """A folder inside: the files and folders in it by their names."""

    streams: dict[str, Stream] = field(default_factory=dict, repr=False)
    storages: dict[str, "Storage"] = field(default_factory=dict, repr=False)

    def stream(self, name: str) -> Stream | None:
        """Find a file by its name in small letters, whatever its case."""
        return next((it for own, it in self.streams.items() if own.lower() == name), None)

    def storage(self, name: str) -> "Storage | None":
        """Find a folder by its name in small letters, whatever its case."""
        return next((it for own, it in self.storages.items() if own.lower() == name), None)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str = field(repr=False)
    kind: int
    inside: int
    beside: tuple[int, int]
    stream: Stream


class Compound:
    """An opened compound file; `cut` tells that bytes of it are missing."""

    def __init__(self, raw: bytes) -> None:
        """Read how the file is laid out, or raise NotCompound."""
        if not raw.startswith(SIGNATURE) or len(raw) < HEADER.size:
            raise NotCompound
        shift, small, directory, cutoff, small_table, more, *tables = HEADER.unpack_from(raw)
        if shift not in _SHIFTS or small != SMALL:
            raise NotCompound
        self.cut = False
        self._file = _Sectors(raw, shift, 1)
        self._file.table = _table(self._file, tables, more)
        entries = _entries(self._file.joined(directory), wide=shift != _SHIFTS[0])
        if not entries or entries[0].kind != ROOT:
            raise NotCompound
        self._small = _Sectors(self._file.joined(entries[0].stream.start), SMALL, 0)
        self._small.table = _numbers(self._file.joined(small_table))
        self._cutoff = cutoff
        self._left = READ_LIMIT * len(raw)
        self._read: dict[Stream, bytes] = {}
        self.root = _tree(entries)

    def read(self, stream: Stream) -> bytes:
        """Give the bytes of a file inside; what is missing at its end is left out."""
        if stream not in self._read:
            sectors = self._file if stream.size >= self._cutoff else self._small
            data = sectors.joined(stream.start, min(stream.size, self._left))
            self._left -= len(data)
            self.cut = self.cut or len(data) < stream.size
            self._read[stream] = data
        return self._read[stream]


class _Sectors:
    """Bytes in sectors, and the table that says which sector follows which."""

    def __init__(self, raw: bytes, shift: int, first: int) -> None:
        self._raw = raw
        self._shift = shift
        self._first = first
        self.table = array("I")

    def at(self, number: int) -> bytes:
        start = number + self._first << self._shift
        return self._raw[start : start + (1 << self._shift)]

    def joined(self, start: int, size: int | None = None) -> bytes:
        most = len(self._raw) if size is None else size
        return b"".join(map(self.at, self._chain(start, most)))[:most]

    def _chain(self, at: int, most: int) -> Iterator[int]:
        sectors = -(-min(most, len(self._raw)) >> self._shift)
        for _ in range(sectors):
            if at + self._first << self._shift >= len(self._raw):
                return
            yield at
            if at >= len(self.table):
                return
            at = self.table[at]


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I", data[: len(data) & ~3])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _table(sectors: _Sectors, first: list[int], more: int) -> "array[int]":
    """Join the sectors of the table; the first ones are named in the header, the rest in lists."""
    table = array("I")
    seen: set[int] = set()
    names = list(first)
    while names:
        for name in names:
            data = sectors.at(name)
            if name in seen or not data:
                return table
            seen.add(name)
            table.extend(_numbers(data))
        listed = [] if more in seen else _numbers(sectors.at(more))
        seen.add(more)
        names, more = list(listed[:-1]), listed[-1] if listed else 0
    return table


def _entries(directory: bytes, *, wide: bool) -> list[_Entry]:
    found = []
    whole = min(len(directory) // ENTRY.size, ENTRIES_LIMIT) * ENTRY.size
    for name, length, kind, left, right, inside, start, size in ENTRY.iter_unpack(
        directory[:whole]
    ):
        text = name[: max(length - 2, 0)].decode("utf-16-le", "replace")
        # Old writers left anything in the upper half of the size.
        stream = Stream(start, size if wide else size & 0xFFFFFFFF)
        found.append(_Entry(text, kind, inside, (left, right), stream))
    return found


def _tree(entries: list[_Entry]) -> Storage:
    """Put each entry into its folder, once: what runs in circles ends where it began."""
    root = Storage()
    waiting = [(entries[0].inside, root)]
    seen = {0}
    while waiting:
        number, storage = waiting.pop()
        if number in seen or number >= len(entries):
            continue
        seen.add(number)
        entry = entries[number]
        waiting += [(other, storage) for other in entry.beside]
        if entry.kind == STREAM:
            storage.streams.setdefault(entry.name, entry.stream)
        elif entry.kind == STORAGE:
            waiting.append((entry.inside, storage.storages.setdefault(entry.name, Storage())))
    return root
