import pytest

from tests.nouns import EDITOR, make_desk, make_tip
from tipdesk.desk.counting import counts
from tipdesk.desk.listing import tip_ids
from tipdesk.desk.triage import assign, protect, trash
from tipdesk.newsroom.states import StoryStatus, Workflow
from tipdesk.newsroom.story import StoryEdit
from tipdesk.stories.founding import found


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    store = make_desk(tmp_path_factory.mktemp("counted"))
    found(store, "CLOSED", StoryEdit(status=StoryStatus.CLOSED))
    found(store, "EMPTY")
    tips = [
        make_tip(
            store, workflow=state, tags=("flood", "bridge")[:n], stories=("MILLFLOOD",) * (n > 0)
        )
        for state in Workflow
        for n in range(3)
    ]
    assign(store, tips[::4], EDITOR)
    assign(store, tips[1::4], "Tomas Brandt")
    protect(store, tips[5:8], True)
    make_tip(store, sender="ivo@example.org", protected=True)
    make_tip(store, sender="ivo@example.org")
    trash(store, tips[::3] + tips[1:3])
    yield store
    store.close()


def test_each_number_is_the_length_of_the_list_that_it_stands_beside(full):
    told = counts(full)
    assert told.workflow == {state: len(tip_ids(full, f"workflow:{state}")) for state in Workflow}
    assert told.mine == len(tip_ids(full, "is:mine")) > 0
    assert told.unassigned == len(tip_ids(full, "is:unassigned")) > 0
    assert told.protected == len(tip_ids(full, "is:protected")) > 0
    assert told.trash == len(tip_ids(full, "is:trashed")) > 0
    for story in told.stories:
        assert story.tips == len(tip_ids(full, f"story:{story.slug}"))
    for tag, number in told.tags:
        assert number == len(tip_ids(full, f"tag:{tag}"))


def test_stories_stand_by_slug_with_the_closed_ones_last(full):
    assert [story.slug for story in counts(full).stories] == ["EMPTY", "MILLFLOOD", "CLOSED"]


def test_tags_stand_by_use(full):
    assert [tag for tag, _ in counts(full).tags] == ["flood", "bridge"]


def test_a_new_desk_counts_nothing(desk):
    told = counts(desk)
    assert (set(told.workflow.values()), told.mine, told.unassigned) == ({0}, 0, 0)
    assert (told.protected, told.trash, told.stories, told.tags) == (0, 0, (), ())


def test_a_tag_that_only_trashed_tips_wear_is_not_shown(desk):
    trash(desk, [make_tip(desk, tags=("spam",))])
    assert counts(desk).tags == ()
