"""Keeps our own small JPEGs in the cache, each there whole or not at all."""

import itertools
from contextlib import suppress

from tipdesk.newsroom.errors import NotWritten
from tipdesk.store.database import Store

THUMBNAIL = 512  # pixels of the longer side
_JPEG_END = b"\xff\xd9"
_count = itertools.count()


def kept(store: Store, digest: str, size: int) -> bytes | None:
    """Give the JPEG that the cache has; one that a power cut left torn counts as missing."""
    try:
        data = store.files.thumbnail(digest, size).read_bytes()
    except OSError:
        return None
    return data if data.endswith(_JPEG_END) else None


def keep(store: Store, digest: str, size: int, data: bytes) -> bytes:
    """Put a JPEG into the cache; a desk that is open for reading stays as it is."""
    if store.read_only:
        return data
    place = store.files.thumbnail(digest, size)
    # Named as the files' own parts are: what a killed program left is swept away with them.
    part = store.folder.incoming / f"{store.files.presence}.preview-{next(_count)}.part"
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(place)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise NotWritten(
            "The disk refused to keep a preview; the files themselves are kept. Free some space."
        ) from None
    return data
