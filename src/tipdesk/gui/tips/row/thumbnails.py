"""Small square pictures for the rows, made aside from our own JPEGs and kept for a while."""

from collections import OrderedDict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap

from tipdesk.gui.blurring import blurred
from tipdesk.gui.bridge import Bridge
from tipdesk.newsroom.change import Change

if TYPE_CHECKING:
    from tipdesk.store.files import Files

STORED = 512
_KEPT_BYTES = 128_000_000
_AT_ONCE = 4
_WAITING = 160
_CORNER = 4
_SOON_MS = 20


class Key(NamedTuple):
    """One picture in one size of device pixels: whole or cut square, clear or blurred."""

    digest: str
    pixels: int
    whole: bool
    blurred: bool


class Thumbnails(QObject):
    """Gives what is here at once; what is not is made aside, the newest wish first."""

    arrived = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._files: Files | None = None
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._stale: set[Key] = set()  # may look otherwise by now
        self._bytes = 0
        self._wished: OrderedDict[Key, float] = OrderedDict()
        self._making: set[Key] = set()
        # Not while a row is being painted, and not for what is scrolled past.
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._make_next)
        bridge.changed.connect(self._on_changed)
        bridge.ask(lambda store: store.files, self._begin)

    def get(
        self, digest: str, side: int, ratio: float, *, whole: bool = False, blurred: bool = False
    ) -> QPixmap | None:
        """Give the picture, `side` logical pixels wide and high; None while there is none.

        Where it is not cut but `whole`, its longer side is as long as that.
        """
        key = Key(digest, round(side * ratio), whole, blurred)
        if key in self._kept:
            self._kept.move_to_end(key)
        if (key not in self._kept or key in self._stale) and key not in self._making:
            self._wish(key, ratio)
        return self._kept.get(key)

    def _begin(self, files: "Files") -> None:
        self._files = files
        self._make_next()

    def _wish(self, key: Key, ratio: float) -> None:
        self._wished[key] = ratio
        self._wished.move_to_end(key)
        if len(self._wished) > _WAITING:
            self._wished.popitem(last=False)
        if not self._soon.isActive():
            self._soon.start()

    def _make_next(self) -> None:
        while self._files is not None and self._wished and len(self._making) < _AT_ONCE:
            key, ratio = self._wished.popitem()
            self._making.add(key)
            path = self._files.thumbnail(key.digest, STORED)
            self._bridge.aside(partial(small, path, key, ratio), partial(self._take, key))

    def _take(self, key: Key, image: QImage | None) -> None:
        self._making.discard(key)
        self._stale.discard(key)
        self._bytes -= _size(self._kept.pop(key, None))
        self._kept[key] = None if image is None else QPixmap.fromImage(image)
        self._bytes += _size(self._kept[key])
        while self._bytes > _KEPT_BYTES:
            self._bytes -= _size(self._kept.popitem(last=False)[1])
        self.arrived.emit()
        self._make_next()

    def _on_changed(self, change: Change) -> None:
        """Look again for pictures that were not there: a tip's files may have been read.

        What a first hasty reading showed small may be there in full; until then it stays in sight.
        """
        if change.tips:
            for key in [key for key, picture in self._kept.items() if picture is None]:
                del self._kept[key]
        if "facts" in change.nouns:
            self._stale = set(self._kept)


def small(path: Path, key: Key, ratio: float) -> QImage | None:
    """Read one of our own JPEGs and make it small, with round corners."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    picture = QImage()
    if not picture.loadFromData(data, "JPEG"):
        return None
    cut = _rounded(_fitting(picture, key), key, ratio)
    cut.setDevicePixelRatio(ratio)
    return cut


def _fitting(picture: QImage, key: Key) -> QImage:
    modes = Qt.AspectRatioMode
    mode = modes.KeepAspectRatio if key.whole else modes.KeepAspectRatioByExpanding
    smooth = Qt.TransformationMode.SmoothTransformation
    shown = blurred(picture) if key.blurred else picture
    return shown.scaled(key.pixels, key.pixels, mode, smooth)


def _rounded(fitting: QImage, key: Key, ratio: float) -> QImage:
    wide, high = (fitting.width(), fitting.height()) if key.whole else (key.pixels, key.pixels)
    cut = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    cut.fill(Qt.GlobalColor.transparent)
    painter = QPainter(cut)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, top = (wide - fitting.width()) // 2, (high - fitting.height()) // 2
    painter.setBrushOrigin(left, top)
    painter.setBrush(QBrush(fitting))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(0, 0, wide, high), _CORNER * ratio, _CORNER * ratio)
    painter.end()
    return cut


def _size(picture: QPixmap | None) -> int:
    return 0 if picture is None else picture.width() * picture.height() * 4
