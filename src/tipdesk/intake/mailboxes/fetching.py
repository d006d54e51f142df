"""Fetches what is new in a mailbox and has it received, batch by batch."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tipdesk.intake.arrival import Receipt
from tipdesk.intake.mailboxes import reading
from tipdesk.intake.mailboxes.connecting import connected
from tipdesk.intake.mailboxes.dialogue import Dialogue
from tipdesk.intake.mailboxes.howfar import is_known
from tipdesk.intake.mailboxes.mailboxes import mark, the_mailbox
from tipdesk.intake.mailboxes.rounds import Round
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.trying import too_large
from tipdesk.intake.progress import Progress, unwatched
from tipdesk.intake.unbothered import unbothered
from tipdesk.newsroom.errors import NotReceived
from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

WayIn = Callable[[Mailbox], str]
"""Gives the password or access token of a mailbox at this moment."""


def fetch(
    store: Store, mailbox: int, way_in: WayIn, stop: Stop, *, progress: Progress = unwatched
) -> Iterator[list[Receipt]]:
    """Connect to a mailbox and fetch what is new; gives the receipts of each batch."""
    known = the_mailbox(store, mailbox)
    with troubles_noted(store, mailbox), connected(known, way_in(known), stop) as dialogue:
        yield from look(store, mailbox, dialogue, progress=progress)


def look(
    store: Store, mailbox: int, dialogue: Dialogue, *, progress: Progress = unwatched
) -> Iterator[list[Receipt]]:
    """Fetch what is new over a connection that is there."""
    known = the_mailbox(store, mailbox)
    folder = reading.open_folder(dialogue, known.folder)
    if not (is_known(known, folder) and known.mod_seq and known.mod_seq == folder.mod_seq):
        with unbothered():
            yield from Round(store, known, folder).fetched(dialogue, progress)
    large = reading.count_too_large(dialogue) if folder.messages else 0
    mark(store, mailbox, trouble=too_large(large), mod_seq=folder.mod_seq, fetched_at=now())


@contextmanager
def troubles_noted(store: Store, mailbox: int) -> Iterator[None]:
    """Write down, for whoever looks at the mailbox, why it could not be read."""
    try:
        yield
    except NotReceived as trouble:
        mark(store, mailbox, trouble=str(trouble))
        raise
