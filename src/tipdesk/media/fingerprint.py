"""The fingerprint of a picture: 256 bits that stay nearly the same when it is sent on.

They are the signs of 16 × 16 frequencies (DCT) of the picture made square. Mirroring turns exactly
the odd frequencies of its direction round, a quarter turn swaps the directions as well; so the bits
are kept in four words of 64: frequencies down/across even/even, even/odd, odd/even, odd/odd.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tipdesk.media.reading import Frame, Pixels, Reading
from tipdesk.newsroom.likeness import Turn
from tipdesk.newsroom.states import VISIBLE

Columns = NDArray[np.uint64]
Grey = NDArray[np.float32]

LENGTH = 32  # bytes
_WORD = 64  # bits
_SMALLEST = 16  # pixels a side: smaller ones are bullets and tracking pixels
_SIDE = 64
_FREQUENCIES = 16
_NOISE = 0.25  # grey levels: what rounding alone does to a frequency
# So many frequencies must be there: skies, gradients and ornaments would match one another.
_THERE, _ENOUGH = 1.0, 192
_PLAIN = 24  # grey levels that compression leaves in a plain bar
_BAR = 4  # pixels: less is the edge of a scan
_LEAST_INSIDE = 0.1  # of the whole
_GREY = np.array([0.299, 0.587, 0.114], np.float32)
_PARITIES = ((1, 1), (1, 0), (0, 1), (0, 0))  # where even/even … odd/odd begin, counted from one
_TURNS = (  # in the order of `_distances`: as it is and with rows and columns swapped
    *(Turn.UPRIGHT, Turn.MIRRORED, Turn.FLIPPED, Turn.UPSIDE_DOWN),
    *(Turn.TRANSPOSED, Turn.COUNTERCLOCKWISE, Turn.CLOCKWISE, Turn.TRANSVERSED),
)
_ALONE = 1 << 18  # multiplications that OpenBLAS does in one thread
_CHUNK = 65_536  # fingerprints whose counts stay in the processor's cache


def fingerprint(pixels: Pixels) -> bytes | None:
    """Take a picture's fingerprint; None where it shows too little to be told from others."""
    return _fingerprint(_grey(pixels))


def prints_of(reading: Reading) -> list[tuple[float, bytes]]:
    """Take the fingerprints of a picture or of a video's key frames, each with its seconds.

    What has plain bars round it has a second one, without them.
    """
    frames = reading.frames
    if not frames and reading.preview and reading.kind in VISIBLE:
        frames = (Frame(0.0, reading.preview),)
    taken = []
    for frame in frames:
        grey = _grey(frame.pixels)
        both = (_fingerprint(shown) for shown in (grey, _without_bars(grey)) if shown is not None)
        taken += [(frame.at, bits) for bits in dict.fromkeys(both) if bits is not None]
    return taken


def _grey(pixels: Pixels) -> Grey:
    rgb = np.frombuffer(pixels.rgb, np.uint8).reshape(pixels.height, pixels.width, 3)
    return rgb.astype(np.float32) @ _GREY


def _without_bars(grey: Grey) -> Grey | None:
    """Cut plain bars off; None where there are none, or next to nothing between them."""
    top, bottom = _bars(grey)
    left, right = _bars(grey[top:bottom].T)
    inside = grey[top:bottom, left:right]
    is_some = max(grey.shape[0] - (bottom - top), grey.shape[1] - (right - left)) >= _BAR
    return inside if is_some and inside.size >= grey.size * _LEAST_INSIDE else None


def _bars(lines: Grey) -> tuple[int, int]:
    """Find where the plain lines at the beginning end, and where those at the end begin."""
    if not lines.size:
        return 0, 0
    ends = []
    for order in (lines, lines[::-1]):
        differing = abs(order - order[0].mean()).max(axis=1) > _PLAIN
        ends.append(int(differing.argmax()) if differing.any() else len(lines))
    return ends[0], max(ends[0], len(lines) - ends[1])


def _fingerprint(grey: Grey) -> bytes | None:
    if min(grey.shape) < _SMALLEST:
        return None
    waves = _frequencies(grey)
    if np.count_nonzero(abs(waves) > _THERE) < _ENOUGH:
        return None
    positive = waves > _NOISE
    parts = [positive[down::2, across::2] for down, across in _PARITIES]
    return np.packbits(np.stack(parts)).tobytes()


