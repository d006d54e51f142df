"""Coasts and borders as numbers in Mercator's projection, cut to what is looked at."""

import math
import zlib
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from tipdesk.gui.map.frame import TOP, Frame, project
from tipdesk.settings import resources

Points = NDArray[np.float64]  # one row a point: x to the east, y to the south, the world is 1 wide
_PARTS = 1000.0  # of a degree
_COARSER = (400.0, 1600.0, 8192.0)  # below so many pixels around the world, less will do


@dataclass(frozen=True)
class Shapes:
    """Lines of one kind with the boxes around them: left, top, right, bottom."""

    lines: list[Points]
    boxes: NDArray[np.float64]

    @classmethod
    def of(cls, lines: list[Points]) -> "Shapes":
        """Put lines together."""
        boxes = [(*line.min(axis=0), *line.max(axis=0)) for line in lines]
        return cls(lines, np.array(boxes).reshape(-1, 4))

    def coarser(self, scale: float) -> "Shapes":
        """Leave out what can't be seen at so many pixels for the world."""
        big = (self.boxes[:, 2:] - self.boxes[:, :2]).max(axis=1) * scale >= 1
        lines = [self.lines[number] for number in np.flatnonzero(big)]
        return Shapes.of([line[_changes(np.rint(line * scale))] for line in lines])

    def seen(self, frame: Frame) -> list[Points]:
        """Give the lines that the frame shows, in its pixels, without what lies outside."""
        found = []
        for turn in (-1.0, 0.0, 1.0):
            left, top = frame.point(0, 0)
            right, bottom = frame.point(frame.width, frame.height)
            boxes = self.boxes + np.array((turn, 0.0, turn, 0.0))
            meets = (boxes[:, 2] >= left) & (boxes[:, 0] <= right)
            meets &= (boxes[:, 3] >= top) & (boxes[:, 1] <= bottom)
            for number in np.flatnonzero(meets):
                pixels = (self.lines[number] + (turn - left, -top)) * frame.scale
                found.append(_cut(pixels, frame.width, frame.height))
        return [line for line in found if len(line) > 1]


def _cut(pixels: Points, width: float, height: float) -> Points:
    """Leave out runs of points on one side of the frame, and points within one pixel."""
    x, y = pixels[:, 0], pixels[:, 1]
    side = (x < 0) | (x > width) << 1 | (y < 0) << 2 | (y > height) << 3
    turns = side[1:] != side[:-1]
    kept = side == 0
    kept[:-1] |= turns
    kept[1:] |= turns
    kept[[0, -1]] = True
    inside: Points = pixels[kept]
    seen: Points = inside[_changes(np.rint(inside * 2))]
    return seen


def _changes(steps: Points) -> NDArray[np.bool_]:
    kept: NDArray[np.bool_] = np.ones(len(steps), dtype=np.bool_)
    kept[1:] = np.any(steps[1:] != steps[:-1], axis=1)
    kept[-1] = True
    return kept


class World:
    """All land and all borders, fine and coarse."""

    def __init__(self, packed: bytes) -> None:
        numbers = _numbers(zlib.decompress(packed))
        at, lines = 1, []
        for _ in range(numbers[0]):
            end = at + 1 + 2 * int(numbers[at])
            lines.append(_projected(numbers[at + 1 : end].reshape(-1, 2).cumsum(axis=0) / _PARTS))
            at = end
        rings, at = [], at + 1
        for _ in range(int(numbers[at - 1])):
            end = at + 1 + int(numbers[at])
            arcs = [lines[arc] if arc >= 0 else lines[~arc][::-1] for arc in numbers[at + 1 : end]]
            rings.append(_around(np.concatenate(arcs)))
            at = end
        borders = [_unbroken(lines[arc]) for arc in numbers[at + 1 : at + 1 + int(numbers[at])]]
        fine = Shapes.of(rings), Shapes.of(borders)
        coarser = [(scale, tuple(one.coarser(scale) for one in fine)) for scale in _COARSER]
        self._levels = (*coarser, (math.inf, fine))

    def seen(self, frame: Frame) -> tuple[list[Points], list[Points]]:
        """Give the rings of land and the borders that a frame shows, in its pixels."""
        land, borders = next(shapes for scale, shapes in self._levels if frame.scale < scale)
        return land.seen(frame), borders.seen(frame)


def world() -> World:
    """Give the world; the first time takes a while, so ask aside."""
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> World:
    return World((resources() / "map" / "world.z").read_bytes())


_LOADING = Lock()  # so that two who ask at once don't both load it


def _numbers(data: bytes) -> NDArray[np.int64]:
    """Read numbers of seven bits a byte, the sign in the lowest bit."""
    octets = np.frombuffer(data, dtype=np.uint8).astype(np.int64)
    last = octets < 128  # noqa: PLR2004 - the eighth bit says that more follows
    starts = np.concatenate(([0], np.flatnonzero(last)[:-1] + 1))
    places = np.arange(len(octets)) - np.repeat(starts, np.diff([*starts, len(octets)]))
    whole = np.add.reduceat((octets & 127) << (7 * places), starts)
    return (whole >> 1) ^ -(whole & 1)


def _unbroken(line: Points) -> Points:
    """Go on beyond the date line instead of jumping back around the world."""
    return np.column_stack((np.unwrap(line[:, 0], period=1.0), line[:, 1]))


def _around(ring: Points) -> Points:
    """Close a ring; the one around the south pole by way of the map's lower edge."""
    whole = _unbroken(ring)
    if abs(whole[-1, 0] - whole[0, 0]) < 0.5:  # noqa: PLR2004 - half the world
        return whole
    low = project(-TOP, 0.0)[1]
    return np.vstack((whole, (whole[-1, 0], low), (whole[0, 0], low), whole[:1]))


def _projected(degrees: Points) -> Points:
    north = np.radians(np.clip(degrees[:, 1], -TOP, TOP))
    y = -np.log(np.tan(math.pi / 4 + north / 2)) / math.tau
    return np.column_stack((degrees[:, 0] / 360.0, y))
