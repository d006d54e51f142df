"""Tells where the desk has seen a file before: the same bytes, the same picture, the same video."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col, func

from tipdesk.desk.verifying.fingerprints import fingerprints_of
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.likeness import Holder, Likeness, Seen, Turn
from tipdesk.newsroom.media import Facts, Fingerprint, Media
from tipdesk.newsroom.states import FileKind
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

Prints = Sequence[tuple[float, bytes]]  # seconds and fingerprint of a picture or of key frames
_ORDER = tuple(Likeness)
_AGREEING = 2  # key frames: one alone may be a title or a logo
_OF = select(col(Fingerprint.id), col(Fingerprint.digest), col(Fingerprint.at))
_FRAMES = select(
    col(Fingerprint.digest), func.count(col(Fingerprint.at).distinct()).label("frames")
).group_by(col(Fingerprint.digest))
_HELD = (
    select(
        *(col(Media.digest), col(Media.id), col(Media.tip_id)),
        *(col(Tip.trashed_at), col(Facts.kind)),
    )
    .join(Facts, col(Facts.digest) == col(Media.digest))
    .join(Tip, col(Tip.id) == col(Media.tip_id))
    .order_by(col(Media.tip_id), col(Media.id))
)


@dataclass(frozen=True, slots=True, order=True)
class _Pair:
    """Two fingerprints that are alike."""

    bits: int
    turn: Turn
    at: float
    other_at: float


def recall(store: Store) -> None:
    """Read the fingerprints of a desk, so that the first look-up is quick as well.

    In small steps, between which others can look up.
    """
    more = True
    while more:
        with store.reading() as session:
            more = fingerprints_of(store).load_some(session)


def seen_before(store: Store, digest: str, *, tip: TipId | None = None) -> tuple[Seen, ...]:
    """Find files that are like one of the desk, the likest first; those of `tip` are left out.

    The same bytes are told only where another media has them.
    """
    asked = select(col(Fingerprint.at), col(Fingerprint.bits)).where(
        col(Fingerprint.digest) == digest
    )
    with store.reading() as session:
        prints = [(at, bits) for at, bits in session.execute(asked.order_by(col(Fingerprint.id)))]
    found = look_up(store, digest, prints, tip=tip)
    return tuple(one for one in found if one.digest != digest or tip or len(one.holders) > 1)


def look_up(
    store: Store, digest: str, prints: Prints, *, tip: TipId | None = None
) -> tuple[Seen, ...]:
    """Find files of the desk that are like one that need not be on it, the likest first."""
    asked = len({at for at, _ in prints})
    with store.reading() as session:
        alike = _alike(session, store, prints)
        alike.pop(digest, None)
        frames = _frames(session, alike)
        kinds, holders = _held(session, {digest, *alike}, tip)
    found = [
        _seen((other, kinds[other]), pairs, holders[other], films=frames[other] > 1 < asked)
        for other, pairs in alike.items()
        if other in holders and _is_enough(pairs, frames[other], asked)
    ]
    if digest in holders:
        found.append(Seen(digest, kinds[digest], Likeness.SAME_BYTES, holders[digest]))
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.likeness), one.bits, one.digest)))


def likest(store: Store, tip: TipId, other: TipId) -> tuple[str, str]:
    """Find the files by which two tips are most alike, one of each; empty where there are none."""
    with store.reading() as session:
        held = select(col(Media.digest)).where(col(Media.tip_id) == tip).order_by(col(Media.id))
        digests = session.execute(held.distinct()).scalars().all()
    found = [
        (_ORDER.index(one.likeness), one.bits, digest, one.digest)
        for digest in digests
        for one in seen_before(store, digest, tip=tip)
        if any(holder.tip == other for holder in one.holders)
    ]
    return min(found)[2:] if found else ("", "")


def _alike(session: Session, store: Store, prints: Prints) -> dict[str, list[_Pair]]:
    """Find the files of which a fingerprint is like one of these, with all pairs that are."""
    index = fingerprints_of(store)
    alike = defaultdict(list)
    for at, bits in prints:
        near = {one.id: one for one in index.near(session, bits)}
        for number, digest, other_at in _of(session, near):
            alike[digest].append(_Pair(near[number].bits, near[number].turn, at, other_at))
    return alike


def _of(session: Session, numbers: Collection[int]) -> Iterator[tuple[int, str, float]]:
    for batch in batches(numbers):
        for row in session.execute(_OF.where(col(Fingerprint.id).in_(batch))):
            yield row.id, row.digest, row.at


def _frames(session: Session, digests: Collection[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for batch in batches(digests):
        rows = session.execute(_FRAMES.where(col(Fingerprint.digest).in_(batch)))
        counts.update(dict(rows.all()))
    return counts


def _is_enough(pairs: list[_Pair], frames: int, asked: int) -> bool:
    """Ask for several frames of two videos; of a picture and a video a single one will do."""
    return _agreeing(pairs) >= min(_AGREEING, frames, asked)


def _agreeing(pairs: list[_Pair]) -> int:
    return min(len({pair.at for pair in pairs}), len({pair.other_at for pair in pairs}))


def _held(
    session: Session, digests: Collection[str], tip: TipId | None
) -> tuple[dict[str, FileKind], dict[str, tuple[Holder, ...]]]:
    """Tell of what kind these files are and which media have them, other than those of `tip`."""
    kinds: dict[str, FileKind] = {}
    holders: defaultdict[str, tuple[Holder, ...]] = defaultdict(tuple)
    for batch in batches(digests):
        for row in session.execute(_HELD.where(col(Media.digest).in_(batch))):
            if row.tip_id != tip:
                holder = Holder(MediaId(row.id), TipId(row.tip_id), row.trashed_at is not None)
                holders[row.digest] += (holder,)
                kinds[row.digest] = FileKind(row.kind)
    return kinds, dict(holders)


def _seen(
    file: tuple[str, FileKind], pairs: list[_Pair], holders: tuple[Holder, ...], *, films: bool
) -> Seen:
    digest, kind = file
    best = min(pairs)
    picture = Likeness.SAME_PICTURE if best.turn is Turn.UPRIGHT else Likeness.TURNED
    return Seen(
        digest=digest,
        kind=kind,
        likeness=Likeness.SAME_VIDEO if films else picture,
        holders=holders,
        bits=best.bits,
        turn=best.turn,
        frames=_agreeing(pairs) if films else 0,
        at=best.at,
        other_at=best.other_at,
    )
