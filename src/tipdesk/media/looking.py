"""Has a walled-in reader look at one picture, and checks every piece that it gives."""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tipdesk.media.answers import LONGEST_SIDE, SENTENCES, Trouble
from tipdesk.media.reading import Pixels
from tipdesk.media.worker import Readers
from tipdesk.newsroom.errors import TipdeskError

# Decoding takes a second or two; who needs longer than this is up to no good.
PATIENCE = 20.0
_HISTOGRAM = struct.Struct("<768I")
_LIED = "The reader gave an impossible answer for this picture; the original is kept."


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of the upright picture, in its own pixels, and how large it is wanted."""

    x: int
    y: int
    width: int
    height: int
    out_width: int
    out_height: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What was asked for; not sharp where the file has no more pixels, or memory was short."""

    crop: Crop
    pixels: Pixels
    sharp: bool


@dataclass(frozen=True, slots=True)
class Levels:
    """How many pixels have each value from 0 to 255."""

    red: tuple[int, ...] = field(repr=False)
    green: tuple[int, ...] = field(repr=False)
    blue: tuple[int, ...] = field(repr=False)


class CannotLook(TipdeskError):
    """The picture can't be looked at, for this reason."""


class Looking:
    """One picture under the loupe; one thread at a time.

    Everything here raises CannotLook where the reader gives up, and ReaderEnded where it dies.
    """

    def __init__(self, readers: Readers, path: Path) -> None:
        self._talk = readers.converse("look", path)
        try:
            told, _ = self._ask({"ask": "size"}, 0)
            self.width, self.height = _side(told.get("width")), _side(told.get("height"))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the picture."""
        self._talk.close()

    def piece(self, crop: Crop) -> Piece:
        """Give the pixels of a piece."""
        asked = {
            "ask": "piece",
            "x": crop.x,
            "y": crop.y,
            "w": crop.width,
            "h": crop.height,
            "out_w": crop.out_width,
            "out_h": crop.out_height,
        }
        told, rgb = self._ask(asked, crop.out_width * crop.out_height * 3)
        sharp = told.get("sharp")
        if not isinstance(sharp, bool):
            raise CannotLook(_LIED)
        return Piece(crop, Pixels(crop.out_width, crop.out_height, rgb), sharp)

    def levels(self) -> Levels:
        """Count how many pixels have each value."""
        _, counted = self._ask({"ask": "levels"}, _HISTOGRAM.size)
        values = _HISTOGRAM.unpack(counted)
        return Levels(values[:256], values[256:512], values[512:])

    def _ask(self, request: dict[str, Any], size: int) -> tuple[dict[str, Any], bytes]:
        self._talk.send(request)
        told, blob = self._talk.receive(PATIENCE)
        trouble = told.get("trouble")
        if trouble is not None:
            raise CannotLook(_sentence(trouble))
        if len(blob) != size:
            raise CannotLook(_LIED)
        return told, blob


def _side(value: Any) -> int:
    if type(value) is not int or not 0 < value <= LONGEST_SIDE:
        raise CannotLook(_LIED)
    return value


def _sentence(trouble: Any) -> str:
    try:
        return SENTENCES[Trouble(trouble)].format(width="?", height="?")
    except ValueError:
        return _LIED
