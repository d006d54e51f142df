"""Finds the files beneath what was dropped; follows no links and leaves out systems' litter."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tipdesk.intake.arrival import Refused
from tipdesk.newsroom.names import storable
from tipdesk.store.files import GONE, LINK, NOT_A_FILE

LITTER = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin"}
)

CLOSED = "You are not allowed to read this folder; it was left out."
BARE = "There is nothing in this folder that could be taken in."

_NUMBER = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A file; `within` is the part of its path between the dropped folder and itself."""

    path: Path = field(repr=False)
    within: str = field(default="", repr=False)


@dataclass(slots=True)
class Gathered:
    """What lay beneath: files to take, what can't be taken and why, litter by name."""

    files: list[Found] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list, repr=False)
    places: list[Path] = field(default_factory=list, repr=False)

    @property
    def found(self) -> int:
        """Count what may be taken in, and what was refused."""
        return len(self.files) + len(self.refused) + len(self.places)


def gather(
    paths: Iterable[Path], *, is_place: Callable[[Path], bool] = lambda _folder: False
) -> Gathered:
    """Find all files, folders walked to the bottom, in the order in which people number things.

    A folder that `is_place` says is one thing, as a maildir is, is named and not walked into.
    """
    gathered = Gathered()
    for path in paths:
        try:
            kind = path.lstat().st_mode
        except (OSError, ValueError):
            gathered.refused.append(Refused(storable(path.name), GONE))
            continue
        if stat.S_ISDIR(kind):
            _walk(path, gathered, is_place)
        else:
            _sort_in(path, kind, "", gathered)
    return gathered


def in_natural_order(name: str) -> tuple[list[tuple[int, str]], str]:
    """Make a key that puts IMG_9 before IMG_10."""
    pieces = _NUMBER.split(name.casefold())
    return [
        (int(piece), "") if piece.isascii() and piece.isdigit() else (0, piece) for piece in pieces
    ], name


def is_folder(path: Path) -> bool:
    """Tell whether a folder itself was dropped, not a link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _walk(folder: Path, gathered: Gathered, is_place: Callable[[Path], bool]) -> None:
    before = gathered.found
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if is_place(here):
            gathered.places.append(here)
            continue
        within = storable(os.fspath(here.relative_to(folder).as_posix())).removeprefix(".")
        folders = []
        for entry, kind in _entries(here, gathered):
            if stat.S_ISDIR(kind):
                folders.append(here / entry)
            else:
                _sort_in(here / entry, kind, within, gathered)
        waiting.extend(reversed(folders))
    if gathered.found == before:
        gathered.refused.append(Refused(storable(folder.name), BARE))


def _entries(folder: Path, gathered: Gathered) -> Iterator[tuple[str, int]]:
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name for entry in entries), key=in_natural_order)
    except OSError:
        gathered.refused.append(Refused(storable(folder.name), CLOSED))
        return
    for name in names:
        if name.startswith(".") or name.lower() in LITTER:
            gathered.skipped.append(storable(name))
            continue
        try:
            yield name, (folder / name).lstat().st_mode
        except OSError:
            gathered.refused.append(Refused(storable(name), GONE))


def _sort_in(path: Path, kind: int, within: str, gathered: Gathered) -> None:
    if stat.S_ISREG(kind):
        gathered.files.append(Found(path, within))
    else:
        sentence = LINK if stat.S_ISLNK(kind) else NOT_A_FILE
        gathered.refused.append(Refused(storable(path.name), sentence))
