"""Tips are put to some stories and taken out of others, as one change."""

from collections.abc import Sequence

from tipdesk.desk.triaging.bulk import able
from tipdesk.intake.belonging import story_for
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store
from tipdesk.stories.founding import the_story
from tipdesk.stories.putting import join, leave


def reshelve(
    store: Store, tips: Sequence[TipId], *, put: Sequence[str] = (), take_out: Sequence[str] = ()
) -> Change:
    """Put tips to stories, which are founded if they are new, and take them out of others."""
    with store.begin("put" if put or not take_out else "take_out") as work:
        wanted = [story_for(work, slug) for slug in put]
        unwanted = [the_story(work, slug) for slug in take_out]
        for some in able(work, tips):
            for story in wanted:
                join(work, story, some)
            for story in unwanted:
                leave(work, story, some)
    return work.change
