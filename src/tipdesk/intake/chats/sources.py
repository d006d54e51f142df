"""Where the files of an export lie: in a folder or in an archive, both of them a stranger's."""

import os
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Protocol

FILES_LIMIT = 20_000
RATIO_LIMIT = 200  # how many times its packed size a file may have; the text of a chat has ten
SMALL = 10_000_000  # below this no ratio is looked at
LIST_LIMIT = 20_000_000  # bytes of an archive's list of files

LOCKED = "The archive is locked with a password; unpack it and import the folder."
TOO_MANY = "It holds more than 20,000 files; the others were left out."
TOO_LONG = "The archive lists more files than any chat has; unpack it and import the folder."
NO_ARCHIVE = "The archive is damaged; ask for it again."

DAMAGED = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    RuntimeError,  # locked, or packed in a way that is not known
    MemoryError,
    zipfile.BadZipFile,
    zlib.error,
)
_ARCHIVE = b"PK\x03\x04"
_END, _LONG_END = b"PK\x05\x06", b"PK\x06\x07"
_END_LIMIT = 65_557
_LONG_END_SIZE = 20
_LOCKED = 1


class Source(Protocol):
    """What files there are, and how big; `why` says what is wrong with it."""

    sizes: dict[str, int]
    why: str

    def bytes_of(self, name: str) -> bytes:
        """Give the bytes of a file; raises one of DAMAGED."""

    def close(self) -> None:
        """Let go of it."""


def source_of(path: Path) -> Source | None:
    """Open a folder, an archive or a single file; nothing where it is none of them."""
    try:
        if path.is_dir():
            return Folder(path, *_files_in(path))
        if not path.is_file():
            return None
        if not _is_archive(path):
            return Folder(path.parent, {path.name: path.stat().st_size}, "")
        return Nothing(TOO_LONG) if _lists_too_much(path) else Archive(path)
    except zipfile.BadZipFile:
        return Nothing(NO_ARCHIVE)
    except DAMAGED:
        return None


class Nothing:
    """An archive that was not opened."""

    def __init__(self, why: str) -> None:
        """Know why."""
        self.sizes: dict[str, int] = {}
        self.why = why

    def bytes_of(self, name: str) -> bytes:
        """Give nothing."""
        raise KeyError(name)

    def close(self) -> None:
        """Do nothing."""


class Folder:
    """Files in a folder; links are not followed."""

    def __init__(self, path: Path, sizes: dict[str, int], why: str) -> None:
        """Know the files."""
        self.sizes = sizes
        self.why = why
        self._path = path

    def bytes_of(self, name: str) -> bytes:
        """Read a file, if it still is one."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(self._path / name, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError
            return file.read(self.sizes[name])

    def close(self) -> None:
        """Do nothing."""


class Archive:
    """Files in an archive; they are only ever read into memory, never unpacked to a place."""

    def __init__(self, path: Path) -> None:
        """Read the list of files."""
        self._zip = zipfile.ZipFile(path)
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        self.why = TOO_MANY if len(infos) > FILES_LIMIT else ""
        self._infos = {_tidy(info.filename): info for info in reversed(infos[:FILES_LIMIT])}
        if any(info.flag_bits & _LOCKED for info in infos):
            self.why = LOCKED
        self.sizes = {name: self._infos[name].file_size for name in reversed(self._infos)}

    def bytes_of(self, name: str) -> bytes:
        """Unpack a file; never more than the list says it has."""
        info = self._infos[name]
        if info.file_size > max(SMALL, RATIO_LIMIT * info.compress_size):
            raise zipfile.BadZipFile
        return self._zip.read(info)

    def close(self) -> None:
        """Close the archive."""
        self._zip.close()


def _files_in(path: Path) -> tuple[dict[str, int], str]:
    sizes: dict[str, int] = {}
    for folder, folders, files in os.walk(path):
        folders.sort()
        for name in sorted(files):
            place = Path(folder, name)
            found = place.lstat()
            if not stat.S_ISREG(found.st_mode):
                continue
            if len(sizes) >= FILES_LIMIT:
                return sizes, TOO_MANY
            sizes[place.relative_to(path).as_posix()] = found.st_size
    return sizes, ""


def _is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_ARCHIVE)) == _ARCHIVE


def _lists_too_much(path: Path) -> bool:
    """Look at how long the list of files is before Python reads it whole."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_LIMIT))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0:
        return False
    if tail[max(0, at - _LONG_END_SIZE) :].startswith(_LONG_END):
        return True
    return int.from_bytes(tail[at + 12 : at + 16], "little") > LIST_LIMIT


def _tidy(name: str) -> str:
    """Write a path of an archive as the texts of chats do; it is never used as one."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in {"", "."})
