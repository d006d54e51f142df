"""A folder whose new files become tips by themselves, once nobody writes to them any more."""

from pathlib import Path
from typing import Unpack

from tipdesk.intake.arrival import Receipt
from tipdesk.intake.gathering import gather
from tipdesk.intake.importing import Wishes, import_paths
from tipdesk.newsroom.errors import NotReceived
from tipdesk.store.database import Store

GONE = "The watched folder is no longer there; put it back or watch another one."
State = frozenset[tuple[str, int, int]]  # path, size and time of every file beneath an entry


class WatchedFolder:
    """Looks into a folder; what lies in it unchanged since the last look is taken in, once.

    A file is a tip of its own, and so is a folder. Nothing in it is moved or deleted; after a
    restart everything is offered once more, and what the desk has makes no new tip.
    """

    def __init__(self, store: Store, folder: Path, **wishes: Unpack[Wishes]) -> None:
        self._store = store
        self._folder = folder
        self._wishes: Wishes = {**wishes, "each": True}
        self._before: dict[Path, State] = {}
        self._taken: dict[Path, State] = {}

    def look(self) -> list[Receipt]:
        """Take in what is new and at rest; raises NotReceived where the folder is gone."""
        now = self._entries()
        rest = [
            entry
            for entry, state in now.items()
            if state == self._before.get(entry) and state != self._taken.get(entry)
        ]
        self._before = now
        if not rest:
            return []
        receipts = import_paths(self._store, rest, **self._wishes)
        self._taken |= {entry: now[entry] for entry in rest}
        return receipts

    def _entries(self) -> dict[Path, State]:
        try:
            entries = sorted(self._folder.iterdir())
        except OSError:
            raise NotReceived(GONE) from None
        return {entry: _state(entry) for entry in entries if not entry.name.startswith(".")}


def _state(entry: Path) -> State:
    found: set[tuple[str, int, int]] = set()
    for one in gather([entry]).files:
        try:
            told = one.path.lstat()
        except OSError:
            continue  # it is being moved away; the next look sees what is left
        found.add((str(one.path), told.st_size, told.st_mtime_ns))
    return frozenset(found)
