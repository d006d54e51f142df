"""How long films and sounds last whose containers don't say: read from their ends, bounded."""

import os
from collections.abc import Iterator
from itertools import islice
from typing import Any

import av
from av.container import InputContainer

from tipdesk.media.readers.boxes import size_of

_MOST_PACKETS = 150_000
_TAIL = 8 << 20
_CLUSTER = b"\x1f\x43\xb6\x75"
_TIMECODE, _SIMPLE, _GROUP, _BLOCK = 0xE7, 0xA3, 0xA0, 0xA1
_MOST_BLOCKS = 20_000
_SCALE = b"\x2a\xd7\xb1"
_USUAL_SCALE = 1_000_000  # nanoseconds


def length_of(container: InputContainer, file: int, mime: str) -> float | None:
    """Return how many seconds it lasts, where its container doesn't say or only guesses."""
    if mime in {"video/webm", "video/x-matroska"} and container.duration is None:
        return _last_cluster(file)
    if mime in {"audio/aac", "audio/amr"}:
        return _by_packets(container)
    return None


def _by_packets(container: InputContainer) -> float | None:
    """Add up all packets; sounds have some fifty a second, and most are short."""
    stream: Any = container.streams.audio[0]
    total, count = 0, 0
    try:
        for packet in islice(container.demux(stream), _MOST_PACKETS):
            total += packet.duration or 0
            count += 1
    except av.FFmpegError:
        pass  # damaged here: what came before has been counted
    finally:
        container.seek(0)
    return float(total * stream.time_base) if count < _MOST_PACKETS and total else None


def _last_cluster(file: int) -> float | None:
    """Find the last cluster of a Matroska file and the last block in it."""
    size = size_of(file)
    head, tail = os.pread(file, 1 << 16, 0), os.pread(file, _TAIL, max(0, size - _TAIL))
    at = tail.rfind(_CLUSTER)
    if at < 0:
        return None
    _, begins = _number(tail, at + len(_CLUSTER))
    ticks = [0, *_ticks(tail, begins)]
    return max(ticks) * _scale(head) / 1e9 or None


def _ticks(tail: bytes, at: int) -> Iterator[int]:
    """Yield when each block of a cluster is shown."""
    base = 0
    for _ in range(_MOST_BLOCKS):
        if at >= len(tail):
            return
        name = tail[at]
        length, begins = _number(tail, at + max(1, 9 - name.bit_length()))
        if name == _TIMECODE:
            base = int.from_bytes(tail[begins : begins + min(length, 8)], "big")
            yield base
        elif name in {_SIMPLE, _BLOCK}:
            _, relative = _number(tail, begins)
            yield base + int.from_bytes(tail[relative : relative + 2], "big", signed=True)
        at = begins if name == _GROUP else begins + length


def _scale(head: bytes) -> int:
    at = head.find(_SCALE)
    if at < 0:
        return _USUAL_SCALE
    length, begins = _number(head, at + len(_SCALE))
    return int.from_bytes(head[begins : begins + min(length, 8)], "big") or _USUAL_SCALE


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return EBML's number of variable length, and where what follows it begins."""
    first = data[at] if at < len(data) else 0
    if not first:
        return 0, len(data)
    extra = 8 - first.bit_length()
    value = first & (0x7F >> extra)
    return int.from_bytes(bytes([value]) + data[at + 1 : at + 1 + extra], "big"), at + 1 + extra
