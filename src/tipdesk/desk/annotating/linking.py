"""Links two tips, because two of their files show the same."""

from collections.abc import Sequence

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import the_tip
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.media import Media, TipLink
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work


def link(
    store: Store, tip: TipId, other: TipId, digest: str = "", other_digest: str = ""
) -> Change:
    """Mark two files as the same and link their tips; without digests the tips alone.

    Each tip gets a row, so that both histories tell of it; doing it twice is no mistake.
    """
    if tip == other:
        raise NotValid("A tip can't be linked with itself; nothing was changed.")
    ends = ((tip, digest), (other, other_digest))
    with store.begin("link") as work:
        for one, file in ends:
            the_tip(work, one)
            _check(work, one, file)
        known = {(row.tip_id, row.digest, row.other_digest) for row in _between(work, tip, other)}
        for (one, file), (far, far_file) in (ends, ends[::-1]):
            if (one, file, far_file) not in known:
                row = TipLink(tip_id=one, other_id=far, digest=file, other_digest=far_file)
                work.add(row)
    return work.change


def unlink(store: Store, tip: TipId, other: TipId) -> Change:
    """Take all links between two tips away; where there are none, nothing changes."""
    with store.begin("unlink") as work:
        for one in (tip, other):
            the_tip(work, one)
        for row in _between(work, tip, other):
            work.delete(row)
    return work.change


def _between(work: Work, tip: TipId, other: TipId) -> Sequence[TipLink]:
    both = (tip, other)
    asked = select(TipLink).where(col(TipLink.tip_id).in_(both), col(TipLink.other_id).in_(both))
    return work.exec(asked).all()


def _check(work: Work, tip: TipId, digest: str) -> None:
    held = select(Media.id).where(Media.tip_id == tip, Media.digest == digest).limit(1)
    if digest and work.exec(held).first() is None:
        raise NotFound(f"{tip_number(tip)} does not hold this file any more; nothing was changed.")
