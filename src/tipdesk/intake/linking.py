"""Links kept files to a tip, and knows which tips have a file already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from tipdesk.intake.arrival import Known
from tipdesk.intake.taking import Kept
from tipdesk.media.kinds import kind_of
from tipdesk.media.worker import READ_BY_WORKER, READER_VERSION
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.states import FileKind, ReadState
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches

_NAME_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Holder:
    """A tip that has a file already."""

    tip: TipId
    in_trash: bool


Holders = dict[str, list[Holder]]


def holders_of(session: Session, kept: Sequence[Kept]) -> Holders:
    """Tell by digest which tips have these files already."""
    holders: Holders = defaultdict(list)
    asked = select(Media.digest, Tip.id, Tip.trashed_at).join(Tip).order_by(col(Tip.id)).distinct()
    for digests in batches(one.digest for one in kept):
        for digest, tip, trashed in session.exec(asked.where(col(Media.digest).in_(digests))):
            holders[digest].append(Holder(TipId(tip or 0), trashed is not None))
    return holders


def is_held(holders: Holders, digest: str) -> bool:
    """Tell whether a tip outside the trash has this file."""
    return any(not holder.in_trash for holder in holders.get(digest, ()))


def told(kept: Sequence[Kept], holders: Holders) -> tuple[Known, ...]:
    """Say which of these files the desk had already."""
    return tuple(
        Known(one.name, tuple(holder.tip for holder in holders[one.digest]))
        for one in kept
        if one.digest in holders
    )


def link(session: Session, tip: TipId, kept: Sequence[Kept], holders: Holders) -> tuple[Known, ...]:
    """Give the files to a tip, each once; tell which of them the desk had already."""
    _write_facts(session, kept)
    linked = {digest for digest, have in holders.items() if any(h.tip == tip for h in have)}
    last = session.exec(select(func.max(Media.position)).where(Media.tip_id == tip)).one()
    position = 0 if last is None else last + 1
    twice = []
    for one in kept:
        if one.digest not in linked:
            linked.add(one.digest)
            session.add(_media(tip, one, position))
            position += 1
        elif one.digest not in holders:
            twice.append(Known(one.name, (tip,)))
    return told(kept, holders) + tuple(twice)


def _media(tip: TipId, kept: Kept, position: int) -> Media:
    name = kept.name[:_NAME_LIMIT]
    provenance = storable(kept.file.provenance)
    return Media(
        tip_id=tip, digest=kept.digest, name=name, position=position, provenance=provenance
    )


def _write_facts(session: Session, kept: Sequence[Kept]) -> None:
    there: set[str] = set()
    for digests in batches(one.digest for one in kept):
        there.update(session.exec(select(Facts.digest).where(col(Facts.digest).in_(digests))))
    for one in kept:
        if one.digest not in there:
            there.add(one.digest)
            session.add(_first_facts(one))
    session.flush()


def _first_facts(kept: Kept) -> Facts:
    """Tell what the first bytes tell; pictures, videos and sound wait for the media worker."""
    kind, mime = kind_of(kept.taken.head, kept.name)
    waits = not kept.taken.size or not READ_BY_WORKER.isdisjoint((kind, mime))
    return Facts(
        digest=kept.digest,
        size=kept.taken.size,
        kind=FileKind(kind),
        mime=mime,
        state=ReadState.WAITING if waits else ReadState.READ,
        reader=0 if waits else READER_VERSION,
    )
