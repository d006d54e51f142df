"""A small brush for flat pictures: shapes on a field of 300 by 200, drawn with smooth edges."""

import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

Point = tuple[float, float]
WIDE, HIGH = 300.0, 200.0
_FINER = 2  # drawn this much larger, then reduced: that makes the edges smooth
_CURVE_STEPS = 12


class Canvas:
    """A picture under the brush; the seed chooses the standpoint: nearer, aside, mirrored."""

    def __init__(self, size: tuple[int, int], chance: random.Random) -> None:
        self._image = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER))
        self._draw = ImageDraw.Draw(self._image)
        width, height = self._image.size
        nearer = chance.uniform(1.0, 1.12)
        self._scale = max(width / WIDE, height / HIGH) * nearer
        self._left = (width - WIDE * self._scale) * chance.uniform(0.35, 0.65)
        self._top = (height - HIGH * self._scale) * chance.uniform(0.4, 0.6)
        self._mirrored = chance.random() < 0.5  # noqa: PLR2004 - as often as not

    def finished(self) -> Image.Image:
        """Return the picture in the size that was asked for."""
        return self._image.reduce(_FINER)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """Fill a polygon."""
        self._draw.polygon([self._at(p) for p in points], fill=fill)

    def land(self, ridge: Sequence[Point], fill: str) -> None:
        """Fill everything below a soft line that goes from left to right."""
        self.shape([*_softened(ridge), (WIDE + 60, HIGH + 60), (-60, HIGH + 60)], fill)

    def box(self, corner: Point, far: Point, fill: str) -> None:
        """Fill a rectangle."""
        (x0, y0), (x1, y1) = corner, far
        self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill)

    def disc(self, centre: Point, radius: float, fill: str) -> None:
        """Fill a circle."""
        x, y = self._at(centre)
        r = radius * self._scale
        self._draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        """Draw a line through the points."""
        thick = max(1, round(width * self._scale))
        self._draw.line([self._at(p) for p in points], fill=fill, width=thick, joint="curve")

    def fade(self, top: float, bottom: float, colours: tuple[str, str]) -> None:
        """Fill the whole width between two heights, from one colour to the other."""
        y0, y1 = (round(self._at((0, y))[1]) for y in (top, bottom))
        ramp = Image.linear_gradient("L").resize((1, max(1, y1 - y0)))
        band = Image.composite(
            Image.new("RGB", ramp.size, colours[1]), Image.new("RGB", ramp.size, colours[0]), ramp
        )
        self._image.paste(band.resize((self._image.width, band.height)), (0, y0))

    def glow(self, centre: Point, radius: float, fill: str, strength: float) -> None:
        """Lay light around a point, strongest in the middle."""
        x, y = self._at(centre)
        r = round(radius * self._scale)
        halo = Image.radial_gradient("L").point([round((255 - v) * strength) for v in range(256)])
        # The gradient reaches its edge at 255 only in the corners: stretch it to a round spot.
        halo = halo.point([max(0, v - round(76 * strength)) for v in range(256)])
        self._image.paste(fill, (round(x) - r, round(y) - r), halo.resize((2 * r, 2 * r)))

    def veil(self, points: Sequence[Point], fill: str, strength: float) -> None:
        """Lay a thin colour over a polygon."""
        mask = Image.new("L", self._image.size)
        ImageDraw.Draw(mask).polygon([self._at(p) for p in points], fill=round(255 * strength))
        self._image.paste(fill, (0, 0), mask)

    def _at(self, point: Point) -> Point:
        x = WIDE - point[0] if self._mirrored else point[0]
        return self._left + x * self._scale, self._top + point[1] * self._scale


def _softened(points: Sequence[Point]) -> list[Point]:
    """Return a Catmull-Rom curve through the points."""
    ends = [points[0], *points, points[-1]]
    soft: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(_CURVE_STEPS):
            t = step / _CURVE_STEPS
            x, y = (_between(t, along) for along in zip(a, b, c, d, strict=True))
            soft.append((x, y))
    return [*soft, points[-1]]


def _between(t: float, along: tuple[float, ...]) -> float:
    a, b, c, d = along
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
