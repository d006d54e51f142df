import socket
import threading
import time
from datetime import date

import pytest

from tests.gui.mailboxes.conftest import LETTER, PATIENCE, Post
from tests.nouns import same_desk
from tests.servers.dovecot import PASSWORD
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.gui.mailboxes import attendant
from tipdesk.gui.mailboxes.standing import Standing
from tipdesk.intake.mailboxes.mailboxes import (
    add_mailbox,
    change_mailbox,
    mark,
    remove_mailbox,
    rest_mailbox,
)
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.mail import NewMailbox


def test_mail_becomes_a_tip_while_the_window_is_open(post: Post) -> None:
    mailbox = post.add(secret=PASSWORD)
    post.mailroom.start()
    post.until(mailbox, Standing.WATCHING)
    told: list[object] = []
    post.mailroom.arrived.connect(told.append)
    post.mailroom.read_wanted.connect(lambda: told.append("read"))
    post.server.deliver(post.user, LETTER % (1, 1))
    post.came(mailbox, 1)
    assert told == [list(tip_ids(post.desk, "")), "read"]
    assert b"Seen" not in post.server.flags(post.user)


def test_the_first_fetch_is_work_that_can_be_followed(post: Post) -> None:
    post.server.put(post.user, [LETTER % (n, n) for n in range(30)])
    jobs: list[Job] = []
    post.mailroom._bridge.started.connect(lambda job, _: jobs.append(job))
    mailbox = post.add(secret=PASSWORD)
    post.mailroom.start()
    post.until(mailbox, Standing.WATCHING)
    post.came(mailbox, 30)
    (job,) = jobs
    assert (job.state, job.done, job.total) == (JobState.DONE, 30, 30)


def test_a_first_fetch_that_is_stopped_leaves_the_mailbox_at_rest(post: Post) -> None:
    post.server.put(post.user, [LETTER % (n, n) for n in range(30)])
    post.mailroom._bridge.started.connect(lambda job, _: job.cancel())
    mailbox = post.add(secret=PASSWORD)
    post.mailroom.start()
    post.until(mailbox, Standing.PAUSED)
    assert post.messages(mailbox) == 0
    post.mailroom._bridge.started.disconnect()
    post.mailroom.rest(mailbox, active=True)
    post.came(mailbox, 30)


def test_an_earlier_day_is_followed_at_once_as_work_that_can_be_followed(post: Post) -> None:
    with post.server.colleague(post.user) as client:
        for number, day in enumerate(("15-Oct-2026", "20-Nov-2026"), start=1):
            letter = LETTER % (number, number)
            client.append("INBOX", None, f'"{day} 12:00:00 +0000"', letter)
    mailbox = post.add(secret=PASSWORD, since=date(2026, 11, 1))
    post.mailroom.start()
    post.until(mailbox, Standing.WATCHING)
    assert post.messages(mailbox) == 1
    jobs: list[Job] = []
    post.mailroom._bridge.started.connect(lambda job, _: jobs.append(job))
    place = post.server.place(post.user, since=date(2026, 10, 1))
    post.mailroom._bridge.do(lambda store: change_mailbox(store, mailbox, place))
    post.came(mailbox, 2)
    post.until(mailbox, Standing.WATCHING)
    assert len(jobs) == 1


def test_a_mailbox_is_paused_looked_into_once_and_watched_again(post: Post) -> None:
    mailbox = post.add(secret=PASSWORD)
    post.mailroom.start()
    post.until(mailbox, Standing.WATCHING)
    post.mailroom.rest(mailbox, active=False)
    post.until(mailbox, Standing.PAUSED)
    post.server.deliver(post.user, LETTER % (1, 1))
    post.mailroom.fetch(mailbox)
    post.came(mailbox, 1)
    post.until(mailbox, Standing.PAUSED)
    post.server.deliver(post.user, LETTER % (2, 2))
    post.mailroom.rest(mailbox, active=True)
    post.came(mailbox, 2)
    post.until(mailbox, Standing.WATCHING)


