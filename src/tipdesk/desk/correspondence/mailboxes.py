"""The desk's mailboxes as a list shows them: where each is, and how much came from it."""

from dataclasses import dataclass, field

from sqlmodel import col, func, select

from tipdesk.newsroom.mail import Mailbox, Message
from tipdesk.store.database import Store


@dataclass(frozen=True, slots=True)
class MailboxLine:
    """A mailbox, and how many messages the desk took in from it."""

    mailbox: Mailbox = field(repr=False)
    messages: int

    @property
    def id(self) -> int:
        """Tell its number."""
        return self.mailbox.id or 0


def mailbox_lines(store: Store) -> list[MailboxLine]:
    """List the mailboxes that the desk reads, by name; those that rest are among them."""
    with store.reading() as session:
        came = select(Message.mailbox_id, func.count()).group_by(col(Message.mailbox_id))
        counted = dict(session.exec(came.where(col(Message.mailbox_id).is_not(None))).all())
        asked = select(Mailbox).where(col(Mailbox.removed_at).is_(None))
        known = sorted(session.exec(asked), key=lambda one: one.name.casefold())
        return [MailboxLine(one, counted.get(one.id, 0)) for one in known]
