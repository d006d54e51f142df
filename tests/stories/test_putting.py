import pytest

from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.triage import trash
from tipdesk.newsroom.errors import NotAllowed, NotFound, NotValid
from tipdesk.newsroom.ids import TipId
from tipdesk.stories.putting import put, take_out
from tipdesk.stories.reading import stories


def slugs(store, tip):
    return open_tip(store, tip).line.stories


def test_a_tip_is_put_to_many_stories(desk):
    tip = make_tip(desk)
    put(desk, [tip], "millflood")
    put(desk, [tip], "BRIDGE")
    assert slugs(desk, tip) == ("BRIDGE", "MILLFLOOD")


def test_putting_to_a_new_story_founds_it_and_undo_takes_both_back(desk):
    tips = [make_tip(desk) for _ in range(2)]
    change = put(desk, tips, "millflood")
    assert [story.slug for story in stories(desk)] == ["MILLFLOOD"]
    assert (change.tips, change.stories) == (set(tips), {stories(desk)[0].id})
    undo(desk)
    assert stories(desk) == []


def test_putting_twice_changes_nothing(desk):
    tip = make_tip(desk, stories=("MILLFLOOD",))
    assert not put(desk, [tip, tip], "MILLFLOOD")


def test_of_many_the_ones_that_can_are_put(desk):
    tip, trashed = make_tip(desk), make_tip(desk)
    trash(desk, [trashed])
    change = put(desk, [tip, trashed, TipId(99)], "MILLFLOOD")
    assert [(one.tip, type(one.why)) for one in change.refused] == [
        (trashed, NotAllowed),
        (99, NotFound),
    ]
    assert list(tip_ids(desk, "story:MILLFLOOD")) == [tip]


def test_a_refused_put_founds_no_story(desk):
    with pytest.raises(NotFound):
        put(desk, [TipId(99)], "MILLFLOOD")
    with pytest.raises(NotValid):
        put(desk, [make_tip(desk)], "mill/flood")
    assert stories(desk) == []


def test_taking_out_leaves_the_other_stories(desk):
    tip = make_tip(desk, stories=("MILLFLOOD", "BRIDGE"))
    assert take_out(desk, [tip], "millflood").verb == "take_out"
    assert slugs(desk, tip) == ("BRIDGE",)
    assert not take_out(desk, [tip], "MILLFLOOD")


def test_nothing_is_taken_out_of_a_story_that_is_not_there(desk):
    with pytest.raises(NotFound, match="no story MILLFLOOD"):
        take_out(desk, [make_tip(desk)], "millflood")