def _frequencies(grey: Grey) -> NDArray[np.float32]:
    """Measure the frequencies 1 to 16, down and across, in grey levels."""
    height, width = grey.shape
    down = _basis(height)
    # By parts so small that no part is spread over threads, which would wait for one another.
    step = max(1, _ALONE // (_FREQUENCIES * width))
    parts = (down[:, n : n + step] @ grey[n : n + step] for n in range(0, height, step))
    return np.asarray(sum(parts) @ _basis(width).T)


def columns(bits: bytes) -> Columns:
    """Give one fingerprint, or many in a row, as four columns of words."""
    return np.ascontiguousarray(np.frombuffer(bits, np.uint64).reshape(-1, 4).T)


def transposed(bits: bytes) -> bytes:
    """Give the fingerprint of the same picture with its rows and columns swapped."""
    parts = np.unpackbits(np.frombuffer(bits, np.uint8)).reshape(4, 8, 8)
    return np.packbits(parts[[0, 2, 1, 3]].transpose(0, 2, 1)).tobytes()


def distance(one: bytes, other: bytes) -> tuple[int, Turn]:
    """Count the bits that differ (0 to 128), and say how to show `other` to look like `one`."""
    ((bits, turn),) = distances(one, columns(other))
    return bits, turn


def distances(asked: bytes, others: Columns) -> list[tuple[int, Turn]]:
    """Count for each of the others the bits that differ, and say how to show it to look alike."""
    eight = np.concatenate([_mirrors(one, others) for one in (asked, transposed(asked))])
    return [(int(bits.min()), _TURNS[bits.argmin()]) for bits in eight.T]


def _mirrors(asked: bytes, others: Columns) -> NDArray[np.int64]:
    """Count the bits that differ upright, mirrored, flipped and upside down: four rows."""
    ee, eo, oe, oo = np.bitwise_count(others ^ columns(asked)).astype(np.int64)
    turned_eo, turned_oe, turned_oo = (_WORD - count for count in (eo, oe, oo))
    upright = ee + eo + oe + oo
    mirrored, flipped = ee + turned_eo + oe + turned_oo, ee + eo + turned_oe + turned_oo
    return np.stack([upright, mirrored, flipped, ee + turned_eo + turned_oe + oo])


def near(asked: bytes, others: Columns, most: int) -> NDArray[np.intp]:
    """Find the places of all that differ by at most `most` bits, mirrored and turned ones too."""
    both = [columns(one)[:, 0] for one in (asked, transposed(asked))]
    found = []
    for start in range(0, others.shape[1], _CHUNK):
        part = others[:, start : start + _CHUNK]
        hits = _closest(part, both[0]) <= most
        hits |= _closest(part, both[1]) <= most
        if hits.any():
            found.append(np.flatnonzero(hits) + start)
    return np.concatenate(found) if found else np.empty(0, np.intp)


def _closest(part: Columns, asked: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Count the bits that differ, for the best of the four mirrors; all of it fits into a byte.

    With the counts ee, eo, oe, oo of the four words, the four sums of `_mirrors` come in pairs:
    ee + oo + (eo + oe, or 128 less that) and ee + 128 - oo ± (eo - oe).
    """
    differing = np.empty(part.shape[1], np.uint64)
    ee, eo, oe, oo = (
        np.bitwise_count(np.bitwise_xor(words, word, out=differing))
        for words, word in zip(part, asked, strict=True)
    )
    apart = np.maximum(eo, oe)
    apart -= np.minimum(eo, oe)
    eo += oe
    straight = np.minimum(eo, 2 * _WORD - eo)
    straight += oo
    apart += oo
    closest: NDArray[np.uint8] = np.minimum(straight, 2 * _WORD - apart)
    closest += ee
    return closest


@lru_cache(maxsize=1024)
def _basis(length: int) -> NDArray[np.float32]:
    """Make the matrix that averages `length` pixels into 64 and takes their frequencies 1 to 16."""
    edges = np.arange(_SIDE + 1) * length / _SIDE
    at = np.arange(length)
    covered = np.minimum(edges[1:, None], at + 1) - np.maximum(edges[:-1, None], at)
    averages = np.clip(covered, 0, None) * (_SIDE / length)
    frequency, place = np.arange(1, _FREQUENCIES + 1)[:, None], np.arange(_SIDE)
    waves = np.cos(np.pi * frequency * (2 * place + 1) / (2 * _SIDE)) * np.sqrt(2 / _SIDE)
    return np.asarray(waves @ averages, np.float32)
