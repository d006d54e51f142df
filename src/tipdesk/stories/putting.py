"""Tips are put to stories and taken out again; a tip may be in many."""

from collections.abc import Sequence

from sqlmodel import col, select

from tipdesk.desk.triaging.bulk import each_tip, id_of
from tipdesk.intake.belonging import story_for
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work
from tipdesk.stories.founding import the_story


def put(store: Store, tips: Sequence[TipId], slug: str) -> Change:
    """Put tips to a story, which is founded if it is new."""
    with store.begin("put") as work:
        story = story_for(work, slug)
        links = links_of(work, story, tips)
        each_tip(work, tips, lambda tip: join(work, story, tip, links))
    return work.change


def take_out(store: Store, tips: Sequence[TipId], slug: str) -> Change:
    """Take tips out of a story; where they were used stays on record."""
    with store.begin("take_out") as work:
        links = links_of(work, the_story(work, slug), tips)

        def step(tip: Tip) -> None:
            if id_of(tip) in links:
                work.delete(links[id_of(tip)])

        each_tip(work, tips, step)
    return work.change


def links_of(work: Work, story: Story, tips: Sequence[TipId]) -> dict[TipId, StoryTip]:
    """Find which of these tips are in the story already."""
    links = {}
    for batch in batches(tips):
        asked = select(StoryTip).where(
            StoryTip.story_id == story.id, col(StoryTip.tip_id).in_(batch)
        )
        for row in work.exec(asked):
            links[TipId(row.tip_id)] = row
    return links


def join(work: Work, story: Story, tip: Tip, links: dict[TipId, StoryTip]) -> None:
    """Put one tip to a story, unless it is there."""
    if id_of(tip) not in links and story.id is not None:
        links[id_of(tip)] = StoryTip(story_id=story.id, tip_id=id_of(tip))
        work.add(links[id_of(tip)])
