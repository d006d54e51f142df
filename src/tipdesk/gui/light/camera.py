"""Where one looks at a picture: how near, at which place, turned how far; numbers, no pixels."""

from dataclasses import dataclass, replace

from tipdesk.newsroom.likeness import Turn

NEAREST = 8.0  # screen pixels for one of the picture's
_ENLARGED = 4.0  # a small picture is not blown up farther to fill the room
_QUARTERS = 4

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """What linked views share: how much nearer than the whole, at which place from 0 to 1."""

    power: float = 1.0
    x: float = 0.5
    y: float = 0.5

    def shown_by(self, turn: Turn) -> "Look":
        """Give the same place in the picture as it looks when it is mirrored and turned so."""
        across = 0.5 - self.x if turn.is_mirrored else self.x - 0.5
        x, y = _spun((across, self.y - 0.5), turn.quarters)
        return Look(self.power, x + 0.5, y + 0.5)

    def lying(self, turn: Turn) -> "Look":
        """Give it back as a place of the picture itself."""
        x, y = _spun((self.x - 0.5, self.y - 0.5), -turn.quarters)
        return Look(self.power, 0.5 - x if turn.is_mirrored else x + 0.5, y + 0.5)


@dataclass(frozen=True, slots=True)
class Camera:
    """A look at one picture in one room, both in pixels; `turn` counts quarters to the right.

    The place of a look is one of the upright picture, before it is mirrored and then turned.
    """

    picture: tuple[int, int] = (1, 1)
    room: tuple[int, int] = (1, 1)
    look: Look = Look()
    turn: int = 0
    is_mirrored: bool = False

    @property
    def whole(self) -> float:
        """Tell the zoom at which the whole picture is in the room."""
        wide, high = self._turned
        return min(self.room[0] / wide, self.room[1] / high, _ENLARGED)

    @property
    def zoom(self) -> float:
        """Tell how many screen pixels one pixel of the picture takes."""
        return self.whole * self.look.power

    @property
    def nearest(self) -> float:
        """Tell the greatest power."""
        return max(NEAREST / self.whole, 1.0)

    @property
    def is_whole(self) -> bool:
        """Tell whether the whole picture is seen."""
        return self.look.power <= 1.0

    def settled(self) -> "Camera":
        """Keep the picture in the room: never farther than the whole, no margin where it fills."""
        power = min(max(self.look.power, 1.0), self.nearest)
        scale = self.whole * power
        spare = [
            max(0.5 - 0.5 * room / (side * scale), 0.0)
            for room, side in zip(self._lying_room, self.picture, strict=True)
        ]
        x, y = (
            min(max(at, 0.5 - most), 0.5 + most)
            for at, most in zip((self.look.x, self.look.y), spare, strict=True)
        )
        return replace(self, look=Look(power, x, y))

    def looking(self, look: Look) -> "Camera":
        """Look at this place, so near."""
        return replace(self, look=look).settled()

    def to_zoom(self, zoom: float, at: Point | None = None) -> "Camera":
        """Come so near that a pixel takes `zoom` on the screen; what is at `at` stays there."""
        power = min(max(zoom / self.whole, 1.0), self.nearest)
        where = at or (self.room[0] / 2, self.room[1] / 2)
        before = self.to_picture(where)
        nearer = replace(self, look=replace(self.look, power=power))
        after = nearer.to_picture(where)
        x = self.look.x + (before[0] - after[0]) / self.picture[0]
        y = self.look.y + (before[1] - after[1]) / self.picture[1]
        return nearer.looking(Look(power, x, y))

    def moved(self, across: float, down: float) -> "Camera":
        """Push the picture by so many screen pixels."""
        x, y = self._lying((across, down))
        look = self.look
        return self.looking(
            Look(
                look.power,
                look.x - x / self.zoom / self.picture[0],
                look.y - y / self.zoom / self.picture[1],
            )
        )

    def turned(self, quarters: int) -> "Camera":
        """Turn the view by quarters to the right; the picture itself never changes."""
        return replace(self, turn=(self.turn + quarters) % _QUARTERS).settled()

    def to_picture(self, at: Point) -> Point:
        """Say which place of the upright picture, in its pixels, is at this place of the room."""
        away = self._lying((at[0] - self.room[0] / 2, at[1] - self.room[1] / 2))
        return (
            self.look.x * self.picture[0] + away[0] / self.zoom,
            self.look.y * self.picture[1] + away[1] / self.zoom,
        )

    def seen(self) -> tuple[int, int, int, int]:
        """Give the part of the upright picture that is in the room: left, top, right, bottom."""
        one, other = self.to_picture((0, 0)), self.to_picture((self.room[0], self.room[1]))
        edges = []
        for side, a, b in zip(self.picture, one, other, strict=True):
            low, high = sorted((a, b))
            edges.append((max(int(low), 0), min(int(high) + 1, side)))
        (left, right), (top, bottom) = edges
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def _lying(self, vector: Point) -> Point:
        """Give a vector of the room as one of the picture."""
        x, y = _spun(vector, -self.turn)
        return (-x if self.is_mirrored else x), y

    @property
    def _turned(self) -> tuple[int, int]:
        return self.picture[::-1] if self.turn % 2 else self.picture

    @property
    def _lying_room(self) -> tuple[int, int]:
        return self.room[::-1] if self.turn % 2 else self.room


def _spun(vector: Point, quarters: int) -> Point:
    """Turn a vector by quarters to the right, as it looks on a screen."""
    x, y = vector
    for _ in range(quarters % _QUARTERS):
        x, y = -y, x
    return x, y
