"""Has the media worker read what the files say about themselves, and keeps it beside them.

Twice, where it takes long: in haste what an editor needs to see at once, and later the rest, when
nobody waits for a first sight any more.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from operator import itemgetter

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, delete, func, or_, select

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
class _Round:
    """One way through all files that wait for it: the hasty first one, or that for the rest."""

    waits: ColumnElement[bool]
    hasty: bool


_DECODED = or_(col(Facts.kind).in_(READ_BY_WORKER), col(Facts.mime).in_(READ_BY_WORKER))
_UNREADABLE = col(Facts.state) == ReadState.UNREADABLE
_FIRST = _Round(
    or_(
        col(Facts.state) == ReadState.WAITING,
        and_(col(Facts.reader) < READER_VERSION, or_(_DECODED, _UNREADABLE)),
    ),
    hasty=True,
)
_REST = _Round(
    and_(
        col(Facts.kind).in_(VISIBLE),
        col(Facts.finished) < READER_VERSION,
        col(Facts.reader) == READER_VERSION,
    ),
    hasty=False,
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
    return _go_round(store, readers, _FIRST, progress)


def finish_waiting(
    store: Store, readers: Readers, *, progress: Progress = unwatched
) -> frozenset[TipId]:
    """Read what haste left out: frames of films, large pictures; tell the tips, as above."""
    return _go_round(store, readers, _REST, progress)


def rest_waits(store: Store) -> bool:
    """Tell whether there are files of which haste left something out."""
    return not store.read_only and bool(_waiting(store, _REST, 1))


def _go_round(store: Store, readers: Readers, turn: _Round, progress: Progress) -> frozenset[TipId]:
    tips: frozenset[TipId] = frozenset()
    done = 0
    with ThreadPoolExecutor(_SIDE_BY_SIDE, "tipdesk-facts") as pool:
        while left := _waiting(store, turn):
            total = done + len(left)
            progress(done, total)
            for ahead in batches(_sittings(left), _AHEAD):
                for read in pool.map(partial(_sit, store, readers, turn), ahead):
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
    if not reading.preview:
        return None
    small = keep(store, digest, size, jpeg(reading.preview))
    with store.reading() as session:
        if session.get(Facts, digest) is None:
            store.files.remove_thumbnails(digest)  # it was deleted while it was read
    return small


def waiting(store: Store) -> list[str]:
    """Name the files that no worker has read yet, or none of this version; the newest first."""
    return [digest for digest, _ in _waiting(store, _FIRST)]


def _waiting(store: Store, turn: _Round, most: int = _AT_ONCE) -> list[tuple[str, int]]:
    """List digests that wait, each with one of its tips."""
    asked = (
        select(Facts.digest, func.max(Media.tip_id))
        .join(Media)
        .where(turn.waits)
        .group_by(Facts.digest)
        # The newest is what the editor who just dropped it looks at.
        .order_by(func.max(Media.id).desc())
        .limit(most)
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


def _sit(store: Store, readers: Readers, turn: _Round, digests: list[str]) -> dict[str, _Read]:
    with readers.sitting() as sitting:
        read = partial(sitting.read, size=THUMBNAIL, frames=FRAMES, hasty=turn.hasty)
        return {
            digest: _put_to_use(store, digest, read(store.files.path(digest))) for digest in digests
        }


def _put_to_use(store: Store, digest: str, reading: Reading) -> _Read:
    """Keep the thumbnail and take fingerprints, so that the pixels need not be held."""
    # numpy is slow to load: the window shows its tips before.
    from tipdesk.media.fingerprint import prints_of  # noqa: PLC0415

    if reading.preview:
        keep(store, digest, THUMBNAIL, jpeg(reading.preview))
    prints = () if reading.unfinished else tuple(prints_of(reading))
    return _Read(replace(reading, preview=None, frames=()), prints)


def _write(store: Store, read: Mapping[str, _Read]) -> frozenset[TipId]:
    with store.deriving() as session:
        there = session.exec(select(Facts).where(col(Facts.digest).in_(read))).all()
        for known in there:
            _fill(known, read[known.digest].reading)
        _replace_prints(session, {known.digest: read[known.digest] for known in there})
        for digest in read.keys() - {known.digest for known in there}:
            store.files.remove_thumbnails(digest)  # it was deleted while it was read
        holders = select(Media.tip_id).where(col(Media.digest).in_(read)).distinct()
        return frozenset(TipId(tip) for tip in session.exec(holders))


def _fill(known: Facts, reading: Reading) -> None:
    is_read = known.state == ReadState.READ and known.reader == READER_VERSION
    known.finished = 0 if reading.unfinished else READER_VERSION
    if is_read and known.kind == FileKind.VIDEO and reading.kind == FileKind.UNREADABLE:
        return  # it has its poster and its facts: all that is missing are frames to compare
    for name in _SAID:
        setattr(known, name, getattr(reading, name))
    known.said = facts.kept(reading.said)
    known.credentials = credentials.kept(reading.credentials)
    known.kind = FileKind(reading.kind)
    unreadable = known.kind == FileKind.UNREADABLE
    known.state = ReadState.UNREADABLE if unreadable else ReadState.READ
    known.reader = READER_VERSION


def _replace_prints(session: Deriving, read: Mapping[str, _Read]) -> None:
    """Replace the fingerprints of what is finished; those of an older reading stay until then."""
    finished = {digest: one for digest, one in read.items() if not one.reading.unfinished}
    session.exec(delete(Fingerprint).where(col(Fingerprint.digest).in_(finished)))
    for digest, one in finished.items():
        session.add_all(Fingerprint(digest=digest, at=at, bits=bits) for at, bits in one.prints)
