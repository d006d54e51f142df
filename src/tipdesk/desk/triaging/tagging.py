"""Tags on tips, and off again."""

from collections.abc import Collection, Sequence

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import each_tip, id_of
from tipdesk.intake.belonging import tag_for, tag_key
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store.batches import batches
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work


def retag(
    store: Store, tips: Sequence[TipId], *, add: Sequence[str] = (), remove: Sequence[str] = ()
) -> Change:
    """Put tags on tips and take others off; a tag that was there, or was not, is no mistake."""
    with store.begin("tag" if add or not remove else "untag") as work:
        wanted = {tag_for(work, name).id or 0 for name in add}
        unwanted = _known(work, remove) - wanted
        worn = _worn(work, tips, wanted | unwanted)

        def step(tip: Tip) -> None:
            for tag in wanted:
                if (id_of(tip), tag) not in worn:
                    work.add(TipTag(tip_id=id_of(tip), tag_id=tag))
            for tag in unwanted:
                if (id_of(tip), tag) in worn:
                    work.delete(worn[id_of(tip), tag])

        each_tip(work, tips, step)
    return work.change


def _known(work: Work, names: Sequence[str]) -> set[int]:
    keys = [tag_key(name) for name in names]
    return {found or 0 for found in work.exec(select(Tag.id).where(col(Tag.key).in_(keys)))}


def _worn(
    work: Work, tips: Sequence[TipId], tags: Collection[int]
) -> dict[tuple[TipId, int], TipTag]:
    worn = {}
    for batch in batches(tips):
        asked = select(TipTag).where(col(TipTag.tip_id).in_(batch), col(TipTag.tag_id).in_(tags))
        for row in work.exec(asked):
            worn[TipId(row.tip_id), row.tag_id] = row
    return worn
