"""Has the media worker read what the files say about themselves, and keeps it beside them."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from operator import itemgetter

from sqlmodel import col, delete, func, or_, select

from tipdesk.intake.progress import Progress, unwatched
from tipdesk.intake.thumbnails import THUMBNAIL, keep, kept
from tipdesk.media.encoding import jpeg
from tipdesk.media.reading import Reading
from tipdesk.media.worker import READ_BY_WORKER, READER_VERSION, Readers
from tipdesk.newsroom import credentials, facts
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.media import Facts, Fingerprint, Media
from tipdesk.newsroom.states import VISIBLE, FileKind, ReadState
from tipdesk.store.batches import batches
from tipdesk.store.database import Deriving, Store

FRAMES = 8  # key frames of a video whose fingerprints are kept
_SIDE_BY_SIDE = 2
# Files of one tip in one sitting: a larger tip is read by two readers at a time, and what was read
# is kept every few files.
_ALONE, _SITTING = 8, 16
_AHEAD = 8  # sittings
_AT_ONCE = 20_000  # files; looked for again after so many
_SAID = (
    *("mime", "reason", "width", "height", "orientation", "rotation", "make", "model"),
    *("taken_at", "taken_offset", "latitude", "longitude", "duration", "codec"),
    *("thumbnail_differs", "pair"),
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file said, its pictures already put to use: `prints` are seconds and 256 bits."""

    reading: Reading
    prints: tuple[tuple[float, bytes], ...] = field(repr=False)


def read_waiting(
    store: Store, readers: Readers, *, progress: Progress = unwatched
) -> frozenset[TipId]:
    """Read all files that still wait; tell the tips that they belong to.

    What was read is kept at once, so that stopping loses nothing. `progress` is told files.
    """
    tips: frozenset[TipId] = frozenset()
    done = 0
    with ThreadPoolExecutor(_SIDE_BY_SIDE, "tipdesk-facts") as pool:
        while left := _waiting(store):
            total = done + len(left)
            progress(done, total)
            for ahead in batches(_sittings(left), _AHEAD):
                for read in pool.map(partial(_sit, store, readers), ahead):
                    tips |= _write(store, read)
                    done += len(read)
                    progress(done, total)
    return tips


def preview(store: Store, readers: Readers, digest: str, size: int) -> bytes | None:
    """Give our own JPEG of a picture, a poster frame, a first page; `size` is its longer side."""
    cached = kept(store, digest, size)
    if cached is not None:
        return cached
    with store.reading() as session:
        known = session.get(Facts, digest)
    if known is None or (known.kind not in VISIBLE and known.mime not in READ_BY_WORKER):
        return None
    reading = readers.read(store.files.path(digest), size=size)
    return keep(store, digest, size, jpeg(reading.preview)) if reading.preview else None


def waiting(store: Store) -> list[str]:
    """Name the files that no worker has read yet, or none of this version; the newest first."""
    return [digest for digest, _ in _waiting(store)]


def _waiting(store: Store) -> list[tuple[str, int]]:
    """List digests that wait, each with one of its tips."""
    by_an_older = col(Facts.reader) < READER_VERSION
    decoded = or_(col(Facts.kind).in_(READ_BY_WORKER), col(Facts.mime).in_(READ_BY_WORKER))
    unreadable = col(Facts.state) == ReadState.UNREADABLE
    asked = (
        select(Facts.digest, func.max(Media.tip_id))
        .join(Media)
        .where(or_(Facts.state == ReadState.WAITING, by_an_older & or_(decoded, unreadable)))
        .group_by(Facts.digest)
        # The newest is what the editor who just dropped it looks at.
        .order_by(func.max(Media.id).desc())
        .limit(_AT_ONCE)
    )
    with store.reading() as session:
        return list(session.exec(asked).all())


def _sittings(files: list[tuple[str, int]]) -> Iterator[list[str]]:
    """Cut the files into sittings of one tip each, those of a large tip of the same length.

    Of these there are as many for the one reader as for the other, so that neither waits.
    """
    for _, together in groupby(files, itemgetter(1)):
        digests = [digest for digest, _ in together]
        pairs = -(-len(digests) // (_SITTING * _SIDE_BY_SIDE))
        count = 1 if len(digests) <= _ALONE else pairs * _SIDE_BY_SIDE
        yield from batches(digests, -(-len(digests) // count))


def _sit(store: Store, readers: Readers, digests: list[str]) -> dict[str, _Read]:
    with readers.sitting() as sitting:
        return {
            digest: _put_to_use(
                store, digest, sitting.read(store.files.path(digest), size=THUMBNAIL, frames=FRAMES)
            )
            for digest in digests
        }


def _put_to_use(store: Store, digest: str, reading: Reading) -> _Read:
    """Keep the thumbnail and take fingerprints, so that the pixels need not be held."""
    # numpy is slow to load: the window shows its tips before.
    from tipdesk.media.fingerprint import prints_of  # noqa: PLC0415

    if reading.preview:
        keep(store, digest, THUMBNAIL, jpeg(reading.preview))
    return _Read(replace(reading, preview=None, frames=()), tuple(prints_of(reading)))


def _write(store: Store, read: Mapping[str, _Read]) -> frozenset[TipId]:
    with store.deriving() as session:
        for known in session.exec(select(Facts).where(col(Facts.digest).in_(read))):
            _fill(known, read[known.digest].reading)
        _replace_prints(session, read)
        holders = select(Media.tip_id).where(col(Media.digest).in_(read)).distinct()
        return frozenset(TipId(tip) for tip in session.exec(holders))


def _fill(known: Facts, reading: Reading) -> None:
    for name in _SAID:
        setattr(known, name, getattr(reading, name))
    known.said = facts.kept(reading.said)
    known.credentials = credentials.kept(reading.credentials)
    known.kind = FileKind(reading.kind)
    unreadable = known.kind == FileKind.UNREADABLE
    known.state = ReadState.UNREADABLE if unreadable else ReadState.READ
    known.reader = READER_VERSION


def _replace_prints(session: Deriving, read: Mapping[str, _Read]) -> None:
    session.exec(delete(Fingerprint).where(col(Fingerprint.digest).in_(read)))
    for digest, one in read.items():
        session.add_all(Fingerprint(digest=digest, at=at, bits=bits) for at, bits in one.prints)
