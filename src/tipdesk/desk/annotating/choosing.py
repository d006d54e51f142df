"""Judging pictures: stars, picks and rejects, for one file or many at once."""

from collections.abc import Sequence

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import the_tip
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.media import Media
from tipdesk.newsroom.states import Choice
from tipdesk.store.batches import batches
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work

MOST_STARS = 5


def rate(store: Store, media: Sequence[MediaId], stars: int) -> Change:
    """Give files so many stars, 0 to 5; 0 takes them away."""
    if not 0 <= stars <= MOST_STARS:
        raise NotValid("A rating is 0 to 5 stars; nothing was changed.")
    with store.begin("rate") as work:
        for row in _rows(work, media):
            row.rating = stars
    return work.change


def choose(store: Store, media: Sequence[MediaId], choice: Choice) -> Change:
    """Pick files, reject them, or take that back."""
    with store.begin("choose") as work:
        for row in _rows(work, media):
            row.choice = choice
    return work.change


def _rows(work: Work, media: Sequence[MediaId]) -> list[Media]:
    wanted = list(dict.fromkeys(media))
    rows: list[Media] = []
    for batch in batches(wanted):
        rows += work.exec(select(Media).where(col(Media.id).in_(batch)))
    if len(rows) < len(wanted):
        raise NotFound("One of these files is not on the desk any more; nothing was changed.")
    for tip in {row.tip_id for row in rows}:
        the_tip(work, TipId(tip))
    return rows
