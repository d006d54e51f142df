"""Keeps the window's layout and choices on disk as they change, away from the window's thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from tipdesk.gui.bridge import Deliveries
from tipdesk.gui.shell import layout
from tipdesk.gui.shell.layout import Layout
from tipdesk.newsroom.errors import NotWritten, TipdeskError

_TOGETHER_MS = 200


class Keeping(QObject):
    """Writes one at a time, the newest last; choices that follow each other are written once."""

    def __init__(self, file: Path, refused: Callable[[TipdeskError], object]) -> None:
        super().__init__()
        self._file, self._refused = file, refused
        self._kept: Layout | None = None
        self._writer = ThreadPoolExecutor(1, "tipdesk-layout")
        self._deliveries = Deliveries(self)
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._soon.timeout.connect(self._write)

    def keep(self, kept: Layout) -> None:
        """Write it down soon."""
        self._kept = kept
        self._soon.start()

    def end(self, kept: Layout) -> None:
        """Write it down for the last time, and wait for it."""
        self._soon.stop()
        self._deliveries.end()
        self._writer.shutdown()
        with suppress(NotWritten):  # nobody is there any more who could be told
            layout.save(kept, self._file)

    def _write(self) -> None:
        if self._kept is not None:
            write = partial(layout.write, self._kept.to_json(), self._file)
            self._deliveries.follow(self._writer.submit(write), _note_nothing, self._refused)


def _note_nothing(_: None) -> None:
    """Go on: there is nothing to tell."""
