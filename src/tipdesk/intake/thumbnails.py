"""Keeps our own small JPEGs in the cache, each there whole or not at all."""

import itertools
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote

from tipdesk.intake.process import is_gone, this_process
from tipdesk.newsroom.errors import NotWritten
from tipdesk.store.database import Store

THUMBNAIL = 512  # pixels of the longer side
_JPEG_END = b"\xff\xd9"
_PART = ".part"
_count = itertools.count()


def kept(store: Store, digest: str, size: int) -> bytes | None:
    """Give the JPEG that the cache has; one that a power cut left torn counts as missing."""
    try:
        data = store.files.thumbnail(digest, size).read_bytes()
    except OSError:
        return None
    return data if data.endswith(_JPEG_END) else None


def keep(store: Store, digest: str, size: int, data: bytes) -> bytes:
    """Put a JPEG into the cache."""
    place = store.files.thumbnail(digest, size)
    part = _parts(store) / f"{quote(this_process(), safe='')}.{next(_count)}{_PART}"
    try:
        for folder in (part.parent, place.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(place)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise NotWritten(
            "The disk refused to keep a preview; the files themselves are kept. Free some space."
        ) from None
    return data


def sweep(store: Store) -> None:
    """Clear away what processes that died were writing."""
    for part in _parts(store).glob(f"*{_PART}"):
        if is_gone(unquote(part.name.rsplit(".", 2)[0])):
            part.unlink(missing_ok=True)


def _parts(store: Store) -> Path:
    return store.folder.cache / "incoming"
