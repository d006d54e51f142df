import pytest

from tipdesk.newsroom.errors import ChangedMeanwhile, NotFound
from tipdesk.newsroom.ids import ChangeId
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.tip import Tip
from tipdesk.store.integrity import check
from tipdesk.store.opening import open_desk
from tipdesk.store.reversing import last_changes, reverse


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
