from collections import Counter

import pytest
from sqlmodel import select

from tipdesk.newsroom.errors import Cancelled, ChangedMeanwhile, NotFound
from tipdesk.newsroom.ids import ChangeId
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store import fulltext
from tipdesk.store.changing import change_rows
from tipdesk.store.database import new_change
from tipdesk.store.integrity import check
from tipdesk.store.opening import open_desk
from tipdesk.store.reversing import last_changes, reverse
from tipdesk.store.watching import watched

MANY = 1_500


def tip(store, number=1):
    with store.reading() as session:
        return session.get(Tip, number)


def move(store, to):
    with store.begin("move") as work:
        work.get(Tip, 1).workflow = to
    return work.change


def test_a_change_is_taken_back_and_brought_again(store, log_tips):
    log_tips(store, "Flood")
    undone = reverse(store, move(store, "triage").id, verb="undo")
    assert tip(store).workflow == "new"
    reverse(store, undone.id, verb="redo")
    assert tip(store).workflow == "triage"
    assert check(store) == []


def test_a_logged_tip_goes_and_comes_back_with_its_number_and_its_words(store, log_tips):
    undone = reverse(store, log_tips(store, "Flood").id, verb="undo")
    assert tip(store) is None
    assert check(store) == []
    reverse(store, undone.id, verb="redo")
    assert tip(store).headline == "Flood"
    assert check(store) == []


def test_a_number_is_never_given_twice(store, log_tips):
    reverse(store, log_tips(store, "Flood").id, verb="undo")
    log_tips(store, "Fire")
    assert tip(store, 1) is None
    assert tip(store, 2).headline == "Fire"


def test_what_somebody_else_changed_since_is_left_alone_and_named(store, log_tips, tmp_path):
    log_tips(store, "Flood")
    mine = move(store, "triage")
    with_other = open_desk(tmp_path / "desk", editor="Sam Lund")
    with with_other.begin("move") as work:
        work.get(Tip, 1).workflow = "ready"
    with_other.close()
    with pytest.raises(ChangedMeanwhile, match="Sam Lund"):
        reverse(store, mine.id, verb="undo")
    assert tip(store).workflow == "ready"


def test_a_tip_that_others_wrote_to_is_not_taken_away(store, log_tips):
    logged = log_tips(store, "Flood")
    with store.begin("note") as work:
        work.add(Note(tip_id=1, editor="Sam Lund", text="called"))
    with pytest.raises(ChangedMeanwhile):
        reverse(store, logged.id, verb="undo")
    assert tip(store).headline == "Flood"


def test_a_change_that_never_was_cannot_be_taken_back(store):
    with pytest.raises(NotFound):
        reverse(store, ChangeId("nothing"), verb="undo")


def test_the_last_changes_come_newest_first_one_entry_each(store, log_tips):
    log_tips(store, "one", "two")
    move(store, "triage")
    log_tips(store, "three")
    with store.reading() as session:
        assert [entry.verb for entry in last_changes(session)] == ["log", "move", "log"]


def test_a_tag_that_a_colleague_uses_by_now_stays_when_its_making_is_undone(store, log_tips):
    log_tips(store, "Flood", "Fire")
    with store.begin("tag") as work:
        work.add(Tag(name="eyewitness", key="eyewitness"))
        work.flush()
        work.add(TipTag(tip_id=1, tag_id=1))
    mine = work.change
    with store.begin("tag") as work:
        work.add(TipTag(tip_id=2, tag_id=1))
    undone = reverse(store, mine.id, verb="undo")
    with store.reading() as session:
        assert [(one.tip_id, one.tag_id) for one in session.exec(select(TipTag))] == [(2, 1)]
    reverse(store, undone.id, verb="redo")
    with store.reading() as session:
        assert len(session.exec(select(TipTag)).all()) == 2


def test_what_one_change_made_and_changed_again_comes_back_whole(store):
    with store.begin("found") as work:
        story = Story(slug="MILLFLOOD")
        work.add(story)
        work.flush()
        story.published_url = "https://courier.example/flood"
    undone = reverse(store, work.change.id, verb="undo")
    reverse(store, undone.id, verb="redo")
    with store.reading() as session:
        assert session.get(Story, 1).published_url == "https://courier.example/flood"


