"""What part of the world is looked at, in Mercator's projection."""

import math
from dataclasses import dataclass, replace

TOP = 85.0  # degrees; further up Mercator has no end
MOST_SCALE = 4_000_000.0  # ten metres a pixel: the coasts are not drawn finer
_EARTH_METRES = 40_030_000.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What is looked at: the middle, pixels for the whole world's width, and the size in pixels."""

    x: float
    y: float
    scale: float
    width: float
    height: float

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Tell where a point of the projection lies, the short way round the world."""
        east = (x - self.x + 0.5) % 1.0 - 0.5
        return east * self.scale + self.width / 2, (y - self.y) * self.scale + self.height / 2

    def point(self, across: float, down: float) -> tuple[float, float]:
        """Tell which point of the projection a pixel shows."""
        x = self.x + (across - self.width / 2) / self.scale
        return x, self.y + (down - self.height / 2) / self.scale

    def moved(self, across: float, down: float) -> "Frame":
        """Look so many pixels further."""
        x, y = self.x + across / self.scale, self.y + down / self.scale
        return replace(self, x=(x + 0.5) % 1.0 - 0.5, y=min(0.5, max(-0.5, y)))

    def zoomed(self, factor: float, across: float, down: float) -> "Frame":
        """Look closer by this factor; what is under the pixel stays there."""
        scale = min(MOST_SCALE, max(self.width, 1.0, self.scale * factor))
        x, y = self.point(across, down)
        middle = replace(self, scale=scale)
        shown = middle.point(across, down)
        return middle.moved((x - shown[0]) * scale, (y - shown[1]) * scale)

    def metres(self, pixels: float) -> float:
        """Tell how far so many pixels are on the ground, in the middle."""
        return pixels / self.scale * _EARTH_METRES * math.cos(math.radians(self.latitude))

    @property
    def latitude(self) -> float:
        """Give the latitude of the middle."""
        return latitude_of(self.y)

    def corners(self) -> tuple[float, float, float, float]:
        """Give south, west, north, east in degrees."""
        (left, top), (right, bottom) = self.point(0, 0), self.point(self.width, self.height)
        return latitude_of(bottom), left * 360, latitude_of(top), right * 360


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Give the point of the projection for a position in degrees."""
    north = math.radians(min(TOP, max(-TOP, latitude)))
    return longitude / 360.0, -math.log(math.tan(math.pi / 4 + north / 2)) / math.tau


def latitude_of(y: float) -> float:
    """Give the latitude of a point of the projection."""
    return math.degrees(2 * math.atan(math.exp(-y * math.tau)) - math.pi / 2)
