"""The magnifying glass: pieces of a picture, decoded behind the wall, the newest wish first."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tipdesk.gui.bridge import Bridge
from tipdesk.jobs import Lanes
from tipdesk.media.looking import Crop, Levels, Looking, Piece
from tipdesk.media.reading import Pixels
from tipdesk.newsroom.errors import Cancelled, TipdeskError

_GONE = "Nobody looks at this picture any more."


@dataclass(frozen=True, slots=True)
class Sharp:
    """A piece of a picture, ready to be painted."""

    crop: Crop
    image: QImage = field(repr=False)


class Glass(QObject):
    """Looks at one picture at a time; one question is under way, and the last wish counts."""

    opened = Signal(int, int)  # the picture's sides, upright
    came = Signal(object)  # Sharp
    counted = Signal(object)  # Levels
    failed = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._bench = bench = _Bench(bridge.lanes)
        self.destroyed.connect(bench.close)
        self._digest = ""
        self._is_busy = self._is_open = False
        self._wish: Crop | None = None
        self._wants_levels = False

    @property
    def is_busy(self) -> bool:
        """Tell whether an answer is awaited."""
        return self._is_busy

    def look_at(self, digest: str) -> None:
        """Look at this picture from now on; the empty digest lets go of the last one."""
        if digest == self._digest:
            return
        self._digest, self._is_open = digest, False
        self._wish, self._wants_levels = None, False
        self._go_on()

    def want(self, crop: Crop) -> None:
        """Have this piece of it decoded, instead of any that was wanted before."""
        self._wish = crop
        self._go_on()

    def want_levels(self) -> None:
        """Have its values counted."""
        self._wants_levels = True
        self._go_on()

    def end(self) -> None:
        """Let go of the picture at once, and for good."""
        self._digest, self._is_open = "", False
        self._bench.close()

    def _go_on(self) -> None:
        if self._is_busy or self._bench.is_closed:
            return
        digest = self._digest
        if self._bench.digest != digest:
            self._start(partial(self._bench.put, digest), self._take_sides)
        elif not self._is_open:
            return
        elif self._wish is not None:
            wish, self._wish = self._wish, None
            self._start(partial(self._bench.cut, wish), self._take_piece)
        elif self._wants_levels:
            self._wants_levels = False
            self._start(self._bench.count, self._take_levels)

    def _start(self, work: Callable[[], object], take: Callable[[str, object], None]) -> None:
        self._is_busy = True
        digest = self._digest
        self._bridge.aside(work, partial(self._settle, digest, take), partial(self._fail, digest))

    def _settle(self, digest: str, take: Callable[[str, object], None], answer: object) -> None:
        self._is_busy = False
        if digest == self._digest:
            take(digest, answer)
        self._go_on()

    def _fail(self, digest: str, error: TipdeskError) -> None:
        self._is_busy = False
        if digest == self._digest:
            self._is_open, self._wish = False, None
            self.failed.emit(str(error))
        self._go_on()

    def _take_sides(self, _digest: str, sides: object) -> None:
        if isinstance(sides, tuple):
            self._is_open = True
            self.opened.emit(*sides)

    def _take_piece(self, _digest: str, sharp: object) -> None:
        self.came.emit(sharp)

    def _take_levels(self, _digest: str, levels: object) -> None:
        self.counted.emit(levels)


class _Bench:
    """Where the picture lies; asked on a thread aside, one question after the other."""

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._looking: Looking | None = None
        self._turning = threading.Lock()
        self._is_used = False
        self.is_closed = False
        self.digest = ""

    def close(self) -> None:
        """Take the picture off for good, as soon as nobody asks about it."""
        with self._turning:
            self.is_closed = True
            if not self._is_used:
                self._clear()

    def put(self, digest: str) -> tuple[int, int] | None:
        """Take the last picture off and lay this one down; tell its sides."""
        with self._using():
            self._clear()
            self.digest = digest
            readers = self._lanes.readers
            if not digest or readers is None:
                return None
            self._looking = Looking(readers, self._lanes.store.files.path(digest))
            return self._looking.width, self._looking.height

    def cut(self, crop: Crop) -> Sharp:
        """Have a piece decoded."""
        with self._using():
            return _painted(self._here().piece(crop))

    def count(self) -> Levels:
        """Have the values counted."""
        with self._using():
            return self._here().levels()

    @contextmanager
    def _using(self) -> Iterator[None]:
        with self._turning:
            if self.is_closed:
                raise Cancelled(_GONE)
            self._is_used = True
        try:
            yield
        finally:
            with self._turning:
                self._is_used = False
                if self.is_closed:
                    self._clear()

    def _clear(self) -> None:
        if self._looking is not None:
            self._looking.close()
        self._looking = None

    def _here(self) -> Looking:
        if self._looking is None:
            raise Cancelled(_GONE)
        return self._looking


def _painted(piece: Piece) -> Sharp:
    return Sharp(piece.crop, image_of(piece.pixels))


def image_of(pixels: Pixels) -> QImage:
    """Make an image of pixels that a worker gave."""
    row = pixels.width * 3
    form = QImage.Format.Format_RGB888
    # Converted here, aside: the copy no longer leans on the bytes, and paints the fastest.
    borrowed = QImage(pixels.rgb, pixels.width, pixels.height, row, form)
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)
