"""Measures how loud a sound is from end to end, for the picture of its wave."""

import numpy as np

from tipdesk.media.readers.reels import Reel
from tipdesk.media.slots import CHANNELS

MOST_PEAKS = 4_096
_LOUDEST_BITS = 7  # from 16 bits to 8


def peaks_of(reel: Reel, count: int) -> bytes:
    """Return `count` peaks from silent (0) to full (255), evenly over the whole sound."""
    found = bytearray()
    while (frame := reel.next_sound()) is not None:
        plane = memoryview(frame.planes[0])
        samples = np.frombuffer(plane, np.int16, frame.samples * CHANNELS).astype(np.int32)
        found.append(min(255, int(np.abs(samples).max()) >> _LOUDEST_BITS))
    wanted = max(1, min(count, MOST_PEAKS))
    if not found:
        return bytes(wanted)
    edges = np.linspace(0, len(found), wanted + 1)
    heights = np.frombuffer(bytes(found), np.uint8)
    starts = edges[:-1].astype(int)
    ends = np.maximum(np.ceil(edges[1:]).astype(int), starts + 1)
    return bytes(int(heights[a:b].max()) for a, b in zip(starts, ends, strict=True))
