import queue
import threading
from functools import partial

import pytest

from tests.intake.mailboxes.test_fetching import headlines, letter
from tests.servers.dovecot import PASSWORD
from tests.servers.scripted import Talk, cutting, scripted
from tipdesk.intake.mailboxes.mailboxes import (
    add_mailbox,
    remove_mailbox,
    rest_mailbox,
    the_mailbox,
)
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.watching import Clock, Listener, Pace, Watch
from tipdesk.newsroom.errors import MailboxShut
from tipdesk.newsroom.mail import NewMailbox

AT_ONCE = Pace(first=0.01, poll=0.01, shut=3_600, slice=0.01)
PATIENCE = 20


class Heard:
    """What a watch told."""

    def __init__(self) -> None:
        self.came: queue.Queue[int] = queue.Queue()
        self.troubles: queue.Queue[str] = queue.Queue()
        self.looks: queue.Queue[bool] = queue.Queue()
        self.listener = Listener(
            lambda some: self.came.put(len(some)),
            self.troubles.put,
            lambda: self.looks.put(True),
        )

    def tips(self, number: int) -> None:
        """Wait until so many came."""
        while number > 0:
            number -= self.came.get(timeout=PATIENCE)
        assert number == 0

    def trouble(self) -> str:
        return self.troubles.get(timeout=PATIENCE)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def watch(desk, heard):
    def make(mailbox: int, pace: Pace = AT_ONCE, way_in=lambda _: PASSWORD) -> Watch:
        one = Watch(desk, mailbox, way_in, heard.listener)
        one.pace = pace
        return one

    make.desk = desk
    return make


def test_new_mail_arrives_as_soon_as_the_server_tells(desk, mailbox, post, watch, heard):
    post.put([letter(1)])
    with watch(mailbox):
        heard.tips(1)
        for number in (2, 3):
            post.deliver(letter(number))
            heard.tips(1)
    assert headlines(desk) == ["Water 1", "Water 2", "Water 3"]
    assert heard.troubles.empty()
    assert b"Seen" not in post.flags()


def test_mail_that_comes_between_a_look_and_the_wait_is_not_missed(
    desk, certified, watch, heard, trusting
):
    """The server tells of it in the same breath in which it begins to wait."""

    def script(talk: Talk) -> None:
        talk.sign_in()
        talk.open_folder(messages=0, uid_next=1)
        assert talk.hear() == b"IDLE"
        talk.raw(b"+ idling\r\n* 1 EXISTS\r\n")
        assert talk._file.readline() == b"DONE\r\n"
        talk.done()
        talk.open_folder(messages=1, uid_next=2)
        looked_again.set()

    looked_again = threading.Event()
    with scripted(certified, script) as server:
        place = NewMailbox(name="Tips", host="localhost", port=server.port, user="tips")
        with watch(add_mailbox(desk, place)[1], Pace()):
            assert looked_again.wait(PATIENCE)


def test_a_server_without_idle_is_looked_at_again_and_again(
    desk, certified, watch, heard, trusting
):
    looks = []

    def script(talk: Talk) -> None:
        talk.sign_in(b"IMAP4rev1 AUTH=PLAIN")
        while True:
            talk.open_folder(messages=0, uid_next=1)
            looks.append(1)
            if len(looks) == 3:
                three.set()

    three = threading.Event()
    with scripted(certified, script) as server:
        place = NewMailbox(name="Tips", host="localhost", port=server.port, user="tips")
        with watch(add_mailbox(desk, place)[1]):
            assert three.wait(PATIENCE)


def test_waiting_is_renewed_before_the_server_loses_patience(
    desk, certified, watch, heard, trusting
):
    def script(talk: Talk) -> None:
        talk.sign_in()
        for _ in range(3):
            talk.open_folder(messages=0, uid_next=1)
            assert talk.hear() == b"IDLE"
            talk.say(b"+ idling")
            assert talk._file.readline() == b"DONE\r\n"
            talk.done()
        renewed.set()

    renewed = threading.Event()
    with scripted(certified, script) as server:
        place = NewMailbox(name="Tips", host="localhost", port=server.port, user="tips")
        with watch(add_mailbox(desk, place)[1], Pace(idle=0.01, first=0.01)):
            assert renewed.wait(PATIENCE)
    assert Pace().idle < 29 * 60


