"""Reads CIFF, what Canon wrote into its JPEGs before there was EXIF: heaps within heaps.

A heap is a piece of data whose last four bytes tell where its directory begins; an entry there
tells a tag, and how long its value is and where it lies in the heap.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime

from tipdesk.media.readers.charsets import text_of
from tipdesk.media.readers.moments import iso_of
from tipdesk.media.readers.scans import segments
from tipdesk.newsroom.facts import Fact, Said, Source

_APP0, _MARKED = 0xE0, b"HEAPJPGM"
_MARKED_AT, _PAYLOAD_AT = 6, 4  # bytes into the block, and into its segment
_ORDERS = {b"II": "<", b"MM": ">"}
_IN_DIRECTORY, _KIND, _HEAPS = 0x4000, 0x3800, (0x2800, 0x3000)
_MAKE_AND_MODEL, _OWNER, _FIRMWARE, _TAKEN = 0x080A, 0x0810, 0x080B, 0x180E
_WORDS: dict[int, tuple[Fact, ...]] = {
    _MAKE_AND_MODEL: (Fact.MAKE, Fact.MODEL),
    _OWNER: (Fact.OWNER,),
    _FIRMWARE: (Fact.SOFTWARE,),
}
_DEEPEST, _MOST_ENTRIES = 4, 200


def statements(data: bytes) -> Iterator[Said]:
    """Give what the camera wrote; the time is that of its own clock."""
    for mark, at in segments(data):
        block = data[at + _PAYLOAD_AT : at + 2 + int.from_bytes(data[at + 2 : at + 4])]
        if mark == _APP0 and block.startswith(_MARKED, _MARKED_AT) and block[:2] in _ORDERS:
            yield from _Block(_ORDERS[block[:2]]).said_in(block)


class _Block:
    """One block of CIFF; of a damaged one as much is read as is sound."""

    def __init__(self, order: str) -> None:
        self._long = struct.Struct(order + "I")
        self._short = struct.Struct(order + "H")
        self._entry = struct.Struct(order + "HII")
        self._left = _MOST_ENTRIES

    def said_in(self, block: bytes) -> Iterator[Said]:
        """Give the statements of the heap behind the block's header."""
        (begin,) = self._long.unpack_from(block, 2)
        for tag, value in self._values(block[begin:], 0):
            if tag in _WORDS:
                words = map(text_of, value.split(b"\0"))
                pairs = zip(_WORDS[tag], words, strict=False)
                yield from (Said(fact, Source.CONTAINER, said) for fact, said in pairs if said)
            elif tag == _TAKEN and len(value) >= self._long.size:
                yield from self._taken(value)

    def _taken(self, value: bytes) -> Iterator[Said]:
        (seconds,) = self._long.unpack_from(value)
        clock = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
        moment = iso_of(clock.isoformat())
        if moment:
            yield Said(Fact.TAKEN_AT, Source.CONTAINER, moment)

    def _values(self, heap: bytes, depth: int) -> Iterator[tuple[int, bytes]]:
        for tag, length, at in self._directory(heap):
            self._left -= 1
            if tag & _IN_DIRECTORY or self._left < 0:
                continue
            value = heap[at : at + length]
            if tag & _KIND not in _HEAPS:
                yield tag, value
            elif depth < _DEEPEST:
                yield from self._values(value, depth + 1)

    def _directory(self, heap: bytes) -> Iterator[tuple[int, int, int]]:
        if len(heap) < self._long.size + self._short.size:
            return
        (at,) = self._long.unpack_from(heap, len(heap) - self._long.size)
        if at + self._short.size > len(heap):
            return
        (count,) = self._short.unpack_from(heap, at)
        begin = at + self._short.size
        room = (len(heap) - begin) // self._entry.size
        for number in range(min(count, room, _MOST_ENTRIES)):
            yield self._entry.unpack_from(heap, begin + number * self._entry.size)
