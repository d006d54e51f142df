"""Writes a file where the editor wants it, outside of the desk: whole, or not at all."""

import errno
import os
import uuid
from contextlib import suppress
from pathlib import Path

from tipdesk.newsroom.errors import NotWritten
from tipdesk.store.files import write_all
from tipdesk.store.flushing import flush


def write_whole(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write a file beside its place, make it durable, and only then move it there."""
    try:
        place = path.resolve()  # a link stays one, and what it leads to is written
        _check_place(place)
        part = place.with_name(f".{uuid.uuid4().hex}.part")
        try:
            _write(part, data, mode)
            part.replace(place)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise NotWritten(_in_words(error)) from None
    with suppress(OSError):  # the file is whole; some systems can't open or sync a folder
        flush(place.parent)


def _check_place(place: Path) -> None:
    """Refuse folders, and devices and pipes: moved onto one, a file would take its place."""
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if place.exists() and not place.is_file():
        raise OSError(errno.ENOTSUP, "")


def _write(part: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _in_words(error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    why = {
        errno.ENOSPC: "the disk is full; free some space",
        errno.EDQUOT: "your share of the disk is full; free some space",
        errno.EFBIG: "the disk takes no file of that size; choose another place",
        errno.EROFS: "the disk can only be read; choose another place",
        errno.EACCES: "you may not write in this folder; choose another place",
        errno.EPERM: "you may not write in this folder; choose another place",
        errno.ENOENT: "the folder is not there; choose another place",
        errno.ENOTDIR: "the folder is not there; choose another place",
        errno.EISDIR: "there is a folder of that name; choose another name",
        errno.ENOTSUP: "there is a device or pipe of that name; choose another name",
        errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    }.get(number or 0, "the disk refused it; choose another place")
    return f"The file was not written: {why} and try again. What was there before is unchanged."