def test_fetching_now_goes_on_with_watching(post: Post) -> None:
    mailbox = post.add(secret=PASSWORD)
    post.mailroom.start()
    post.until(mailbox, Standing.WATCHING)
    post.server.deliver(post.user, LETTER % (1, 1))
    post.mailroom.fetch_all()
    post.came(mailbox, 1)
    post.until(mailbox, Standing.WATCHING)
    post.server.deliver(post.user, LETTER % (2, 2))
    post.came(mailbox, 2)


def test_a_wrong_password_is_said_until_an_editor_acts(post: Post) -> None:
    mailbox = post.add(secret="not it")
    with post.qtbot.waitSignal(post.mailroom.stopped, timeout=PATIENCE) as stopped:
        post.mailroom.start()
    assert stopped.args == [mailbox]
    state = post.mailroom.state(post.mailroom.line(mailbox))
    assert state.standing is Standing.SHUT
    assert "check user and password" in state.trouble
    post.mailroom.holder.lend(mailbox, PASSWORD)
    post.mailroom.again(mailbox)
    post.until(mailbox, Standing.WATCHING)


def test_a_password_that_nobody_kept_is_asked_for(post: Post) -> None:
    mailbox = post.add()
    post.mailroom.start()
    post.until(mailbox, Standing.LOCKED)
    post.mailroom.holder.lend(mailbox, PASSWORD)
    post.mailroom.again(mailbox)
    post.until(mailbox, Standing.WATCHING)


def test_a_server_that_is_away_is_tried_again_by_itself(post: Post) -> None:
    place = NewMailbox(name="Away", host="localhost", port=1, user="tips")
    _, mailbox = add_mailbox(post.desk, place)
    post.mailroom.holder.lend(mailbox, PASSWORD)
    post.mailroom.start()
    post.until(mailbox, Standing.WAITING)
    state = post.mailroom.state(post.mailroom.line(mailbox))
    assert "Nobody answers at that port" in state.trouble
    assert state.say().startswith("Waiting; connects again in ")


def test_what_another_process_adds_and_removes_is_followed(post: Post) -> None:
    post.mailroom.start()
    mailbox = post.add(secret=PASSWORD)
    post.mailroom.refresh()
    post.until(mailbox, Standing.WATCHING)
    theirs = same_desk(post.desk)
    rest_mailbox(theirs, mailbox, active=False)
    for change in post.desk.news():
        post.mailroom._bridge.changed.emit(change)
    post.mailroom.refresh()
    post.until(mailbox, Standing.PAUSED)
    remove_mailbox(theirs, mailbox)
    theirs.close()
    post.mailroom.refresh()
    post.qtbot.waitUntil(lambda: post.mailroom.lines == [], timeout=PATIENCE)


def test_all_is_over_at_once_when_the_desk_closes(post: Post) -> None:
    mailbox = post.add(secret=PASSWORD)
    post.mailroom.start()
    post.until(mailbox, Standing.WATCHING)
    began = time.monotonic()
    post.mailroom.end()
    post.mailroom._bridge.lanes.do(lambda _: None).result(20)
    assert time.monotonic() - began < 1
    assert "tipdesk-mailbox" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize("never_read", [True, False])
def test_a_server_that_is_silent_does_not_hold_the_closing_desk(
    post: Post, never_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the call and says nothing at all, so that no wait on it can be cut short."""
    monkeypatch.setattr(attendant, "PATIENCE", 0.6)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        place = NewMailbox(name="Silent", host="localhost", port=port, user="tips")
        _, mailbox = add_mailbox(post.desk, place)
        if not never_read:
            mark(post.desk, mailbox, uid_validity=1)
        post.mailroom.holder.lend(mailbox, PASSWORD)
        post.mailroom.start()
        expected = Standing.FETCHING if never_read else Standing.CONNECTING
        post.until(mailbox, expected)
        began = time.monotonic()
        post.mailroom.end()
        assert time.monotonic() - began < 0.5
        post.mailroom._bridge.lanes.do(lambda _: None).result(20)
        assert time.monotonic() - began < 2
    for thread in threading.enumerate():
        if thread.name in ("tipdesk-mailbox", "tipdesk-fetch"):
            thread.join(20)
