"""A real mail server with a user of its own, and a desk in the window that may read it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from tests.servers.dovecot import MailServer
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.mailboxes.mailroom import Mailroom
from tipdesk.gui.mailboxes.standing import Standing
from tipdesk.intake.mailboxes.mailboxes import add_mailbox
from tipdesk.store.database import Store

PATIENCE = 20_000
LETTER = (
    b"From: L. Farrow <l.farrow@example.org>\r\nMessage-ID: <%d@example.org>\r\n"
    b"Subject: Water %d\r\n\r\nThe mill road is under water.\r\n"
)


@pytest.fixture
def user(mail_server: MailServer, trusting: None) -> str:
    """Somebody at the real server who has no mail yet."""
    return mail_server.new_user()


@dataclass
class Post:
    """What the window reads, and what a test wants to know of it."""

    mailroom: Mailroom
    server: MailServer
    user: str
    desk: Store
    qtbot: QtBot

    def add(self, *, secret: str = "", **said: object) -> int:
        """Have the desk read this user's mailbox, as another window of it does."""
        _, number = add_mailbox(self.desk, self.server.place(self.user, **said))
        if secret:
            self.mailroom.holder.lend(number, secret)
        return number

    def standing(self, mailbox: int) -> Standing | None:
        line = self.mailroom.line(mailbox)
        return self.mailroom.state(line).standing if line else None

    def until(self, mailbox: int, standing: Standing) -> None:
        """Wait until a mailbox's reader is at this."""
        self.qtbot.waitUntil(lambda: self.standing(mailbox) is standing, timeout=PATIENCE)

    def messages(self, mailbox: int) -> int:
        line = self.mailroom.line(mailbox)
        return line.messages if line else 0

    def came(self, mailbox: int, number: int) -> None:
        """Wait until so many messages came from a mailbox."""
        self.qtbot.waitUntil(lambda: self.messages(mailbox) == number, timeout=PATIENCE)


@pytest.fixture
def post(
    bridge: Bridge, desk: Store, mail_server: MailServer, user: str, qtbot: QtBot
) -> Iterator[Post]:
    mailroom = Mailroom(bridge)
    yield Post(mailroom, mail_server, user, desk, qtbot)
    mailroom.end()
