"""How fast a mailbox is read, beside the standard library's own client on the same server."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.bench.letters import Writer
from tests.nouns import make_desk
from tests.servers.dovecot import PASSWORD, MailServer
from tipdesk.intake.mailboxes import reading
from tipdesk.intake.mailboxes.connecting import connected
from tipdesk.intake.mailboxes.fetching import fetch
from tipdesk.intake.mailboxes.mailboxes import add_mailbox
from tipdesk.intake.mailboxes.stopping import Stop

pytestmark = pytest.mark.bench

MESSAGES, ROUNDS = 5_000, 3


@dataclass(frozen=True)
class Rate:
    """Messages in a second on the clock, and in a second of our own processor time."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:,.0f} messages/s, {self.cpu:,.0f} a CPU second"


@pytest.fixture
def report(capsys) -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    with capsys.disabled():
        sys.stdout.write("".join(f"\n  {line}" for line in lines))


@pytest.fixture
def user(mail_server: MailServer, trusting: None) -> str:
    """Somebody with 5,000 messages of 28 KB on an average, as a tip address has them."""
    writer = Writer()
    user = mail_server.new_user()
    mail_server.put(user, [writer.mail(number) for number in range(MESSAGES)])
    return user


def measured(work: Callable[[], int]) -> Rate:
    """Do it several times; the quickest counts."""
    best = Rate(0, 0)
    for _ in range(ROUNDS):
        began, cpu = time.perf_counter(), time.process_time()
        assert work() == MESSAGES
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
        best = max(best, Rate(MESSAGES / wall, MESSAGES / cpu), key=lambda one: one.wall)
    return best


def ours(server: MailServer, user: str) -> int:
    number = 0
    with Stop() as stop, connected(server.place(user), PASSWORD, stop) as dialogue:
        folder = reading.open_folder(dialogue, "INBOX")
        for found in reading.listed(dialogue, folder, 0):
            for batch in reading.batches(found):
                number += sum(len(one.raw) > 0 for one in reading.delivered(dialogue, batch))
    return number


def theirs(server: MailServer, user: str) -> int:
    number = 0
    with server.colleague(user) as client:
        for first in range(1, MESSAGES + 1, 100):
            answer = client.uid("FETCH", f"{first}:{first + 99}", "(UID INTERNALDATE BODY.PEEK[])")
            number += sum(isinstance(part, tuple) for part in answer[1])
    return number


def test_a_thousand_messages_a_second_are_read(mail_server, user, report):
    theirs(mail_server, user)  # the server's own first look at them
    found = {
        "ours": measured(lambda: ours(mail_server, user)),
        "imaplib": measured(lambda: theirs(mail_server, user)),
    }
    report += [f"reading {MESSAGES:,} messages, {name}: {rate}" for name, rate in found.items()]
    assert found["ours"].wall >= 1_000
    assert found["ours"].cpu >= 0.5 * found["imaplib"].cpu


def test_making_tips_of_messages_costs_two_milliseconds_of_cpu_each(
    mail_server, user, tmp_path, report
):
    theirs(mail_server, user)
    desk = make_desk(tmp_path)
    mailbox = add_mailbox(desk, mail_server.place(user))[1]
    began, cpu = time.perf_counter(), time.process_time()
    with Stop() as stop:
        batches = fetch(desk, mailbox, lambda _: PASSWORD, stop)
        number = sum(len(receipts) for receipts in batches)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    desk.close()
    rate = Rate(number / wall, number / cpu)
    report.append(f"fetching {number:,} messages and making tips of them: {rate}")
    assert number == MESSAGES
    assert cpu / MESSAGES <= 0.002
