"""Gives a person another name: one that was misheard, misspelt, or not known at first."""

from sqlmodel import col, select

from tipdesk.intake.belonging import one_line
from tipdesk.intake.contributors import SENDER_LIMIT
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import ChangedMeanwhile, NotFound
from tipdesk.newsroom.ids import ContributorId, TipId
from tipdesk.newsroom.people import Contributor
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store

RENAME = "rename_person"


def rename_person(
    store: Store, person: ContributorId, name: str, *, was: str | None = None
) -> Change:
    """Call a person otherwise; without a name they are called by what they can be reached at.

    `was` is the name when the editor began; one that somebody else gave since is not lost.
    """
    said = one_line(name, "A name", SENDER_LIMIT)
    with store.begin(RENAME) as work:
        row = work.get(Contributor, person)
        if row is None:
            raise NotFound("This contributor is not on this desk any more; nothing was changed.")
        if was is not None and row.name not in (was, said):
            raise ChangedMeanwhile(
                "Somebody changed the name after you began, so yours was not written over it; "
                "look again and repeat."
            )
        if row.name != said:
            row.name = said
            sent = select(Tip.id).where(col(Tip.contributor_id) == person)
            work.touch(*(TipId(tip or 0) for tip in work.exec(sent)))
    return work.change
