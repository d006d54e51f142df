"""Copies of media that other programs may take: made aside, under safe names, gone at the end."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from tipdesk.gui.bridge import Bridge
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.names import safe
from tipdesk.store.database import Store

Then = Callable[[Sequence[Path]], object]


class Copies(QObject):
    """Copies files out of the store, so that no other program ever holds an original.

    They lie in the desk's cache, which only this user may read, and go when the window goes, or
    after a crash when somebody next drags a file.
    """

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._made: dict[tuple[str, ...], Sequence[Path]] = {}
        self._removals: list[weakref.finalize[..., Copies]] = []

    def make(self, media: Sequence[MediaLine], then: Then) -> None:
        """Copy these files aside and hand their paths to `then`; what is gone is left out."""
        key = tuple(one.digest for one in media)
        if key in self._made:
            then(self._made[key])
            return
        store = self._bridge.lanes.store
        wanted = [(store.files.path(one.digest), one.name) for one in media]
        self._bridge.aside(lambda: copy_out(store, wanted), partial(self._keep, key, then))

    def clear(self) -> None:
        """Remove the copies, aside; what can't be removed now goes when the program ends."""
        self._made.clear()
        for remove in self._removals:
            self._bridge.aside(remove, _done)
        self._removals.clear()

    def _keep(self, key: tuple[str, ...], then: Then, made: tuple[Path, Sequence[Path]]) -> None:
        folder, paths = made
        self._removals.append(weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True))
        self._made[key] = paths
        then(paths)


def copy_out(store: Store, wanted: Sequence[tuple[Path, str]]) -> tuple[Path, Sequence[Path]]:
    """Copy files into a folder of their own; tell the folder and the copies."""
    folder = _new_folder(store)
    taken: set[str] = set()
    paths = []
    for source, name in wanted:
        path = folder / safe(name, taken)
        with suppress(OSError):
            shutil.copyfile(source, path)
            path.chmod(0o600)
            paths.append(path)
    return folder, paths


def _new_folder(store: Store) -> Path:
    drags, own = store.folder.cache / "drags", store.files.presence
    alive = store.living() | {own}
    try:
        drags.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in drags.iterdir():
            if old.name.partition(".")[0] not in alive:
                shutil.rmtree(old, ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix=f"{own}.", dir=drags))
    except OSError:  # a desk that can only be read keeps nothing
        return Path(tempfile.mkdtemp(prefix="tipdesk-"))


def _done(_nothing: object) -> None:
    """Nobody waits for a removal."""
