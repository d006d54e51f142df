from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from tests.servers.dovecot import PASSWORD, MailServer
from tipdesk.intake.arrival import Receipt
from tipdesk.intake.mailboxes.fetching import fetch
from tipdesk.intake.mailboxes.mailboxes import add_mailbox
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.store.database import Store


@pytest.fixture
def user(mail_server: MailServer, trusting: None) -> str:
    """Somebody at the real server who has no mail yet."""
    return mail_server.new_user()


@dataclass(frozen=True)
class Post:
    """What comes for one user of the real server."""

    server: MailServer
    user: str

    def put(self, messages: Sequence[bytes]) -> None:
        """Have messages lie there."""
        self.server.put(self.user, messages)

    def deliver(self, *messages: bytes) -> None:
        """Have messages arrive over the network."""
        self.server.deliver(self.user, *messages)

    def flags(self) -> bytes:
        """Tell how another program sees the messages marked."""
        return self.server.flags(self.user)


@pytest.fixture
def post(mail_server: MailServer, user: str) -> Post:
    return Post(mail_server, user)


@pytest.fixture
def stop() -> Iterator[Stop]:
    with Stop() as one:
        yield one


@pytest.fixture
def mailbox(desk: Store, mail_server: MailServer, user: str) -> int:
    """The desk reads this user's mail."""
    return add_mailbox(desk, mail_server.place(user))[1]


@pytest.fixture
def fetched(desk: Store, stop: Stop) -> Callable[..., list[Receipt]]:
    """Fetch what is new in a mailbox."""

    def run(mailbox: int, **given) -> list[Receipt]:
        batches = fetch(desk, mailbox, lambda _: PASSWORD, stop, **given)
        return [receipt for batch in batches for receipt in batch]

    return run