def test_tips_are_found_by_the_headline_that_their_story_has_again(store, log_tips):
    log_tips(store, "Flood")
    with store.begin("found") as work:
        work.add(Story(slug="MILLFLOOD", headline="before"))
        work.flush()
        work.add(StoryTip(story_id=1, tip_id=1))
    with store.begin("edit_story") as work:
        work.get(Story, 1).headline = "after"
    reverse(store, work.change.id, verb="undo")
    with store.reading() as session:
        before, after = (
            session.exec(select(Tip.id).where(fulltext.condition([fulltext.Term(word)]))).all()
            for word in ("before", "after")
        )
    assert (before, after) == ([1], [])


def moved(store, log_tips):
    """Move more tips than are held in memory at once."""
    log_tips(store, *(f"Flood {number}" for number in range(MANY)))
    with store.begin("move") as work:
        rows = [{"id": number, "workflow": "triage"} for number in range(1, MANY + 1)]
        change_rows(work, Tip, rows)
    return work.change


def states(store):
    with store.reading() as session:
        return Counter(session.exec(select(Tip.workflow)))


def test_undo_of_many_tells_how_far_it_is_and_is_one_change(store, log_tips):
    change = moved(store, log_tips)
    told = []
    with watched(lambda done, total: told.append((done, total))):
        undone = reverse(store, change.id, verb="undo")
    assert told == [(0, MANY), (1_000, MANY)]
    assert undone.tips == change.tips
    assert states(store) == {"new": MANY}
    reverse(store, undone.id, verb="redo")
    assert states(store) == {"triage": MANY}
    assert check(store) == []


def test_undo_that_is_stopped_halfway_changed_nothing(store, log_tips):
    change = moved(store, log_tips)

    def stop(done, total):
        if done:
            raise Cancelled("stopped")

    with watched(stop), pytest.raises(Cancelled):
        reverse(store, change.id, verb="undo")
    assert states(store) == {"triage": MANY}
    assert check(store) == []


def test_undo_of_many_is_refused_whole_when_half_of_them_were_changed_again(store, log_tips):
    change = moved(store, log_tips)
    with store.begin("move") as work:
        rows = [{"id": number, "workflow": "ready"} for number in range(1, MANY // 2)]
        change_rows(work, Tip, rows)
    with pytest.raises(ChangedMeanwhile, match="Mara Keller has changed T-"):
        reverse(store, change.id, verb="undo")
    assert states(store) == {"ready": MANY // 2 - 1, "triage": MANY // 2 + 1}
    assert check(store) == []


def test_what_one_change_did_to_a_row_twice_goes_back_step_by_step(store, log_tips):
    log_tips(store, "Flood", "Fire")
    with store.begin("move") as work:
        for workflow in ("triage", "ready"):
            change_rows(work, Tip, [{"id": number, "workflow": workflow} for number in (1, 2)])
    reverse(store, work.change.id, verb="undo")
    assert states(store) == {"new": 2}


def test_what_several_transactions_are_part_of_is_one_change_though_others_wrote_between(store):
    this = new_change()
    for verb, part_of in (("log", this), ("log", None), ("log", this), ("note", None)):
        with store.begin(verb, part_of=part_of) as work:
            work.add(Tip(headline="Flood"))
    with store.reading() as session:
        changes = [entry.change_id for entry in last_changes(session)]
    assert len(changes) == len(set(changes)) == 3
    assert changes[1] == this
    assert reverse(store, this, verb="undo").tips == {1, 3}
    assert check(store) == []


def test_what_comes_after_a_change_was_taken_back_is_no_part_of_it(store):
    this = new_change()
    for _ in range(2):
        with store.begin("log", part_of=this) as work:
            work.add(Tip(headline="Flood"))
        if work.change.id == this:
            reverse(store, this, verb="undo")
    assert work.change.id != this
    assert tip(store, 2).headline == "Flood"
