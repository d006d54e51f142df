"""The files of an export, from a folder, an archive or one file; names are data, never places."""

from pathlib import Path

from tipdesk.intake.chats.chat import ChatFile
from tipdesk.intake.chats.sources import DAMAGED, Source, source_of

FILE_LIMIT = 500_000_000
TOTAL_LIMIT = 2_000_000_000

TOO_BIG = "It holds more than may be read at once; some files were left out."
UNREADABLE = "Some of its files are damaged and were left out."


class Bundle:
    """The files of an export by their paths inside it, each read at most once."""

    def __init__(self, title: str, source: Source) -> None:
        """Know the files; nothing is read yet."""
        self.title = title
        self.why = source.why
        self._source = source
        self._left = TOTAL_LIMIT
        self._read: dict[str, bytes | None] = {}

    @property
    def names(self) -> list[str]:
        """List the paths of all files."""
        return list(self._source.sizes)

    def find(self, ending: str) -> list[str]:
        """List the files whose own name, in small letters, ends like this; the outermost first."""
        found = (name for name in self._source.sizes if own_name(name).lower().endswith(ending))
        return sorted(found, key=lambda name: (name.count("/"), name))

    def read(self, name: str) -> bytes | None:
        """Give the bytes of a file; nothing where it isn't there, is too big or damaged."""
        if name not in self._source.sizes:
            return None
        if name not in self._read:
            self._read[name] = self._bytes_of(name)
        return self._read[name]

    def file(self, name: str) -> ChatFile | None:
        """Give a file with its own name."""
        data = self.read(name)
        return None if data is None else ChatFile(own_name(name), data)

    def close(self) -> None:
        """Let go of the archive."""
        self._source.close()

    def _bytes_of(self, name: str) -> bytes | None:
        size = self._source.sizes[name]
        if size > min(FILE_LIMIT, self._left):
            self.why = self.why or TOO_BIG
            return None
        try:
            data = self._source.bytes_of(name)
        except DAMAGED:
            self.why = self.why or UNREADABLE
            return None
        self._left -= len(data)
        return data


def bundle_of(path: Path) -> Bundle | None:
    """Open a folder, an archive or a single file; nothing where it is none of them."""
    source = source_of(path)
    title = path.name if path.is_dir() else path.stem
    return None if source is None else Bundle(title, source)


def own_name(name: str) -> str:
    """Give the last part of a path inside an export."""
    return name.rpartition("/")[2]
