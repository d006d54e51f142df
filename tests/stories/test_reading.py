from datetime import UTC, datetime

from tests.nouns import make_tip
from tipdesk.desk.triaging.triage import trash
from tipdesk.newsroom.states import StoryStatus
from tipdesk.newsroom.story import StoryEdit
from tipdesk.stories.founding import found
from tipdesk.stories.reading import stories

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_stories_are_listed_with_their_tips_and_closed_ones_last(desk):
    found(desk, "AFTER", StoryEdit(status=StoryStatus.CLOSED))
    tips = [make_tip(desk, stories=("MILLFLOOD",)) for _ in range(3)]
    make_tip(desk, stories=("BRIDGE",))
    trash(desk, tips[:1])
    listed = [(story.slug, story.tips) for story in stories(desk)]
    assert listed == [("BRIDGE", 1), ("MILLFLOOD", 2), ("AFTER", 0)]
