"""What was promised on the phone is told, is late when it was missed, and is done once it is."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.nouns import make_tip
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.changes.words import say
from tipdesk.desk.correspondence.messages import messages_of
from tipdesk.desk.correspondence.promises import keep_promise, read_back
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.merging import merge_tips
from tipdesk.intake.calls import keep
from tipdesk.newsroom.calls import PhoneNote
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import MessageId
from tipdesk.newsroom.when import now

BEGAN = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)


def promised(store, due=None, **said):
    usual = {"began_at": BEGAN, "ended_at": BEGAN + timedelta(seconds=252), "text": "Water."}
    note = PhoneNote(**{**usual, "promised": "call back", "due_at": due or now(), **said})
    return keep(store, note).tip


def test_a_tip_tells_of_its_call_and_of_what_was_promised(desk):
    tip = promised(desk, datetime(2026, 11, 26, 15, tzinfo=UTC), read_back=True)
    (call,) = open_tip(desk, tip).calls
    assert (call.began_at, call.seconds, call.read_back) == (BEGAN, 252, True)
    assert (call.promised, call.kept) == ("call back", False)
    assert messages_of(desk, tip)[0].call == call
    assert history(desk, tip)[0].what == (
        "logged (phone)",
        "due 2026-11-26 15:00 UTC",
        "call of 4:12 minutes",
        "read back to the caller",
        "promised: call back",
    )


def test_a_promise_that_was_missed_is_late_until_it_is_done(desk):
    tip = promised(desk, now() - timedelta(minutes=1))
    assert list(tip_ids(desk, "is:late")) == [tip]
    assert open_tip(desk, tip).line.promised
    change = keep_promise(desk, open_tip(desk, tip).calls[0].id)
    assert say(change) == "Promise to the caller of T-1 kept."
    assert list(tip_ids(desk, "is:late")) == []
    shown = open_tip(desk, tip)
    assert (shown.calls[0].kept, shown.line.due_at, shown.line.promised) == (True, None, False)
    assert "promise kept" in history(desk, tip)[0].what
    undo(desk)
    assert not open_tip(desk, tip).calls[0].kept
    assert list(tip_ids(desk, "is:late")) == [tip]


def test_what_was_read_back_later_is_noted_and_taken_back(desk):
    tip = promised(desk)
    call = open_tip(desk, tip).calls[0].id
    read_back(desk, call, True)
    assert history(desk, tip)[0].what == ("read back to the caller",)
    assert not read_back(desk, call, True)
    undo(desk)
    assert not open_tip(desk, tip).calls[0].read_back


def test_a_call_goes_along_into_the_tip_that_takes_its_tip_in(desk):
    whole, tip = make_tip(desk, channel="phone"), promised(desk)
    merge_tips(desk, whole, [tip])
    assert open_tip(desk, whole).calls[0].promised == "call back"


def test_a_call_that_is_gone_is_told(desk):
    with pytest.raises(NotFound):
        keep_promise(desk, MessageId(99))
    with pytest.raises(NotFound):
        read_back(desk, MessageId(99), True)
