"""Which pictures a summary may carry: only small JPEGs that this program encoded, whole ones."""

from collections.abc import Sequence
from pathlib import Path

from tipdesk.intake.facts import preview
from tipdesk.intake.progress import Progress
from tipdesk.intake.thumbnails import THUMBNAIL
from tipdesk.media.worker import Readers
from tipdesk.newsroom.errors import NotWritten
from tipdesk.newsroom.ids import TipId
from tipdesk.publication.sheets.rows import read_shown
from tipdesk.store.database import Store
from tipdesk.store.files import Files

_LIMIT = 4_000_000
_SEGMENT = 0xFF  # each of them begins so
_STARTS_OF_FRAME = (0xC0, 0xC1, 0xC2)


def own_picture(files: Files, digest: str) -> Path | None:
    """Find our own JPEG of a file in the cache; none where it is not there or not whole."""
    path = files.thumbnail(digest, THUMBNAIL)
    try:
        data = path.read_bytes() if path.stat().st_size <= _LIMIT else b""
    except OSError:
        return None
    return path if is_whole(data) else None


def make_missing(store: Store, readers: Readers, tips: Sequence[TipId], progress: Progress) -> None:
    """Make small pictures that the cache has lost anew, in the media worker."""
    with store.reading() as session:
        shown = read_shown(session, tips)
    lost = [digest for digest in shown if own_picture(store.files, digest) is None]
    for done, digest in enumerate(lost):
        progress(done, len(lost))
        try:
            preview(store, readers, digest, THUMBNAIL)
        except NotWritten:  # the cache refuses, as on a read-only desk; the sheet does without
            break
    progress(len(lost), len(lost))


def is_whole(data: bytes) -> bool:
    """Tell whether these bytes are a JPEG with a beginning, a size and an end."""
    if not (data.startswith(b"\xff\xd8\xff") and data.endswith(b"\xff\xd9")):
        return False
    at = 2
    while at + 9 < len(data) and data[at] == _SEGMENT:
        if data[at + 1] in _STARTS_OF_FRAME:
            return all(any(data[at + edge : at + edge + 2]) for edge in (5, 7))
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return False
