"""Fetches what is new in a mailbox and has it received, batch by batch; goes on where it stopped.

How far a mailbox was read is written in the transaction that receives the messages, so neither
a cut nor a crash loses one; one that is fetched again is known by its key and not doubled.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from tipdesk.intake.arrival import Receipt
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.mailboxes import reading
from tipdesk.intake.mailboxes.connecting import connected
from tipdesk.intake.mailboxes.dialogue import Dialogue, Folder
from tipdesk.intake.mailboxes.mailboxes import the_mailbox
from tipdesk.intake.mailboxes.reading import Delivered, Listed
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.trying import too_large
from tipdesk.intake.progress import Progress, unwatched
from tipdesk.intake.receiving import receive
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.errors import Cancelled, NotFound, NotReceived
from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work

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
    same = known.uid_validity == folder.uid_validity
    if not (same and known.mod_seq and known.mod_seq == folder.mod_seq):
        yield from _Round(store, known, folder).fetched(dialogue, progress)


@contextmanager
def troubles_noted(store: Store, mailbox: int) -> Iterator[None]:
    """Write down, for whoever looks at the mailbox, why it could not be read."""
    try:
        yield
    except NotReceived as trouble:
        note(store, mailbox, trouble=str(trouble))
        raise


def note(store: Store, mailbox: int, *, trouble: str = "", mod_seq: int | None = None) -> None:
    """Write down how the last look at a mailbox went."""
    with store.deriving() as session:
        row = session.get(Mailbox, mailbox)
        if row is not None:
            row.trouble = trouble
            row.fetched_at = row.fetched_at if trouble else now()
            row.mod_seq = row.mod_seq if mod_seq is None else mod_seq


class _Round:
    """One look at one folder."""

    def __init__(self, store: Store, mailbox: Mailbox, folder: Folder) -> None:
        self._store, self._mailbox, self._folder = store, mailbox, folder
        self._lost = 0
        known = mailbox.uid_validity == folder.uid_validity
        self._read_to = mailbox.last_uid if known else 0

    def fetched(self, dialogue: Dialogue, progress: Progress) -> Iterator[list[Receipt]]:
        done, total = 0, self._expected()
        for found in reading.listed(dialogue, self._folder, self._read_to):
            for batch in reading.batches(found):
                progress(done, max(total, done + len(batch)))
                yield from self._batch(dialogue, batch)
                done += len(batch)
        progress(done, done)
        large = reading.count_too_large(dialogue) if self._folder.messages else 0
        said = (too_large(large), _lost(self._lost))
        note(
            self._store,
            self._mailbox.id or 0,
            trouble=" ".join(filter(None, said)),
            mod_seq=self._folder.mod_seq,
        )

    def _expected(self) -> int:
        """Guess how many messages are new: no more than lie there, or than numbers were given."""
        given = max(self._folder.uid_next - 1 - self._read_to, 0)
        return min(self._folder.messages, given) if self._folder.uid_next else self._folder.messages

    def _batch(self, dialogue: Dialogue, batch: Sequence[Listed]) -> Iterator[list[Receipt]]:
        came: dict[int, Delivered] = {}
        try:
            for one in reading.delivered(dialogue, batch):
                came[one.uid] = one
        except (NotReceived, Cancelled):
            whole = _before_first_missing(batch, came)
            if whole:
                yield self._received(whole)
            raise
        missing = [one for one in batch if one.uid not in came]
        if missing:
            self._lost += reading.still_there(dialogue, missing)
        yield self._received([came[one.uid] for one in batch if one.uid in came], batch[-1].uid)

    def _received(self, messages: Sequence[Delivered], read_to: int = 0) -> list[Receipt]:
        read_to = read_to or messages[-1].uid

        def advance(work: Work) -> None:
            row = work.get(Mailbox, self._mailbox.id)
            if row is None or row.removed_at is not None:
                raise NotFound("The mailbox was removed meanwhile; what came by then is kept.")
            row.uid_validity, row.last_uid = self._folder.uid_validity, read_to

        letters = [Letter(one.raw, one.received_at) for one in messages]
        receipts = receive(self._store, letters, mailbox=self._mailbox, also=advance)
        self._read_to = read_to
        return receipts


def _before_first_missing(batch: Sequence[Listed], came: dict[int, Delivered]) -> list[Delivered]:
    whole = []
    for one in batch:
        if one.uid not in came:
            break
        whole.append(came[one.uid])
    return whole


def _lost(number: int) -> str:
    if not number:
        return ""
    which = counted(number, "message", "messages")
    return f"The server did not give {which}; look there with a mail program."
