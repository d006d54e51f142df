"""Looks at one picture for as long as an editor does: decodes it once, then gives pieces of it."""

import os
import struct
from typing import IO

from PIL import Image
from PIL.ExifTags import Base

from tipdesk.media.answers import Trouble
from tipdesk.media.kinds import HEAD, kind_of
from tipdesk.media.line import Header, Line
from tipdesk.media.readers.flattening import fitted, flattened
from tipdesk.media.readers.opening import MOST_PIXELS, can_open, load, opened
from tipdesk.media.readers.turning import as_stored, is_on_its_side, turn_of, turned_upright

QUICK = 2_048  # pixels of the longer side that are enough for a first look
_HISTOGRAM = struct.Struct("<768I")

Box = tuple[float, float, float, float]


class Sheet:
    """A picture in a few sizes, each half of the next, as its file stores it.

    Pieces are cut out of the smallest that has the pixels, and turned upright when they are given.
    """

    def __init__(self, stream: IO[bytes], mime: str) -> None:
        self._stream, self._mime = stream, mime
        image = self._open()
        if image.width * image.height > MOST_PIXELS:
            raise Unseen(Trouble.TOO_LARGE)
        self._width, self._height = image.size
        if image.format == "JPEG" and max(image.size) > QUICK:
            image.draft("RGB", fitted(image.size, QUICK))
        self.is_whole = image.size == (self._width, self._height)
        self._take(image)

    @property
    def size(self) -> tuple[int, int]:
        """Tell how wide and high it is, upright."""
        sides = self._width, self._height
        return sides[::-1] if is_on_its_side(self._turn) else sides

    def finish(self) -> None:
        """Decode every pixel, where only a draft is there; where memory is short, it stays."""
        if self.is_whole:
            return
        self.is_whole = True
        try:
            self._take(self._open())
        except MemoryError:
            return

    def piece(self, box: Box, out: tuple[int, int]) -> tuple[bytes, bool]:
        """Give a piece of the upright picture in this size, and tell whether it is sharp."""
        width, height = self.size
        level = self._level_for(out[0] / (box[2] - box[0]))
        part = (box[0] / width, box[1] / height, box[2] / width, box[3] / height)
        left, top, right, bottom = as_stored(part, self._turn)
        cut = (
            *(left * level.width, top * level.height),
            *(min(right * level.width, level.width), min(bottom * level.height, level.height)),
        )
        lying = out[::-1] if is_on_its_side(self._turn) else out
        small = level.resize(lying, Image.Resampling.BICUBIC, box=cut, reducing_gap=2.0)
        sharp = level.width / self._width * (box[2] - box[0]) >= out[0] - 1
        return turned_upright(small, self._turn).tobytes(), sharp

    def levels(self) -> bytes:
        """Count the values 0 to 255 of red, green and blue."""
        return _HISTOGRAM.pack(*self._levels[0].histogram())

    def _open(self) -> Image.Image:
        self._stream.seek(0)
        return opened(self._stream, self._mime)

    def _take(self, image: Image.Image) -> None:
        load(image)
        if self.is_whole:
            self._width, self._height = image.size  # some readers turn while they decode
        self._turn = _turn_left(image)
        levels = [flattened(image, max(image.size))]
        while max(levels[0].size) > 2 * QUICK:
            levels.insert(0, levels[0].reduce(2))
        self._levels = levels

    def _level_for(self, scale: float) -> Image.Image:
        wanted = scale * self._width
        return next((one for one in self._levels if one.width >= wanted - 1), self._levels[-1])


class Unseen(Exception):
    """There is nothing to look at, for this reason."""


def look(file: int, line: Line) -> None:
    """Answer what is asked of the picture until our side hangs up."""
    _, mime = kind_of(os.pread(file, HEAD, 0))
    with os.fdopen(file, "rb", closefd=False) as stream:
        try:
            sheet = _begin(stream, mime)
        except Unseen as why:
            line.receive()
            line.send({"trouble": str(why)})
            return
        has_shown = False
        while True:
            # Every pixel is decoded ahead, but not before something is seen.
            request = line.receive(wait=sheet.is_whole or not has_shown)
            if request is None:
                sheet.finish()
            else:
                line.send(*_answer(sheet, request))
                has_shown = has_shown or request["ask"] == "piece"


def _begin(stream: IO[bytes], mime: str) -> Sheet:
    if not can_open(mime):
        raise Unseen(Trouble.NO_READER)
    try:
        return Sheet(stream, mime)
    except MemoryError:
        raise Unseen(Trouble.NO_MEMORY) from None
    except Unseen:
        raise
    except Exception:  # noqa: BLE001 - decoders raise anything
        raise Unseen(Trouble.DAMAGED) from None


def _answer(sheet: Sheet, request: Header) -> tuple[Header, bytes]:
    match request["ask"]:
        case "size":
            width, height = sheet.size
            return {"width": width, "height": height}, b""
        case "levels":
            return {}, sheet.levels()
    left, top = request["x"], request["y"]
    box = (left, top, left + request["w"], top + request["h"])
    out = (request["out_w"], request["out_h"])
    rgb, sharp = sheet.piece(box, out)
    if not sharp and not sheet.is_whole:
        sheet.finish()
        rgb, sharp = sheet.piece(box, out)
    return {"sharp": sharp}, rgb


def _turn_left(image: Image.Image) -> int:
    """Tell the turn that is left to be done: some readers have done it by now."""
    try:
        return turn_of(image.getexif().get(Base.Orientation))
    except Exception:  # noqa: BLE001 - a broken EXIF block must not cost the picture
        return 1