def test_after_a_cut_it_connects_again_and_nothing_is_lost(desk, post, watch, heard):
    post.put([letter(number, size=20_000) for number in range(10)])
    with cutting(post.server.tls, 100_000) as port:
        mailbox = add_mailbox(desk, post.server.place(post.user, port=port))[1]
        with watch(mailbox):
            assert heard.trouble().startswith("The connection to the mail server was cut")
            heard.tips(10)
            assert heard.looks.get(timeout=PATIENCE)
    assert len(headlines(desk)) == 10
    assert the_mailbox(desk, mailbox).trouble == ""


def test_it_ends_at_once_wherever_it_waits(desk, mailbox, post, watch, heard):
    post.put([letter(1)])
    with watch(mailbox, Pace()) as one:
        heard.tips(1)
        one.ask_to_end()
        assert one.wait(PATIENCE / 10)


def test_a_wrong_password_is_not_tried_again_and_again(desk, post, watch, heard):
    tried = []

    def way_in(_) -> str:
        tried.append(1)
        return "not the password"

    mailbox = add_mailbox(desk, post.server.place(post.user))[1]
    with watch(mailbox, AT_ONCE, way_in):
        assert heard.trouble().startswith("The server refused the sign-in")
    assert len(tried) == 1
    assert the_mailbox(desk, mailbox).trouble.startswith("The server refused the sign-in")


def test_a_secret_that_nobody_gave_is_a_trouble_in_words(desk, mailbox, watch, heard):
    def way_in(_) -> str:
        raise MailboxShut("This computer keeps no password for the mailbox.")

    with watch(mailbox, AT_ONCE, way_in):
        assert heard.trouble() == "This computer keeps no password for the mailbox."
    assert the_mailbox(desk, mailbox).trouble == "This computer keeps no password for the mailbox."


@pytest.mark.parametrize("verb", [remove_mailbox, partial(rest_mailbox, active=False)])
def test_it_ends_when_the_mailbox_is_removed_or_rests(verb, mailbox, post, watch, heard):
    desk = watch.desk
    post.put([letter(1)])
    with watch(mailbox) as one:
        heard.tips(1)
        verb(desk, mailbox)
        post.deliver(letter(2))
        assert one.wait(PATIENCE)
    assert headlines(desk) == ["Water 1"]


def test_a_computer_that_slept_connects_anew(desk, certified, watch, heard, trusting):
    walls = [0.0]
    connections = []

    def script(talk: Talk) -> None:
        connections.append(1)
        talk.sign_in()
        talk.open_folder(messages=0, uid_next=1)
        talk.hear()
        if len(connections) > 1:
            woken.set()
            return
        talk.say(b"+ idling")
        walls[0] += 3_600
        talk.say(b"* OK still here")
        talk.hear()

    woken = threading.Event()
    with scripted(certified, script) as server:
        place = NewMailbox(name="Tips", host="localhost", port=server.port, user="tips")
        one = watch(add_mailbox(desk, place)[1], Pace(first=3_600))
        one.clock = Clock(lambda: 0.0, lambda: walls[0])
        with one:
            assert woken.wait(PATIENCE)
    assert b" LOGOUT" in b"".join(server.talks[0].heard)


def test_sleep_is_noticed_once_by_two_clocks():
    ours, walls = [10.0], [1_000.0]
    clock = Clock(lambda: ours[0], lambda: walls[0])
    ours[0] += 300
    walls[0] += 301
    assert not clock.slept()
    walls[0] += 3_600
    assert clock.slept()
    assert not clock.slept()


def test_each_failure_waits_longer_up_to_ten_minutes_and_never_the_same():
    pauses = [Pace().after(failures) for failures in range(30)]
    assert all(
        low <= pause <= 2 * low
        for pause, low in zip(pauses, (2.5 * 2**n for n in range(7)), strict=False)
    )
    assert all(300 <= pause <= 600 for pause in pauses[8:])
    assert len(set(pauses)) == len(pauses)


def test_the_wish_to_end_is_heard_from_any_thread_and_lasts():
    with Stop() as stop:
        assert not stop.wait(0)
        threading.Thread(target=stop.set).start()
        assert stop.wait(PATIENCE)
        stop.set()
        assert stop.is_set()
