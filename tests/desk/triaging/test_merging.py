from datetime import timedelta

import pytest
from sqlmodel import select

from tests.nouns import make_media, make_tip
from tipdesk.desk.annotating.editing import edit_tip
from tipdesk.desk.annotating.notes import write_note
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.merging import merge_tips, split_tip, taken_in
from tipdesk.desk.triaging.triage import restore, trash
from tipdesk.newsroom.errors import NotAllowed, NotFound, NotValid
from tipdesk.newsroom.media import TipLink
from tipdesk.newsroom.states import Sensitivity
from tipdesk.newsroom.tip import TipEdit
from tipdesk.newsroom.when import now
from tipdesk.store.integrity import check


@pytest.fixture
def twins(desk):
    first = make_tip(desk, headline="Water over the bridge", tags=("flood",))
    second = make_tip(
        desk,
        headline="Bridge under water",
        text="The weir gave way.",
        tags=("flood", "weir"),
        stories=("MILLFLOOD",),
        sender="L. Farrow <l.farrow@example.org>",
    )
    make_media(desk, first, b"one")
    make_media(desk, second, b"two")
    write_note(desk, second, "Called back.")
    return first, second


def test_one_tip_holds_what_both_held(desk, twins):
    first, _ = twins
    merge_tips(desk, first, twins)
    whole = open_tip(desk, first)
    assert (len(whole.media), len(whole.notes)) == (2, 1)
    assert (whole.line.tags, whole.line.stories) == (("flood", "weir"), ("MILLFLOOD",))
    assert whole.contributor.name == "L. Farrow"
    assert list(tip_ids(desk)) == [first]
    assert check(desk, deep=True) == []


def test_the_words_of_the_other_find_the_one(desk, twins):
    first, second = twins
    merge_tips(desk, first, [second])
    assert list(tip_ids(desk, "weir gave way")) == [first]


@pytest.mark.parametrize("again", [undo, None])
def test_undo_and_split_part_them_as_they_were(desk, twins, again):
    first, second = twins
    before = open_tip(desk, first), open_tip(desk, second)
    merge_tips(desk, first, [second])
    undo(desk) if again else split_tip(desk, second)
    after = open_tip(desk, first), open_tip(desk, second)
    assert [tip.line for tip in after] == [tip.line for tip in before]
    assert [tip.media for tip in after] == [tip.media for tip in before]
    assert list(tip_ids(desk, "weir gave way")) == [second]


def test_a_tip_that_went_on_since_is_parted_all_the_same(desk, twins):
    first, second = twins
    merge_tips(desk, first, [second])
    edit_tip(desk, first, TipEdit(headline="Bridge closed"))
    split_tip(desk, second)
    assert open_tip(desk, first).line.headline == "Bridge closed"


def test_a_merged_tip_is_not_restored_by_itself(desk, twins):
    merge_tips(desk, *twins[:1], twins)
    with pytest.raises(NotAllowed, match=r"T-2 went into T-1"):
        restore(desk, [twins[1]])


def test_what_was_never_merged_is_not_parted(desk, twins):
    with pytest.raises(NotFound):
        split_tip(desk, twins[0])
    with pytest.raises(NotValid):
        merge_tips(desk, twins[0], twins[:1])


def test_a_protected_source_stays_protected_in_the_tip_it_went_into(desk, twins):
    hidden = make_tip(desk, sender="n.hale@example.org", protected=True)
    merge_tips(desk, twins[0], [hidden])
    assert open_tip(desk, twins[0]).line.protected


