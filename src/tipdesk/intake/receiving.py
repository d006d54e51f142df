"""Receives messages, a batch in one transaction: the same way in for files and mailboxes."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from tipdesk.intake.arrival import Receipt
from tipdesk.intake.letters import Rules, arrival_of
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.register import register_all
from tipdesk.newsroom.mail import Mailbox
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work

AT_ONCE = 300  # messages
BYTES_AT_ONCE = 32_000_000


def receive(
    store: Store,
    letters: Sequence[Letter],
    *,
    mailbox: Mailbox | None = None,
    story: str = "",
    also: Callable[[Work], None] | None = None,
) -> list[Receipt]:
    """Make tips of messages, or put them to the tips that they go on with; all as one change.

    `also` is done in the same transaction: how far a mailbox was read is true or nothing is.
    """
    rules = rules_of(mailbox, story)
    return register_all(store, [arrival_of(one, rules) for one in letters], also=also)


def rules_of(mailbox: Mailbox | None, story: str = "") -> Rules:
    """Tell what the messages of a mailbox are given."""
    said = mailbox.rules if mailbox else {}
    stories = (said.get("story", ""), story)
    return Rules(
        mailbox=mailbox.id if mailbox else None,
        tags=tuple(said.get("tags", ())),
        stories=tuple(filter(None, stories)),
        assignee=said.get("assignee", ""),
    )


def by_the_batch(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Cut a stream of messages into batches of which each is one transaction."""
    batch: list[Letter] = []
    size = 0
    for letter in letters:
        batch.append(letter)
        size += len(letter.raw)
        if len(batch) >= AT_ONCE or size >= BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
