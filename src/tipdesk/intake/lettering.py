"""Has the words in pictures read, after all else, so that they are found as words of a tip."""

from collections.abc import Mapping

from sqlmodel import col, func, select

from tipdesk.intake.progress import Progress, unwatched
from tipdesk.media.lettering import SIDE, VERSION, can_read_words, word_readers
from tipdesk.media.sitting import LOST
from tipdesk.media.worker import Readers
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.states import FileKind
from tipdesk.store import fulltext
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

_AT_ONCE = 20_000  # looked for again after so many: the newest pictures come first
_SITTING = 8


def words_wait(store: Store) -> bool:
    """Tell whether there are pictures whose words could be read here and were not yet."""
    return not store.read_only and can_read_words() and bool(_waiting(store, 1))


def read_words(store: Store, *, progress: Progress = unwatched) -> frozenset[TipId]:
    """Read the words in all pictures that nobody looked through; tell whose words changed.

    What was read is kept at once, so that stopping loses little. `progress` is told pictures.
    """
    tips: frozenset[TipId] = frozenset()
    done = 0
    with word_readers() as readers:
        while left := _waiting(store, _AT_ONCE):
            total = done + len(left)
            for batch in batches(left, _SITTING):
                progress(done, total)
                words = _sit(store, readers, batch)
                if not words:
                    return tips  # Tesseract doesn't start: another time
                tips |= _write(store, words)
                done += len(batch)
            progress(done, total)
    return tips


def _waiting(store: Store, most: int) -> list[str]:
    """Name pictures whose words were not read yet, the newest first."""
    asked = (
        select(Facts.digest)
        .join(Media)
        .where(Facts.kind == FileKind.PICTURE, col(Facts.words_reader) < VERSION)
        .group_by(Facts.digest)
        .order_by(func.max(Media.id).desc())
        .limit(most)
    )
    with store.reading() as session:
        return list(session.exec(asked))


def _sit(store: Store, readers: Readers, digests: list[str]) -> dict[str, str]:
    with readers.sitting() as sitting:
        readings = {digest: sitting.read(store.files.path(digest), size=SIDE) for digest in digests}
    return {
        digest: reading.words or ""
        for digest, reading in readings.items()
        if reading.reason != LOST
    }


def _write(store: Store, words: Mapping[str, str]) -> frozenset[TipId]:
    with store.deriving() as session:
        others = set()
        for facts in session.exec(select(Facts).where(col(Facts.digest).in_(words))):
            if facts.words != words[facts.digest]:
                facts.words = words[facts.digest]
                others.add(facts.digest)
            facts.words_reader = VERSION
        session.flush()
        holders = select(Media.tip_id).where(col(Media.digest).in_(others)).distinct()
        tips = frozenset(TipId(tip) for tip in session.exec(holders))
        fulltext.index(session.connection(), tips)
        return tips
