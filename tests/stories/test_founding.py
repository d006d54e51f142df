from datetime import UTC, datetime

import pytest

from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.states import StoryStatus
from tipdesk.newsroom.story import StoryEdit
from tipdesk.stories.founding import edit_story, found
from tipdesk.stories.reading import stories

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_story_is_founded_with_what_is_known_of_it(desk):
    edit = StoryEdit(headline="Flood on Mill Road", section="City", embargo_until=NOON)
    change = found(desk, " mill flood ", edit)
    (story,) = stories(desk)
    assert (story.slug, story.headline, story.section) == ("MILL-FLOOD", edit.headline, "City")
    assert (story.status, story.embargo_until, story.tips) == (StoryStatus.OPEN, NOON, 0)
    assert change.stories == {story.id}


def test_a_slug_is_given_once(desk):
    found(desk, "MILLFLOOD")
    with pytest.raises(NotValid, match="already a story MILLFLOOD"):
        found(desk, "millflood")
    assert len(stories(desk)) == 1


@pytest.mark.parametrize(
    "slug", ["", "  ", "a/b", "../x", "a:b", "<b>", "x" * 41, "a\u202eb", "a,b"]
)
def test_a_slug_that_is_none_is_refused_in_words(desk, slug):
    with pytest.raises(NotValid, match="slug"):
        found(desk, slug)
    assert stories(desk) == []


def test_only_what_was_set_is_written(desk):
    found(desk, "MILLFLOOD", StoryEdit(headline="Flood", section="City"))
    edit_story(desk, "millflood", StoryEdit(status=StoryStatus.HOLD))
    (story,) = stories(desk)
    assert (story.headline, story.section, story.status) == ("Flood", "City", StoryStatus.HOLD)
    assert not edit_story(desk, "MILLFLOOD", StoryEdit(headline="Flood"))


def test_a_storys_new_headline_concerns_and_finds_its_tips(desk):
    tip, _ = make_tip(desk, stories=("MILLFLOOD",)), make_tip(desk)
    change = edit_story(desk, "MILLFLOOD", StoryEdit(headline="Drowned cellar"))
    assert change.tips == {tip}
    assert list(tip_ids(desk, "cellar")) == [tip]


def test_a_story_that_is_not_there_can_not_be_edited(desk):
    with pytest.raises(NotFound, match="no story MILLFLOOD"):
        edit_story(desk, "millflood", StoryEdit(headline="x"))


def test_a_story_that_was_edited_and_put_back_can_be_unfounded(desk):
    found(desk, "MILLFLOOD")
    edit_story(desk, "MILLFLOOD", StoryEdit(headline="Flood"))
    undo(desk)
    undo(desk)
    assert stories(desk) == []
    redo(desk)
    redo(desk)
    assert stories(desk)[0].headline == "Flood"
