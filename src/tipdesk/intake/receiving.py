"""Receives messages, a batch in one transaction: the same way in for files and mailboxes."""

from collections.abc import Callable, Iterator, Sequence

from tipdesk.intake.ahead import read, read_post
from tipdesk.intake.arrival import Receipt
from tipdesk.intake.letters import Rules
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.post import Post
from tipdesk.intake.progress import Progress
from tipdesk.intake.register import register_brought, twice
from tipdesk.newsroom.change import BY_ITSELF, Change
from tipdesk.newsroom.mail import Mailbox
from tipdesk.store.database import Store, new_change
from tipdesk.store.ledger import Work


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
    rules, verb = rules_of(mailbox), "log" if mailbox is None else BY_ITSELF
    return twice(
        lambda: register_brought(store, read(store.files, letters, rules), verb=verb, also=also)
    )


def receive_all(store: Store, post: Post, rules: Rules, progress: Progress) -> Iterator[Receipt]:
    """Receive post of any size as one change, a batch at a time."""
    this = new_change()
    for batch in read_post(store.files, post, rules):
        if batch.brought:
            yield from register_brought(store, batch.brought, part_of=this)
        if batch.refused or batch.notes:
            change = Change(None, "log")
            yield Receipt(None, change, refused=batch.refused, notes=batch.notes)
        progress(batch.read, post.size)


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
        check_signatures=mailbox.check_signatures,
    )
