"""Copies of media that other programs may take: made aside, under safe names, gone at the end."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from tipdesk.gui.bridge import Bridge
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.names import safe


class Copies(QObject):
    """Copies files out of the store, so that no other program ever holds an original.

    They lie in a folder that only this user may read and that goes when the window goes.
    """

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._made: dict[tuple[str, ...], tuple[Path, ...]] = {}

    def make(self, media: Sequence[MediaLine], then: Callable[[Sequence[Path]], object]) -> None:
        """Copy these files aside and hand their paths to `then`; what is gone is left out."""
        key = tuple(one.digest for one in media)
        if key in self._made:
            then(self._made[key])
            return
        files = self._bridge.lanes.store.files
        wanted = [(files.path(one.digest), one.name) for one in media]

        def keep(paths: tuple[Path, ...]) -> None:
            self._made[key] = paths
            then(paths)

        self._bridge.aside(lambda: self._copy(wanted), keep)

    def _copy(self, wanted: Sequence[tuple[Path, str]]) -> tuple[Path, ...]:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(
                prefix="tipdesk-", ignore_cleanup_errors=True
            )
        here = Path(tempfile.mkdtemp(dir=self._folder.name))
        taken: set[str] = set()
        paths = []
        for source, name in wanted:
            path = here / safe(name, taken)
            try:
                shutil.copyfile(source, path)
            except OSError:
                continue
            path.chmod(0o600)
            paths.append(path)
        return tuple(paths)

    def clear(self) -> None:
        """Remove the copies."""
        self._made.clear()
        folder, self._folder = self._folder, None
        if folder is not None:
            self._bridge.aside(folder.cleanup, lambda _: None)
