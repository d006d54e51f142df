"""A person is given another name, found by it, and nobody who is protected is exposed by it."""

import pytest

from tests.nouns import COLLEAGUE, make_tip
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.desk.changes.words import say
from tipdesk.desk.contributors.reading import person
from tipdesk.desk.contributors.renaming import rename_person
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.newsroom.errors import ChangedMeanwhile, NotFound, NotValid


@pytest.fixture
def tip(desk):
    return make_tip(desk, sender="Lee Farow <l.farrow@example.org>")


def found(store, words):
    return list(tip_ids(store, words))


def newest(store, tip):
    return history(store, tip)[0].what


def test_a_new_name_is_shown_and_found_and_the_old_one_no_more(desk, tip):
    change = rename_person(desk, 1, "Lee Farrow")
    assert open_tip(desk, tip).line.contributor == "Lee Farrow"
    assert person(desk, 1).line.name == "Lee Farrow"
    assert found(desk, "Farrow") == [tip]
    assert found(desk, "Farow") == []
    assert say(change) == "Sender of T-1 renamed."


def test_undo_and_redo_bring_the_names_back_with_what_finds_them(desk, tip):
    rename_person(desk, 1, "Lee Farrow")
    undo(desk)
    assert found(desk, "Farow") == [tip]
    redo(desk)
    assert found(desk, "Farrow") == [tip]


def test_the_history_of_what_they_sent_tells_it(desk, tip, colleague):
    rename_person(colleague, 1, "Lee Farrow")
    line = history(desk, tip)[0]
    assert line.what == ("sender renamed: Lee Farow → Lee Farrow",)
    assert line.editor == COLLEAGUE
    rename_person(desk, 1, "")
    assert newest(desk, tip) == ("sender renamed: Lee Farrow → without a name",)


def test_a_tip_that_came_later_does_not_tell_what_was_done_before(desk, tip):
    rename_person(desk, 1, "Lee Farrow")
    later = make_tip(desk, sender="l.farrow@example.org")
    assert [line.what for line in history(desk, later)] == [("logged",)]


def test_the_names_of_a_protected_source_are_in_no_history(desk):
    tip = make_tip(desk, sender="Nan Hail <n.hale@example.org>", protected=True)
    change = rename_person(desk, 1, "Nan Hale")
    assert newest(desk, tip) == ("sender renamed",)
    assert "Hale" not in f"{change!r}{say(change)}"
    assert found(desk, "Hale") == []


def test_a_name_that_a_colleague_gave_meanwhile_is_not_lost(desk, tip, colleague):
    rename_person(colleague, 1, "Lee Farrow")
    with pytest.raises(ChangedMeanwhile):
        rename_person(desk, 1, "Leigh Farow", was="Lee Farow")
    assert person(desk, 1).line.name == "Lee Farrow"


def test_what_is_no_name_is_refused(desk, tip):
    with pytest.raises(NotFound):
        rename_person(desk, 99, "Lee")
    with pytest.raises(NotValid):
        rename_person(desk, 1, "x" * 501)
    assert not rename_person(desk, 1, " Lee\n Farow ")
