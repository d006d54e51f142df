import pytest

from tests.nouns import COLLEAGUE, EDITOR, make_tip
from tipdesk.desk.annotating.notes import drop_note, write_note
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import NoteId, TipId


def test_notes_stand_beside_the_tip_with_their_writers(desk, colleague):
    tip = make_tip(desk)
    write_note(desk, tip, "Call back\nafter six.")
    write_note(colleague, tip, "Did that.")
    notes = open_tip(desk, tip).notes
    assert [(note.editor, note.text) for note in notes] == [
        (EDITOR, "Call back\nafter six."),
        (COLLEAGUE, "Did that."),
    ]


def test_a_note_is_found_by_its_words(desk):
    tip, _ = make_tip(desk), make_tip(desk)
    write_note(desk, tip, "ask the lock keeper")
    assert list(tip_ids(desk, "keeper")) == [tip]


def test_a_dropped_note_comes_back_by_undo(desk):
    tip = make_tip(desk)
    write_note(desk, tip, "wrong tip")
    note = open_tip(desk, tip).notes[0]
    drop_note(desk, note.id)
    assert open_tip(desk, tip).notes == ()
    undo(desk)
    assert open_tip(desk, tip).notes == (note,)


@pytest.mark.parametrize("text", ["", " \n", "\0"])
def test_an_empty_note_is_refused(desk, text):
    with pytest.raises(NotValid, match="at least one word"):
        write_note(desk, make_tip(desk), text)


def test_a_note_needs_its_tip_and_a_drop_its_note(desk):
    with pytest.raises(NotFound):
        write_note(desk, TipId(4), "hello")
    with pytest.raises(NotFound):
        drop_note(desk, NoteId(4))
