import pytest

from tests.letters import a_mail, receive
from tests.nouns import make_tip
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.changes.words import say
from tipdesk.desk.correspondence.senders import sender_of
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.blocking import block_sender, junk, unblock
from tipdesk.newsroom.errors import NotAllowed, NotValid
from tipdesk.newsroom.states import Closing, Workflow


def test_what_a_blocked_sender_sends_goes_to_the_trash_at_once(desk):
    first = receive(desk, a_mail("One."))

    change = block_sender(desk, first)
    later = receive(desk, a_mail("Two.", subject="Another"))

    assert say(change) == "Sender of T-1 blocked."
    assert open_tip(desk, later).line.trashed
    assert not open_tip(desk, first).line.trashed
    assert sender_of(desk, first).blocked


def test_blocking_is_taken_back_by_name_and_by_undo(desk):
    tip = receive(desk, a_mail())

    block_sender(desk, tip)
    unblock(desk, tip)
    assert not sender_of(desk, tip).blocked

    block_sender(desk, tip)
    undo(desk)
    assert not sender_of(desk, tip).blocked


def test_nobody_can_be_blocked_where_nobody_is_known(desk):
    with pytest.raises(NotValid, match="Nobody is known"):
        block_sender(desk, make_tip(desk))


def test_junk_is_spiked_as_spam_and_trashed_in_one_change(desk):
    tips = [make_tip(desk), make_tip(desk, workflow=Workflow.ARCHIVED)]

    change = junk(desk, tips)

    for tip in tips:
        shown = open_tip(desk, tip)
        assert (shown.closing, shown.line.trashed) == (Closing.SPAM, True)
    assert open_tip(desk, tips[0]).line.workflow is Workflow.SPIKED
    assert change.tips == set(tips)
    assert history(desk, tips[0])[0].reason == "junk"

    undo(desk)
    back = open_tip(desk, tips[0])
    assert (back.line.workflow, back.closing, back.line.trashed) == (Workflow.NEW, None, False)


def test_what_was_published_is_no_junk(desk):
    tip = make_tip(desk, workflow=Workflow.PUBLISHED)

    with pytest.raises(NotAllowed, match="was published"):
        junk(desk, [tip])


def test_the_history_of_the_tip_tells_that_its_sender_was_blocked_and_heard_again(desk, colleague):
    first, other = receive(desk, a_mail("One.")), receive(desk, a_mail("Two.", subject="Another"))

    block_sender(colleague, first)
    unblock(desk, first)
    block_sender(desk, first)
    undo(desk)

    told = [
        ("logged (mail)",),
        ("sender blocked",),
        ("sender no longer blocked",),
        ("sender blocked",),
        ("sender no longer blocked",),
    ]
    for tip in (first, other):
        assert [line.what for line in reversed(history(desk, tip))] == told
        assert open_tip(desk, tip).changes == len(told)
    assert history(desk, first)[3].editor == colleague.editor


def test_what_comes_from_a_blocked_sender_later_tells_nothing_that_was_before(desk):
    block_sender(desk, receive(desk, a_mail("One.")))
    later = receive(desk, a_mail("Two.", subject="Another"))
    assert [line.what for line in history(desk, later)] == [("logged (mail)",)]
