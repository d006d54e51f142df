"""Tags on tips, and off again."""

from collections.abc import Collection, Sequence

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import Standing, able
from tipdesk.intake.belonging import tag_for, tag_key
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.tip import Tag, TipTag
from tipdesk.store.changing import add_missing, remove_rows
from tipdesk.store.database import Store
from tipdesk.store.ledger import Row, Work


def retag(
    store: Store, tips: Sequence[TipId], *, add: Sequence[str] = (), remove: Sequence[str] = ()
) -> Change:
    """Put tags on tips and take others off; a tag that was there, or was not, is no mistake."""
    with store.begin("tag" if add or not remove else "untag") as work:
        wanted = {tag_for(work, name).id or 0 for name in add}
        unwanted = _known(work, remove) - wanted
        for some in able(work, tips):
            add_missing(work, TipTag, _links(some, wanted))
            remove_rows(work, TipTag, _links(some, unwanted))
    return work.change


def _links(tips: Sequence[Standing], tags: Collection[int]) -> list[Row]:
    return [{"tip_id": tip.id, "tag_id": tag} for tip in tips for tag in tags]


def _known(work: Work, names: Sequence[str]) -> set[int]:
    keys = [tag_key(name) for name in names]
    return {found or 0 for found in work.exec(select(Tag.id).where(col(Tag.key).in_(keys)))}
