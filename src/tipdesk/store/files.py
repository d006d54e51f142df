"""The files: what arrived, kept byte for byte under its SHA-256, written once and never changed."""

import errno
import hashlib
import itertools
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tipdesk.newsroom.errors import FileGone, NotReceived, NotWritten
from tipdesk.store.flushing import flush, flush_together
from tipdesk.store.folder import DeskFolder

_CHUNK = 8 * 1024 * 1024
_READ = 1024 * 1024
_HEAD = 8192
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_PART = ".part"
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC

LINK = "This is a link to another file and was left out; drop the file itself."
NOT_A_FILE = "This is not a file (a folder, pipe, socket or device) and was left out."
GONE = "The file is no longer there and was left out."


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is now kept; `new` is false where the desk had these bytes already."""

    digest: str
    size: int
    new: bool
    head: bytes = field(repr=False)


# Of all desks together: a counter in Files would have to go along to the process that reads post.
_parts = itertools.count()


class Files:
    """Keeps bytes by digest: temporary file, fsync, rename, fsync of the folder."""

    def __init__(self, folder: DeskFolder, presence: str) -> None:
        self._folder = folder
        self._root = str(folder.files)
        self.presence = presence

    @property
    def free(self) -> int:
        """Tell how many bytes the disk has left."""
        return shutil.disk_usage(self._folder.path).free

    def path(self, digest: str) -> Path:
        """Tell where the bytes of this digest lie."""
        return Path(self._place(digest))

    def thumbnail(self, digest: str, size: int) -> Path:
        """Tell where our own small JPEG of a file lies, or would lie; sizes in pixels."""
        return self._folder.cache / str(size) / digest[:2] / f"{digest}.jpg"

    def take(self, source: Path, *, step: Callable[[int], None] | None = None) -> Taken:
        """Copy a file in; `step` is told the bytes of each piece and may raise to stop.

        Raises NotReceived for what is not a plain file, vanished, or changed while it was read.
        """
        with _opened(source) as (descriptor, before), self._part() as (part, path):
            digest, size = _pour(descriptor, part, step)
            after = os.fstat(descriptor)
            if size != after.st_size or before.st_mtime_ns != after.st_mtime_ns:
                raise NotReceived(
                    "The file changed while it was being read and was left out; drop it again."
                )
            return Taken(digest, size, self._settle(path, digest), os.pread(part, _HEAD, 0))

    def keep(self, data: bytes) -> Taken:
        """Keep bytes that are already in memory."""
        digest = hashlib.sha256(data).hexdigest()
        with self._part() as (part, path):
            write_all(part, data)
            os.fsync(part)
            return Taken(digest, len(data), self._settle(path, digest), data[:_HEAD])

    def keep_all(self, pieces: Sequence[bytes]) -> list[Taken]:
        """Keep many pieces that are in memory, with one flush of the disk for all of them.

        All of them are kept when it returns; raises NotWritten where the disk refuses.
        """
        digests = [hashlib.sha256(piece).hexdigest() for piece in pieces]
        new = {
            digest: piece
            for digest, piece in zip(digests, pieces, strict=True)
            if not os.access(self._place(digest), os.F_OK)
        }
        parts: dict[str, str] = {}  # by digest, those that don't bear its name yet
        try:
            for digest, piece in new.items():
                parts[digest] = self._part_place()
                _write_new(parts[digest], piece)
            flush_together(self._folder.files, parts.values())
            for digest in new:
                self._name(parts[digest], digest)
                del parts[digest]
            folders = {self._drawer(digest) for digest in new}
            flush_together(self._folder.files, [self._folder.files, *folders])
        except OSError as error:
            raise self._refused(error) from None
        finally:
            for part in parts.values():
                Path(part).unlink(missing_ok=True)
        return [
            Taken(digest, len(piece), digest in new, piece[:_HEAD])
            for digest, piece in zip(digests, pieces, strict=True)
        ]

    def check_there(self, digests: Iterable[str]) -> None:
        """Raise FileGone if one of these was deleted; asked while nobody else may write."""
        if not all(os.access(self._place(digest), os.F_OK) for digest in digests):
            raise FileGone(
                "A file that came in was being deleted with another tip at this very moment, so "
                "nothing was taken in; do it again."
            )

    def remove(self, digests: Sequence[str]) -> None:
        """Remove files and our own small pictures of them, for good."""
        try:
            for digest in digests:
                self.path(digest).unlink(missing_ok=True)
                self.remove_thumbnails(digest)
            for folder in {self._drawer(digest) for digest in digests}:
                if os.access(folder, os.F_OK):
                    flush(folder)
        except OSError:
            raise NotWritten(
                "The disk refused to remove some files of what was deleted; they go when the desk "
                "is opened again. Check its folder."
            ) from None

    def remove_thumbnails(self, digest: str) -> None:
        """Remove our own small pictures of a file, of whatever size."""
        for small in self._folder.cache.glob(f"*/{digest[:2]}/{digest}.jpg"):
            small.unlink(missing_ok=True)

    def sweep(self, alive: frozenset[str]) -> int:
        """Clear away half-copied files of processes that are gone; tell how many."""
        dead = [
            part
            for part in self._folder.incoming.glob(f"*{_PART}")
            if part.name.split(".")[0] not in alive | {self.presence}
        ]
        for part in dead:
            part.unlink(missing_ok=True)
        return len(dead)

    @contextmanager
    def _part(self) -> Iterator[tuple[int, str]]:
        path = self._part_place()
        try:
            descriptor = os.open(path, _NEW, 0o400)
            try:
                yield descriptor, path
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._refused(error) from None
        finally:
            with suppress(OSError):
                Path(path).unlink(missing_ok=True)

    def _settle(self, part: str, digest: str) -> bool:
        if os.access(self._place(digest), os.F_OK):
            return False
        self._name(part, digest)
        for folder in (self._drawer(digest), self._folder.files):
            flush(folder)
        return True

    # Places are text here: with a hundred thousand mails, paths cost more than the writing.

    def _drawer(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}"

    def _place(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest}"

    def _part_place(self) -> str:
        name = f"{self.presence}.{os.getpid()}-{next(_parts)}{_PART}"
        return f"{self._folder.incoming}/{name}"

    def _name(self, part: str, digest: str) -> None:
        place = self._place(digest)
        try:
            os.rename(part, place)  # noqa: PTH104
        except FileNotFoundError:
            Path(self._drawer(digest)).mkdir(mode=0o700, exist_ok=True)
            os.rename(part, place)  # noqa: PTH104

    def _refused(self, error: OSError) -> NotWritten:
        if error.errno in _FULL:
            free = self.free // 1_000_000
            return NotWritten(
                f"The disk is full ({free} MB free); this file was not kept, all others were. "
                "Free some space and add it again."
            )
        return NotWritten(
            f"The disk refused to keep this file ({os.strerror(error.errno or 0)}); "
            "all others were kept. Check the disk and add it again."
        )


@contextmanager
def _opened(source: Path) -> Iterator[tuple[int, os.stat_result]]:
    """Open a plain file, and nothing else: no symbolic link, no FIFO that would wait for ever."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(source, flags)
    except (OSError, ValueError) as error:
        raise NotReceived(_why_not_opened(error)) from None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise NotReceived(NOT_A_FILE)
        yield descriptor, found
    finally:
        os.close(descriptor)


