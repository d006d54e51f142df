import time

import pytest

from tests.nouns import COLLEAGUE, make_tip, same_desk
from tipdesk.desk.annotating.editing import set_sender
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.desk.contributors.merging import merge_people, split_people
from tipdesk.desk.contributors.reading import people, person
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.blocking import block_sender
from tipdesk.desk.triaging.triage import protect
from tipdesk.newsroom.errors import ChangedMeanwhile, NotAllowed, NotFound, NotValid
from tipdesk.newsroom.persons import Reach
from tipdesk.newsroom.tip import Tip
from tipdesk.store.integrity import check


def who(desk, tip):
    return open_tip(desk, tip, reveal=True).contributor.id


@pytest.fixture
def tips(desk):
    return (
        make_tip(desk, sender="Lee Farrow <l.farrow@example.org>"),
        make_tip(desk, sender="Elizabeth Farrow <+44 1632 960001>"),
    )


@pytest.fixture
def two(desk, tips):
    return tuple(who(desk, tip) for tip in tips)


def test_contributors_become_one_and_are_parted_again(desk, tips, two):
    one, other = two
    merge_people(desk, one, [other])
    assert {who(desk, tip) for tip in tips} == {one}
    assert person(desk, one).line.reached == (
        Reach("mail", "l.farrow@example.org"),
        Reach("phone", "+44 1632 960001"),
        Reach("name", "Elizabeth Farrow"),
    )
    split_people(desk, one)
    assert [who(desk, tip) for tip in tips] == [one, other]
    assert person(desk, one).line.reached == (Reach("mail", "l.farrow@example.org"),)
    assert check(desk) == []


def test_all_tips_are_found_by_either_name_and_address(desk, tips, two):
    merge_people(desk, two[0], [two[1]])
    for words in ("Lee", "Elizabeth", "960001", "l.farrow@example.org", "from:Elizabeth"):
        assert set(tip_ids(desk, words)) == set(tips), words
    undo(desk)
    assert list(tip_ids(desk, "Elizabeth")) == [tips[1]]
    assert list(tip_ids(desk, "960001")) == [tips[1]]


def test_another_name_is_no_address(desk, tips, two):
    merge_people(desk, two[1], [two[0]])
    contributor = open_tip(desk, tips[1]).contributor
    assert contributor.name == "Elizabeth Farrow"
    assert set(contributor.contacts) == {"+44 1632 960001", "l.farrow@example.org"}


def test_protection_of_one_holds_for_all(desk, tips, two):
    hidden = make_tip(desk, sender="n.hale@example.org", protected=True)
    change = merge_people(desk, two[0], [who(desk, hidden)])
    assert open_tip(desk, tips[0]).line.protected
    assert tips[0] in change.tips
    assert not list(tip_ids(desk, "Lee"))
    undo(desk)
    assert not open_tip(desk, tips[0]).line.protected
    assert list(tip_ids(desk, "Lee")) == [tips[0]]


def test_protected_tips_are_counted_rightly_and_lifted_together(desk, tips, two):
    hidden = make_tip(desk, sender="n.hale@example.org", protected=True)
    merge_people(desk, two[0], [who(desk, hidden), two[1]])
    assert set(tip_ids(desk, "is:protected")) == {*tips, hidden}
    assert counts(desk).protected == 3
    with pytest.raises(NotAllowed, match=f"also protected in T-{hidden}"):
        protect(desk, [tips[0]], on=False)
    protect(desk, [*tips, hidden], on=False)
    assert counts(desk).protected == 0


def test_a_block_of_one_holds_for_all(desk, tips, two):
    block_sender(desk, tips[1])
    merge_people(desk, two[0], [two[1]])
    assert person(desk, two[0]).line.blocked
    split_people(desk, two[0])
    assert not person(desk, two[0]).line.blocked


def test_only_merges_that_hold_can_be_parted(desk, two):
    one, other = two
    with pytest.raises(NotFound, match="Nobody was made one"):
        split_people(desk, one)
    merge_people(desk, one, [other])
    undo(desk)
    with pytest.raises(NotFound, match="Nobody was made one"):
        split_people(desk, one)
    redo(desk)
    split_people(desk, one)
    assert [line.id for line in people(desk)] == [other, one]


def test_merges_are_parted_one_after_the_other_the_last_first(desk, two):
    third = who(desk, make_tip(desk, sender="@lfarrow"))
    merge_people(desk, two[0], [two[1]])
    merge_people(desk, two[0], [third])
    assert [one.names for one in person(desk, two[0]).joined] == [
        ("@lfarrow",),
        ("Elizabeth Farrow",),
    ]
    split_people(desk, two[0])
    assert person(desk, two[0]).joined[0].names == ("Elizabeth Farrow",)
    split_people(desk, two[0])
    assert len(people(desk)) == 3


def test_what_went_on_since_is_not_parted_and_who_did_it_is_named(desk, tips, two):
    merge_people(desk, two[0], [two[1]])
    theirs = same_desk(desk)
    set_sender(theirs, tips[1], "Jo Grey")
    theirs.close()
    with pytest.raises(ChangedMeanwhile, match=f"{COLLEAGUE} has changed T-{tips[1]}"):
        split_people(desk, two[0])
    assert person(desk, two[0]).joined


def test_who_is_gone_is_not_merged(desk, two):
    merge_people(desk, two[0], [two[1]])
    with pytest.raises(NotFound, match="not on this desk any more"):
        merge_people(desk, two[0], [two[1]])
    with pytest.raises(NotValid):
        merge_people(desk, two[0], [two[0]])


def test_a_thousand_tips_change_hands_quickly(desk, two):
    with desk.begin("log") as work:
        rows = [
            {"id": 100 + n, "headline": "Water", "contributor_id": two[1]} for n in range(1_000)
        ]
        work.add_rows(Tip, rows)
    begun = time.process_time()
    change = merge_people(desk, two[0], [two[1]])
    spent = time.process_time() - begun
    assert len(change.tips) == 1_001
    assert person(desk, two[0]).line.tips == 1_002
    assert spent < 2
