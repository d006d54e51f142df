"""A phone note is kept as it is typed, and becomes one tip with one change that can be undone."""

import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from tests.intake.rows import rows
from tests.nouns import COLLEAGUE, make_tip, same_desk
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.intake.calls import draft, keep, pick_up, throw_away
from tipdesk.newsroom.calls import PhoneNote
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.people import ContactPoint, Contributor
from tipdesk.newsroom.record import Errand
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.tip import Tip

BEGAN = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)

TYPING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tipdesk.intake.calls import draft
from tipdesk.newsroom.calls import PhoneNote
from tipdesk.store.opening import open_desk

store = open_desk(Path(sys.argv[1]), editor=sys.argv[2])
draft(store, PhoneNote(began_at=datetime.now(UTC), text="Water in the cellar"))
print("saved", flush=True)
sys.stdin.read()
"""


def a_note(**said) -> PhoneNote:
    usual = {"began_at": BEGAN, "text": "Water in the cellar of 12 Mill Road.\nSince six."}
    return PhoneNote(**{**usual, **said})


def reached(store):
    with store.reading() as session:
        points = session.exec(select(ContactPoint).order_by(ContactPoint.id)).all()
        return [(one.contributor_id, one.kind, one.value) for one in points]


def the_call(store):
    with store.reading() as session:
        return session.exec(select(Message)).one()


def test_a_note_becomes_a_tip_with_who_called_how_long_and_what_was_promised(desk):
    due = BEGAN + timedelta(hours=1)
    said = {"name": "Ann Okafor", "number": "+44 161 496 0123", "read_back": True}
    note = a_note(ended_at=BEGAN + timedelta(seconds=252), **said)
    note = note.model_copy(update={"promised": "call back", "due_at": due})
    receipt = keep(desk, note)
    tip = open_tip(desk, receipt.tip)
    assert tip.line.headline == "Water in the cellar of 12 Mill Road."
    assert tip.text.endswith("Since six.")
    assert (tip.line.channel, tip.line.received_at) == (Channel.PHONE, BEGAN)
    assert (tip.line.contributor, tip.line.due_at) == ("Ann Okafor", due)
    assert reached(desk) == [(1, "phone", "+44 161 496 0123")]
    call = {"seconds": 252, "read_back": True, "promised": "call back"}
    assert the_call(desk).said == {"call": call}


def test_all_of_it_is_one_change_that_is_undone_and_done_again(desk):
    receipt = keep(desk, a_note(name="Ann", number="0161 496 0123"))
    assert len(history(desk, receipt.tip)) == 1
    undo(desk)
    assert not any(rows(desk, table) for table in (Tip, Message, Contributor, ContactPoint))
    redo(desk)
    assert open_tip(desk, receipt.tip).line.contributor == "Ann"


def test_what_is_typed_is_there_again_after_the_program_has_gone(desk):
    with closing(same_desk(desk, editor=desk.editor)) as gone:
        errand = draft(gone, a_note(text="Water"))
        draft(gone, a_note(text="Water in the cellar", name="Ann"), errand)
        assert pick_up(desk) == []  # it lives
    ((found, note),) = pick_up(desk)
    assert (note.text, note.name, note.began_at) == ("Water in the cellar", "Ann", BEGAN)
    keep(desk, note, found)
    assert rows(desk, Errand) == []


def test_what_is_typed_survives_a_kill(desk):
    run = [sys.executable, "-c", TYPING, str(desk.folder.path), desk.editor]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as typing:
        assert typing.stdout.readline() == b"saved\n"
        typing.send_signal(signal.SIGKILL)
    ((_, note),) = pick_up(desk)
    assert note.text == "Water in the cellar"


def test_the_note_of_a_colleague_waits_for_the_colleague(desk):
    with closing(same_desk(desk, editor=COLLEAGUE)) as gone:
        draft(gone, a_note())
    assert pick_up(desk) == []


def test_a_note_of_a_newer_program_is_left_alone(desk):
    with desk.deriving() as session:
        session.add(Errand(kind="phone_note", editor=desk.editor, process="x", order={"n": 1}))
    assert pick_up(desk) == []
    assert len(rows(desk, Errand)) == 1


def test_what_was_thrown_away_is_not_written_by_a_late_draft(desk):
    errand = draft(desk, a_note())
    throw_away(desk, errand)
    draft(desk, a_note(), errand)
    assert rows(desk, Errand) == []


def test_the_same_number_alone_makes_nobody_the_same_person(desk):
    make_tip(desk, sender="Mrs Khan <0161 496 0123>")
    first = keep(desk, a_note(name="Her son", number="0161 496 0123"))
    assert open_tip(desk, first.tip).contributor.id == 2
    second = keep(desk, a_note(number="0161 496 0123", person=1))
    assert open_tip(desk, second.tip).line.contributor == "Mrs Khan"
    assert len(reached(desk)) == 2


def test_another_number_of_somebody_who_was_recognised_is_learnt(desk):
    make_tip(desk, sender="0161 496 0123")
    keep(desk, a_note(name="Mrs Khan", number="07700 900 123", person=1))
    assert [value for _, _, value in reached(desk)] == ["0161 496 0123", "07700 900 123"]
    assert list(tip_ids(desk, "from:Khan"))


def test_one_who_is_gone_meanwhile_is_made_anew(desk):
    receipt = keep(desk, a_note(name="Ann", person=99))
    assert open_tip(desk, receipt.tip).line.contributor == "Ann"


def test_a_protected_caller_is_named_nowhere(desk):
    receipt = keep(desk, a_note(name="Nan Hale", number="07700 900 123", protected=True))
    tip = open_tip(desk, receipt.tip)
    assert tip.line.protected
    assert "Hale" not in repr(tip.contributor) + str(history(desk, receipt.tip)) + repr(receipt)
    assert list(tip_ids(desk, "Hale")) == []


def test_whoever_calls_from_a_protected_sources_number_is_protected_as_well(desk):
    make_tip(desk, sender="Nan Hale <07700 900 123>", protected=True)
    receipt = keep(desk, a_note(name="A neighbour", number="07700 900 123"))
    assert open_tip(desk, receipt.tip).line.protected


def test_what_was_told_by_somebody_blocked_is_not_put_in_the_trash(desk):
    tip = make_tip(desk, sender="Mrs Khan <0161 496 0123>")
    with desk.begin("block") as work:
        work.get_one(Contributor, 1).blocked = True
    kept = keep(desk, a_note(person=1, number="0161 496 0123"))
    assert not open_tip(desk, kept.tip).line.trashed
    assert tip != kept.tip


@pytest.mark.parametrize(
    "number", ["123456789012345678901234567890", "ring the shop, ext. 12", "@ann", "a@b.example"]
)
def test_whatever_they_can_be_called_back_at_is_kept(desk, number):
    receipt = keep(desk, a_note(number=number))
    assert open_tip(desk, receipt.tip).contributor.contacts == (number,)


def test_a_call_of_which_nothing_was_written_down_is_a_call(desk):
    assert open_tip(desk, keep(desk, a_note(text=" ")).tip).line.headline == "Phone call"


def test_a_note_never_shows_in_a_log():
    note = a_note(
        name="Canary", number="Canary", promised="Canary", headline="Canary", text="Canary"
    )
    assert "anary" not in repr(note)
