"""Brings the bytes of what arrived into the files; a bad file never blocks the others."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tipdesk.intake.arrival import ArrivedFile, Refused
from tipdesk.intake.progress import Progress
from tipdesk.media.kinds import kind_of
from tipdesk.newsroom.errors import NotReceived, NotWritten
from tipdesk.newsroom.names import storable
from tipdesk.store.files import Files, Taken

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that arrived and now lies in the files.

    `name` is the one it came with, as the store can hold it; kind and MIME type are what its first
    bytes tell.
    """

    name: str = field(repr=False)
    digest: str
    size: int
    kind: str
    mime: str = field(repr=False)
    provenance: str = field(repr=False)
    message: int | None


class _Counter:
    """Counts bytes over all files and passes on how far it is."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.total = total
        self._done = 0
        self._progress = progress

    def step(self, size: int) -> None:
        """Count one piece."""
        self._done += size
        self._progress(self._done, max(self.total, self._done))


def take(files: Files, arrived: Sequence[ArrivedFile], progress: Progress) -> list[Kept | Refused]:
    """Copy everything into the files; tell of each what became of it, in their order.

    Raises NotWritten where the disk refuses: then no row is written, and what was already copied
    is not copied again the next time.
    """
    counter = _Counter(sum(map(size_of, arrived)), progress)
    counter.step(0)
    try:
        in_memory = _take_all(files, arrived, counter)
        return [
            _take_one(files, file, file.source, counter)
            if isinstance(file.source, Path)
            else next(in_memory)
            for file in arrived
        ]
    except NotWritten as error:
        raise _disk_refused(files, counter.total) from error


def kept(file: ArrivedFile, taken: Taken) -> Kept:
    """Describe a file that was taken."""
    name = storable(file.name)
    kind, mime = kind_of(taken.head, name)
    provenance = storable(file.provenance)
    return Kept(name, taken.digest, taken.size, kind, mime, provenance, file.message)


def sorted_out(taken: Iterable[Kept | Refused]) -> tuple[list[Kept], list[Refused]]:
    """Tell what was kept from what was refused."""
    whole: list[Kept] = []
    refused: list[Refused] = []
    for one in taken:
        if isinstance(one, Kept):
            whole.append(one)
        else:
            refused.append(one)
    return whole, refused


def size_of(file: ArrivedFile) -> int:
    """Tell how many bytes a file has, as far as one can tell without opening it."""
    if isinstance(file.source, bytes):
        return len(file.source)
    return size_at(file.source)


def size_at(path: Path | str) -> int:
    """Tell how many bytes lie there; 0 where nothing can be read."""
    try:
        return os.lstat(path).st_size
    except (OSError, ValueError):
        return 0


def _take_all(files: Files, arrived: Sequence[ArrivedFile], counter: _Counter) -> Iterator[Kept]:
    """Keep at once what is in memory; from then on it need not be there any more."""
    in_memory = [file for file in arrived if isinstance(file.source, bytes)]
    pieces = [file.source for file in in_memory if isinstance(file.source, bytes)]
    taken = files.keep_all(pieces) if pieces else []
    counter.step(sum(one.size for one in taken))
    return map(kept, in_memory, taken)


def _take_one(files: Files, file: ArrivedFile, place: Path, counter: _Counter) -> Kept | Refused:
    try:
        return kept(file, files.take(place, step=counter.step))
    except NotReceived as error:
        return Refused(storable(file.name), str(error))


def _disk_refused(files: Files, needed: int) -> NotWritten:
    free = files.free
    mend = "Free some space" if free < needed + _MEGABYTE else "Check the desk's folder"
    return NotWritten(
        f"The disk refused to keep a file ({needed // _MEGABYTE + 1} MB to copy, "
        f"{free // _MEGABYTE} MB free), so its tip was left as it was. {mend} and do it again."
    )
