"""Our own JPEGs of what arrived: decoded aside, kept for a while, painted by the window."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage, QPixmap

from tipdesk.gui.blurring import blurred
from tipdesk.gui.bridge import Bridge
from tipdesk.intake.facts import preview
from tipdesk.intake.thumbnails import THUMBNAIL, kept

LARGE = 1_600
EVERY_PIXEL = 4_096  # of the longer side; more than that no eye needs at once
KEPT_BYTES = 160_000_000
SCRIM = QColor(20, 20, 20, 199)  # under words that stand on a picture, light or dark

Then = Callable[[QPixmap | None], object]


class Key(NamedTuple):
    """One picture in one size, clear or blurred."""

    digest: str
    size: int
    blurred: bool


class Pictures(QObject):
    """Gives pictures by digest; a picture that was given lately comes at once."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._wanted: dict[str, Key] = {}
        self._asked: set[Key] = set()

    def here(self, key: Key) -> QPixmap | None:
        """Give a picture if it is here."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def ask(self, key: Key, then: Then, *, place: str = "") -> None:
        """Give a picture to `then`, None where there is none; of a `place` the last wish counts."""
        if place:
            self._wanted[place] = key
        found = self.here(key)
        if found is not None:
            then(found)
            return
        self._bridge.aside(
            partial(self._load, key, place),
            partial(self._take, key, place, then),
            lambda _error: then(None),
        )

    def drop(self, place: str) -> None:
        """Take back the last wish of a place."""
        self._wanted.pop(place, None)

    def _is_wanted(self, key: Key, place: str) -> bool:
        return not place or self._wanted.get(place) == key

    def ask_once(self, key: Key, then: Then) -> None:
        """Ask for a picture unless it is on its way; one that isn't there isn't asked twice."""
        if key not in self._asked:
            self._asked.add(key)
            self.ask(key, then)

    def forget_missing(self) -> None:
        """Look again for pictures that were not there."""
        self._asked = {key for key in self._asked if key in self._kept}

    def _load(self, key: Key, place: str) -> QImage | None:
        """Read our own JPEG; runs aside, and not at all where nobody waits for it any more."""
        if not self._is_wanted(key, place):
            return None
        lanes = self._bridge.lanes
        data = kept(lanes.store, key.digest, key.size)
        if data is None and lanes.readers is not None:
            data = preview(lanes.store, lanes.readers, key.digest, key.size)
        if data is None and key.size > THUMBNAIL:
            data = kept(lanes.store, key.digest, THUMBNAIL)
        image = decoded(data)
        if image.isNull():
            return None
        return blurred(image) if key.blurred else image

    def _take(self, key: Key, place: str, then: Then, image: QImage | None) -> None:
        pixmap = None
        if image is not None:
            pixmap = QPixmap.fromImage(image)
            self._keep(key, pixmap)
        if self._is_wanted(key, place):
            then(pixmap)

    def _keep(self, key: Key, pixmap: QPixmap) -> None:
        if key in self._kept:
            return
        self._kept[key] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            gone, oldest = self._kept.popitem(last=False)
            self._bytes -= _size(oldest)
            self._asked.discard(gone)


def decoded(data: bytes | None) -> QImage:
    """Decode one of our own JPEGs; a null image where there is none."""
    # The binding wants the format as text, though its stub says bytes.
    return QImage.fromData(data or b"", "JPEG")  # type: ignore[arg-type]


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
