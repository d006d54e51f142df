import pytest

from tests.nouns import make_tip
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.lines import lines_of
from tipdesk.desk.triaging.tagging import retag
from tipdesk.newsroom.errors import NotValid


def tags(store, *tips):
    with store.reading() as session:
        return [line.tags for line in lines_of(session, tips)]


def test_tags_are_put_on_and_taken_off_in_one_change(desk):
    first, second = make_tip(desk, tags=("flood",)), make_tip(desk)
    change = retag(desk, [first, second], add=["bridge"], remove=["flood"])
    assert tags(desk, first, second) == [("bridge",), ("bridge",)]
    assert (change.verb, change.tips) == ("tag", {first, second})


def test_only_taking_off_is_called_untag(desk):
    tip = make_tip(desk, tags=("flood",))
    assert retag(desk, [tip], remove=["flood"]).verb == "untag"
    assert tags(desk, tip) == [()]


def test_a_tag_is_the_same_whatever_its_case_and_with_a_hash(desk):
    tip = make_tip(desk, tags=("Straße",))
    assert not retag(desk, [tip], add=["#STRASSE", "straße"])
    assert tags(desk, tip) == [("Straße",)]


def test_taking_off_what_is_not_there_changes_nothing(desk):
    tip = make_tip(desk, tags=("flood",))
    assert not retag(desk, [tip], remove=["bridge"])


def test_what_is_added_wins_over_what_is_removed(desk):
    tip = make_tip(desk)
    retag(desk, [tip], add=["flood"], remove=["#Flood"])
    assert tags(desk, tip) == [("flood",)]


@pytest.mark.parametrize("name", ["", "  ", "#", "# #", "\0", "x" * 61])
def test_a_tag_that_is_none_is_refused_and_leaves_no_tag_behind(desk, name):
    with pytest.raises(NotValid):
        retag(desk, [make_tip(desk)], add=["flood", name])
    assert counts(desk).tags == ()


def test_many_tips_are_tagged_at_once(desk):
    tips = [make_tip(desk) for _ in range(3)]
    retag(desk, tips[:1], add=["flood"])
    assert retag(desk, tips, add=["flood"]).tips == set(tips[1:])
    assert counts(desk).tags == (("flood", 3),)