def _why_not_opened(error: OSError | ValueError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    return {
        errno.ENOENT: GONE,
        errno.ELOOP: LINK,
        errno.EACCES: "You are not allowed to read this file; it was left out.",
        errno.EPERM: "You are not allowed to read this file; it was left out.",
    }.get(number or 0, "The file can't be opened and was left out.")


def _pour(source: int, part: int, step: Callable[[int], None] | None) -> tuple[str, int]:
    """Copy a file to its end; what now lies in `part` is hashed beside the copying."""
    hashing = hashlib.sha256()
    size = 0
    with ThreadPoolExecutor(1, "tipdesk-digest") as beside:
        hashed = []
        while moved := _move(source, part):
            hashed.append(beside.submit(_hash, hashing, part, size, moved))
            size += moved
            if step is not None:
                step(moved)
        os.fsync(part)
        for piece in hashed:
            piece.result()
    return hashing.hexdigest(), size


def _move(source: int, part: int) -> int:
    """Copy the next piece, inside the kernel where it can (a third of the time), else by hand."""
    if hasattr(os, "copy_file_range"):
        try:
            return os.copy_file_range(source, part, _CHUNK)
        except OSError as error:
            if error.errno in _FULL:
                raise
    try:
        piece = os.read(source, _CHUNK)
    except OSError:
        raise NotReceived(
            "The file can't be read to its end and was left out; copy it again."
        ) from None
    write_all(part, piece)
    return len(piece)


def _hash(hashing: "hashlib._Hash", part: int, start: int, size: int) -> None:
    for at in range(start, start + size, _READ):
        hashing.update(os.pread(part, min(_READ, start + size - at), at))


def _write_new(path: str, piece: bytes) -> None:
    descriptor = os.open(path, _NEW, 0o400)
    try:
        write_all(descriptor, piece)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write bytes to their end, however little the system takes at once."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
