from datetime import UTC, datetime, timedelta

import pytest

from tests.nouns import make_tip
from tipdesk.desk.triage import trash
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.states import StoryStatus
from tipdesk.newsroom.story import StoryEdit
from tipdesk.stories.founding import found
from tipdesk.stories.reading import stories, story_tips

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_stories_are_listed_with_their_tips_and_closed_ones_last(desk):
    found(desk, "AFTER", StoryEdit(status=StoryStatus.CLOSED))
    tips = [make_tip(desk, stories=("MILLFLOOD",)) for _ in range(3)]
    make_tip(desk, stories=("BRIDGE",))
    trash(desk, tips[:1])
    listed = [(story.slug, story.tips) for story in stories(desk)]
    assert listed == [("BRIDGE", 1), ("MILLFLOOD", 2), ("AFTER", 0)]


def test_a_storys_tips_come_newest_first_without_the_trash(desk):
    tips = [
        make_tip(desk, stories=("MILLFLOOD",), received_at=NOON + timedelta(hours=hour))
        for hour in (1, 3, 2, 4)
    ]
    make_tip(desk)
    trash(desk, tips[3:])
    assert list(story_tips(desk, "millflood")) == [tips[1], tips[2], tips[0]]


def test_a_story_that_is_not_there_is_named(desk):
    with pytest.raises(NotFound, match="no story MILLFLOOD"):
        story_tips(desk, "millflood")
