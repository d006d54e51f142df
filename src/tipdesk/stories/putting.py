"""Tips are put to stories and taken out again; a tip may be in many."""

from collections.abc import Sequence

from tipdesk.desk.triaging.bulk import Standing, able
from tipdesk.intake.belonging import story_for
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.store.changing import add_missing, remove_rows
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work
from tipdesk.stories.founding import the_story


def put(store: Store, tips: Sequence[TipId], slug: str) -> Change:
    """Put tips to a story, which is founded if it is new."""
    with store.begin("put") as work:
        story = story_for(work, slug)
        for some in able(work, tips):
            join(work, story, some)
    return work.change


def take_out(store: Store, tips: Sequence[TipId], slug: str) -> Change:
    """Take tips out of a story; where they were used stays on record."""
    with store.begin("take_out") as work:
        story = the_story(work, slug)
        for some in able(work, tips):
            leave(work, story, some)
    return work.change


def join(work: Work, story: Story, tips: Sequence[Standing]) -> None:
    """Put tips to a story that are not there yet."""
    add_missing(work, StoryTip, [{"story_id": story.id, "tip_id": tip.id} for tip in tips])


def leave(work: Work, story: Story, tips: Sequence[Standing]) -> None:
    """Take those of the tips out of a story that are there."""
    remove_rows(work, StoryTip, [{"story_id": story.id, "tip_id": tip.id} for tip in tips])