def test_many_go_into_one_in_the_order_in_which_they_were_named(desk):
    into, *others = tips = [make_tip(desk, headline=f"Flood {at}") for at in range(5)]
    for tip in reversed(tips):
        for at in range(2):
            make_media(desk, tip, b"%d of %d" % (at, tip), position=at, name=f"{tip}-{at}.jpg")
    link(desk, (others[0], others[1]))
    link(desk, (others[2], into))
    outside = make_tip(desk)
    link(desk, (outside, others[3]))
    before = [open_tip(desk, tip).media for tip in tips], linked(desk)
    merge_tips(desk, into, others[::-1])
    named = [file.name for file in open_tip(desk, into).media]
    assert named == [f"{tip}-{at}.jpg" for tip in (into, *others[::-1]) for at in range(2)]
    assert linked(desk) == {(outside, into)}
    undo(desk)
    assert ([open_tip(desk, tip).media for tip in tips], linked(desk)) == before
    assert check(desk, deep=True) == []


def test_a_merge_that_is_refused_half_way_changed_nothing(desk):
    into, first, second = (make_tip(desk) for _ in range(3))
    trash(desk, [second])
    with pytest.raises(NotAllowed, match="T-3 is in the trash"):
        merge_tips(desk, into, [first, second])
    assert list(tip_ids(desk)) == [first, into]


def link(desk, ends):
    with desk.begin("link") as work:
        work.add(TipLink(tip_id=ends[0], other_id=ends[1], digest="a", other_digest="b"))


def linked(desk):
    with desk.reading() as session:
        return {(row.tip_id, row.other_id) for row in session.exec(select(TipLink))}


def test_the_care_that_either_tip_asked_for_holds_for_what_becomes_of_both(desk):
    soon, late = now() + timedelta(hours=1), now() + timedelta(days=1)
    first = make_tip(desk, sensitivity=["minor"], embargo_until=soon)
    second = make_tip(desk, sensitivity=["graphic", "minor"], embargo_until=late)
    merge_tips(desk, first, [second])
    line = open_tip(desk, first).line
    assert line.sensitivity == (Sensitivity.MINOR, Sensitivity.GRAPHIC)
    assert line.embargo_until == late


def test_a_tip_in_the_trash_goes_into_none_and_takes_none_in(desk, twins):
    first, second = twins
    merge_tips(desk, first, [second])
    third = make_tip(desk)
    for into, tip in ((second, third), (third, second)):
        with pytest.raises(NotAllowed, match=r"T-2 is in the trash"):
            merge_tips(desk, into, [tip])
    assert open_tip(desk, third).line.trashed is False


def test_both_histories_tell_what_went_where(desk, twins):
    first, second = twins
    merge_tips(desk, first, [second])
    assert open_tip(desk, second).merged_into == first
    assert taken_in(desk, first) == [second]
    assert set(history(desk, first)[0].what) >= {
        "T-2 went into this tip",
        "1 file came from T-2",
        "note came from T-2",
    }
    assert "went into T-1" in history(desk, second)[0].what
    split_tip(desk, second)
    assert open_tip(desk, second).merged_into is None
    assert taken_in(desk, first) == []
    assert set(history(desk, second)[0].what) >= {"parted from T-1", "1 file came from T-1"}


def test_a_tip_that_brought_nothing_but_words_is_told_of_all_the_same(desk):
    first, second = make_tip(desk), make_tip(desk, text="The weir gave way.")
    assert merge_tips(desk, first, [second]).tips == {first, second}
    assert history(desk, first)[0].what == ("T-2 went into this tip",)
    assert list(tip_ids(desk, "weir")) == [first]
    assert split_tip(desk, second).tips == {first, second}
    assert list(tip_ids(desk, "weir")) == [second]


def test_what_a_tip_had_taken_in_goes_along_and_is_parted_step_by_step(desk):
    first, second = make_tip(desk), make_tip(desk)
    third = make_tip(desk, text="The weir gave way.")
    merge_tips(desk, second, [third])
    merge_tips(desk, first, [second])
    assert taken_in(desk, first) == [second, third]
    assert list(tip_ids(desk, "weir")) == [first]
    split_tip(desk, third)
    assert (taken_in(desk, first), taken_in(desk, second)) == ([], [third])
    assert list(tip_ids(desk, "weir")) == [second]
    split_tip(desk, third)
    assert list(tip_ids(desk, "weir")) == [third]
    assert check(desk, deep=True) == []
