"""Has the media worker read what the files say about themselves, and keeps it beside them."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from sqlmodel import col, select

from tipdesk.intake.progress import Progress, unwatched
from tipdesk.intake.thumbnails import THUMBNAIL, keep, kept
from tipdesk.media.encoding import jpeg
from tipdesk.media.reading import Reading
from tipdesk.media.worker import Readers
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.states import VISIBLE, FileKind, ReadState
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

_AT_ONCE = 8
_SIDE_BY_SIDE = 2
_SAID = (
    *("mime", "reason", "width", "height", "orientation", "rotation", "make", "model"),
    *("taken_at", "taken_offset", "latitude", "longitude", "duration", "codec"),
)


def read_waiting(
    store: Store, readers: Readers, *, progress: Progress = unwatched
) -> frozenset[TipId]:
    """Read all files that still wait; tell the tips that they belong to.

    What was read is kept at once, so that stopping loses nothing. `progress` is told files.
    """
    tips: frozenset[TipId] = frozenset()
    done = 0
    with ThreadPoolExecutor(_SIDE_BY_SIDE, "tipdesk-facts") as pool:
        while left := waiting(store):
            for batch in batches(left, _AT_ONCE):
                progress(done, done + len(left))
                readings = pool.map(partial(_look, store, readers), batch)
                tips |= _write(store, dict(zip(batch, readings, strict=True)))
                done += len(batch)
                left = left[len(batch) :]
            progress(done, done)
    return tips


def preview(store: Store, readers: Readers, digest: str, size: int) -> bytes | None:
    """Give our own JPEG of a picture or a video's poster frame; `size` is its longer side."""
    cached = kept(store, digest, size)
    if cached is not None:
        return cached
    with store.reading() as session:
        facts = session.get(Facts, digest)
    if facts is None or facts.kind not in VISIBLE:
        return None
    reading = readers.read(store.files.path(digest), size=size)
    return keep(store, digest, size, jpeg(reading.preview)) if reading.preview else None


def waiting(store: Store) -> list[str]:
    """Name the files that no worker has read yet, the newest first."""
    with store.reading() as session:
        # The newest is what the editor who just dropped it looks at.
        asked = (
            select(Facts.digest)
            .join(Media)
            .where(Facts.state == ReadState.WAITING)
            .group_by(Facts.digest)
            .order_by(col(Media.id).desc())
        )
        return list(session.exec(asked))


def _look(store: Store, readers: Readers, digest: str) -> Reading:
    reading = readers.read(store.files.path(digest), size=THUMBNAIL)
    if reading.preview:
        keep(store, digest, THUMBNAIL, jpeg(reading.preview))
    return reading


def _write(store: Store, readings: dict[str, Reading]) -> frozenset[TipId]:
    with store.deriving() as session:
        for facts in session.exec(select(Facts).where(col(Facts.digest).in_(readings))):
            _fill(facts, readings[facts.digest])
        holders = select(Media.tip_id).where(col(Media.digest).in_(readings)).distinct()
        return frozenset(TipId(tip) for tip in session.exec(holders))


def _fill(facts: Facts, reading: Reading) -> None:
    for name in _SAID:
        setattr(facts, name, getattr(reading, name))
    facts.kind = FileKind(reading.kind)
    unreadable = facts.kind == FileKind.UNREADABLE
    facts.state = ReadState.UNREADABLE if unreadable else ReadState.READ
