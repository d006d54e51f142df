"""Judging pictures: stars, picks and rejects, for one file or many at once."""

from collections.abc import Sequence

from tipdesk.desk.annotating.files import each_file
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.states import Choice
from tipdesk.store.database import Store

MOST_STARS = 5


def rate(store: Store, media: Sequence[MediaId], stars: int) -> Change:
    """Give files so many stars, 0 to 5; 0 takes them away."""
    if not 0 <= stars <= MOST_STARS:
        raise NotValid("A rating is 0 to 5 stars; nothing was changed.")
    with store.begin("rate") as work:
        each_file(work, media, {"rating": stars})
    return work.change


def choose(store: Store, media: Sequence[MediaId], choice: Choice) -> Change:
    """Pick files, reject them, or take that back."""
    with store.begin("choose") as work:
        each_file(work, media, {"choice": choice})
    return work.change
