"""Receives messages, a batch in one transaction: the same way in for files and mailboxes."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from tipdesk.intake.ahead import read, read_ahead
from tipdesk.intake.arrival import Receipt
from tipdesk.intake.letters import Rules
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.register import register_brought
from tipdesk.newsroom.change import BY_ITSELF
from tipdesk.newsroom.mail import Mailbox
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work

AT_ONCE = 1_000  # messages
BYTES_AT_ONCE = 12_000_000


def receive(
    store: Store,
    letters: Sequence[Letter],
    *,
    mailbox: Mailbox | None = None,
    also: Callable[[Work], None] | None = None,
) -> list[Receipt]:
    """Make tips of messages, or put them to the tips that they go on with; all as one change.

    What comes from a mailbox comes by itself: no editor did it, and undo passes over it. `also` is
    done in the same transaction: how far a mailbox was read is true or nothing is.
    """
    brought = read(store.files, letters, rules_of(mailbox))
    verb = "log" if mailbox is None else BY_ITSELF
    return register_brought(store, brought, verb=verb, also=also)


def receive_all(
    store: Store, letters: Iterable[Letter], rules: Rules
) -> Iterator[tuple[Sequence[Letter], list[Receipt]]]:
    """Receive a stream of messages of any length, one change a batch; tell each when it is done."""
    for batch, brought in read_ahead(store.files, by_the_batch(letters), rules):
        yield batch, register_brought(store, brought)


def rules_of(mailbox: Mailbox | None) -> Rules:
    """Tell what the messages of a mailbox are given."""
    if mailbox is None:
        return Rules()
    said = mailbox.rules
    return Rules(
        mailbox=mailbox.id,
        tags=tuple(said.get("tags", ())),
        stories=tuple(filter(None, [said.get("story", "")])),
        section=said.get("section", ""),
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
