"""Where tiles of one size lie: in rows from the top, or in one row from the left; numbers only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tiling:
    """So many tiles of one size in a room; places are counted from the start of the content."""

    count: int
    tile: tuple[int, int]
    room: tuple[int, int]
    one_row: bool = False

    @property
    def columns(self) -> int:
        """Tell how many tiles stand side by side."""
        if self.one_row:
            return max(self.count, 1)
        return max(1, self.room[0] // self.tile[0])

    @property
    def rows(self) -> int:
        """Tell how many rows there are."""
        return -(-self.count // self.columns)

    @property
    def left(self) -> int:
        """Tell how far the rows are moved to stand in the middle."""
        if self.one_row:
            return max(0, (self.room[0] - self.count * self.tile[0]) // 2)
        spare = self.room[0] - self.columns * self.tile[0]
        return max(0, spare // 2)

    @property
    def extent(self) -> int:
        """Tell how long everything is, in the way in which it is scrolled."""
        return self.count * self.tile[0] if self.one_row else self.rows * self.tile[1]

    def place(self, number: int) -> tuple[int, int]:
        """Tell where a tile begins."""
        row, column = divmod(number, self.columns)
        return self.left + column * self.tile[0], row * self.tile[1]

    def at(self, x: int, y: int) -> int:
        """Tell which tile is there; -1 for none."""
        column, row = (x - self.left) // self.tile[0], y // self.tile[1]
        if not 0 <= column < self.columns or row < 0:
            return -1
        number = row * self.columns + column
        return number if number < self.count else -1

    def between(self, start: int, end: int) -> range:
        """Name the tiles that can be seen between two places, in the way of scrolling."""
        if self.one_row:
            first, last = (start - self.left) // self.tile[0], (end - self.left) // self.tile[0]
            return range(max(0, first), min(self.count, last + 1))
        first, last = start // self.tile[1], end // self.tile[1]
        return range(max(0, first) * self.columns, min(self.count, max(0, last + 1) * self.columns))
