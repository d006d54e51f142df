"""The fingerprint of a picture: 256 bits that stay nearly the same when it is sent on.

They are the signs of 16 × 16 frequencies (DCT) of the picture made square. Mirroring turns exactly
the odd frequencies of its direction round, a quarter turn swaps the directions as well; so the bits
are kept in four words of 64: frequencies down/across even/even, even/odd, odd/even, odd/odd.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tipdesk.media.reading import Pixels
from tipdesk.newsroom.likeness import Turn

LENGTH = 32  # bytes
_WORD = 64  # bits
_SMALLEST = 32  # pixels a side: icons and tracking pixels look all alike
_SIDE = 64
_FREQUENCIES = 16
_NOISE = 0.25  # grey levels: what rounding alone does to a frequency
_ENOUGH = 192  # frequencies above the noise; plain or symmetrical pictures would match one another
_GREY = np.array([0.299, 0.587, 0.114], np.float32)
_PARITIES = ((1, 1), (1, 0), (0, 1), (0, 0))  # where even/even … odd/odd begin, counted from one
# What the words must be turned round in, and how the other picture then must be shown.
_MIRRORS = {
    (False, False, False, False): (Turn.UPRIGHT, Turn.TRANSPOSED),
    (False, True, False, True): (Turn.MIRRORED, Turn.COUNTERCLOCKWISE),
    (False, False, True, True): (Turn.FLIPPED, Turn.CLOCKWISE),
    (False, True, True, False): (Turn.UPSIDE_DOWN, Turn.TRANSVERSED),
}


def fingerprint(pixels: Pixels) -> bytes | None:
    """Take a picture's fingerprint; None where it shows too little to be told from others."""
    if min(pixels.width, pixels.height) < _SMALLEST:
        return None
    rgb = np.frombuffer(pixels.rgb, np.uint8).reshape(pixels.height, pixels.width, 3)
    grey = rgb.astype(np.float32) @ _GREY
    waves = _basis(pixels.height) @ grey @ _basis(pixels.width).T
    if np.count_nonzero(abs(waves) > _NOISE) < _ENOUGH:
        return None
    positive = waves > _NOISE
    parts = [positive[down::2, across::2] for down, across in _PARITIES]
    return np.packbits(np.stack(parts)).tobytes()


def words(bits: bytes) -> NDArray[np.uint64]:
    """Give the four words of one fingerprint, or of many in a row: four columns."""
    return np.frombuffer(bits, np.uint64).reshape(-1, 4)


def transposed(bits: bytes) -> bytes:
    """Give the fingerprint of the same picture with its rows and columns swapped."""
    parts = np.unpackbits(np.frombuffer(bits, np.uint8)).reshape(4, 8, 8)
    return np.packbits(parts[[0, 2, 1, 3]].transpose(0, 2, 1)).tobytes()


def distance(one: bytes, other: bytes) -> tuple[int, Turn]:
    """Count the bits that differ (0 to 128), and say how to show `other` to look like `one`."""
    found = []
    for swapped, asked in enumerate((one, transposed(one))):
        counts = [int(n) for n in np.bitwise_count(words(asked)[0] ^ words(other)[0])]
        for mirrored, turns in _MIRRORS.items():
            pairs = zip(counts, mirrored, strict=True)
            bits = sum(_WORD - count if turned else count for count, turned in pairs)
            found.append((bits, turns[swapped]))
    return min(found)


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
