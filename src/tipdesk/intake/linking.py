"""Links kept files to a tip, and knows which tips have a file already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from tipdesk.intake.arrival import Known
from tipdesk.intake.newrows import NewRows, Row
from tipdesk.intake.taking import Kept
from tipdesk.media.worker import READ_BY_WORKER, READER_VERSION
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.media import Facts, Media
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


def holders_of(session: Session, files: Sequence[str]) -> Holders:
    """Tell by digest which tips have these files already."""
    holders: Holders = defaultdict(list)
    asked = select(Media.digest, Tip.id, Tip.trashed_at).join(Tip).order_by(col(Tip.id)).distinct()
    for digests in batches(files):
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


class Linking:
    """Gives files to the tips of one transaction; what it writes is written with `rows`."""

    def __init__(self, work: Session, rows: NewRows, kept: Sequence[Kept]) -> None:
        self._work = work
        self._rows = rows
        there = _with_facts(work, kept)
        # What the desk has no facts of lies with no tip.
        self.holders = holders_of(work, [one.digest for one in kept if one.digest in there])
        self._linked = {
            (holder.tip, digest) for digest, have in self.holders.items() for holder in have
        }
        self._next: dict[TipId, int] = {}
        for one in kept:
            if one.digest not in there:
                there.add(one.digest)
                rows.need_file(one.digest)  # it may be going with the last tip that had it
                rows.tie(Facts, **_first_facts(one))

    def has(self, tip: TipId, digest: str) -> bool:
        """Tell whether a tip has a file already."""
        return (tip, digest) in self._linked

    def link(
        self, tip: TipId, kept: Sequence[Kept], messages: Sequence[int | None] = (), **more: Any
    ) -> tuple[Known, ...]:
        """Give files to a tip, each once; tell which of them the desk had already.

        `messages` are the rows of the arrival's messages, by which its files count; `more` are
        further columns of the media.
        """
        twice = []
        for one in kept:
            if not self.has(tip, one.digest):
                self._linked.add((tip, one.digest))
                number = one.message
                message = messages[number] if messages and number is not None else None
                self._rows.add(Media, **self._media(tip, one), message_id=message, **more)
            elif one.digest not in self.holders:
                twice.append(Known(one.name, (tip,)))
        return told(kept, self.holders) + tuple(twice)

    def new(self, tip: TipId) -> None:
        """Say that a tip is new: nothing has to be asked about it."""
        self._next[tip] = 0

    def _media(self, tip: TipId, kept: Kept) -> Row:
        return {
            "tip_id": tip,
            "digest": kept.digest,
            "name": kept.name[:_NAME_LIMIT],
            "position": self._position(tip),
            "provenance": kept.provenance,
        }

    def _position(self, tip: TipId) -> int:
        if tip not in self._next:
            last = self._work.exec(
                select(func.max(Media.position)).where(Media.tip_id == tip)
            ).one()
            self._next[tip] = 0 if last is None else last + 1
        position = self._next[tip]
        self._next[tip] += 1
        return position


def _with_facts(session: Session, kept: Sequence[Kept]) -> set[str]:
    there: set[str] = set()
    for digests in batches(one.digest for one in kept):
        there.update(session.exec(select(Facts.digest).where(col(Facts.digest).in_(digests))))
    return there


def _first_facts(kept: Kept) -> Row:
    """Tell what the first bytes tell; pictures, videos and sound wait for the media worker."""
    waits = not kept.size or not READ_BY_WORKER.isdisjoint((kept.kind, kept.mime))
    return {
        "digest": kept.digest,
        "size": kept.size,
        "kind": FileKind(kept.kind).value,
        "mime": kept.mime,
        "state": (ReadState.WAITING if waits else ReadState.READ).value,
        "reader": 0 if waits else READER_VERSION,
    }
