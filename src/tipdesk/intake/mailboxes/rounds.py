"""One round through what is new in a folder; it goes on where the last one stopped.

How far a mailbox was read is written in the transaction that receives the messages, so neither
a cut nor a crash loses one; one that is fetched again is known by its key and not doubled.
"""

from collections.abc import Iterator, Sequence

from tipdesk.intake.arrival import Receipt, Refused
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.mailboxes import reading
from tipdesk.intake.mailboxes.dialogue import Dialogue, Folder
from tipdesk.intake.mailboxes.howfar import is_known, numbering
from tipdesk.intake.mailboxes.mailboxes import mark
from tipdesk.intake.mailboxes.reading import LARGEST, Delivered, Listed
from tipdesk.intake.progress import Progress
from tipdesk.intake.receiving import receive
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import Cancelled, NotFound, NotReceived
from tipdesk.newsroom.mail import Mailbox
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work

_TOO_LARGE = "It is larger than 100 MB and was not fetched; save it with a mail program."
_NOT_GIVEN = "The server does not give it; look there with a mail program."

_NOT_NOW = "The server does not give the newest messages; they are asked for again later."


class Round:
    """One look at one folder."""

    def __init__(self, store: Store, mailbox: Mailbox, folder: Folder) -> None:
        self._store, self._mailbox, self._folder = store, mailbox, folder
        self._numbering = numbering(folder, mailbox.since)
        self._read_to = mailbox.last_uid if is_known(mailbox, folder) else 0

    def fetched(self, dialogue: Dialogue, progress: Progress) -> Iterator[list[Receipt]]:
        """Fetch and receive what is new; what can't be had is in the receipts as refused."""
        done, total = 0, self._expected()
        since = self._mailbox.since
        for found in reading.listed(dialogue, self._folder, self._read_to, since):
            for batch in reading.batches(found):
                progress(done, max(total, done + len(batch)))
                yield from self._batch(dialogue, batch)
                done += len(batch)
            yield from _refused([one for one in found if one.size > LARGEST], _TOO_LARGE)
            self._pass(found[-1].uid)
        progress(done, done)

    def _expected(self) -> int:
        """Guess how many messages are new: no more than lie there, or than numbers were given.

        Of those that came since a day nobody knows before they are looked for.
        """
        if self._mailbox.since:
            return 0
        given = max(self._folder.uid_next - 1 - self._read_to, 0)
        return min(self._folder.messages, given) if self._folder.uid_next else self._folder.messages

    def _batch(self, dialogue: Dialogue, batch: Sequence[Listed]) -> Iterator[list[Receipt]]:
        came: dict[int, Delivered] = {}
        try:
            for one in reading.delivered(dialogue, batch):
                came[one.uid] = one
        except (NotReceived, Cancelled):
            if whole := _before_first_missing(batch, came):
                yield self._received(whole, whole[-1].uid)
            raise
        missing = [one for one in batch if one.uid not in came]
        kept_back = reading.still_there(dialogue, missing) if missing else []
        read_to = max(came, default=0) if kept_back else batch[-1].uid
        if whole := [came[one.uid] for one in batch if one.uid in came]:
            yield self._received(whole, read_to)
        yield from _refused([one for one in kept_back if one.uid < read_to], _NOT_GIVEN)
        if kept_back and kept_back[-1].uid > read_to:
            # Where none of the newest is given, it may be the server's bad day.
            raise NotReceived(_NOT_NOW)

    def _received(self, messages: Sequence[Delivered], read_to: int) -> list[Receipt]:
        def advance(work: Work) -> None:
            row = work.get(Mailbox, self._mailbox.id)
            if row is None or row.removed_at is not None:
                raise NotFound("The mailbox was removed meanwhile; what came by then is kept.")
            row.uid_validity, row.last_uid = self._numbering, read_to

        letters = [Letter(one.raw, one.received_at) for one in messages]
        receipts = receive(self._store, letters, mailbox=self._mailbox, also=advance)
        self._read_to = read_to
        return receipts

    def _pass(self, uid: int) -> None:
        """Remember that all messages up to this one were dealt with."""
        if uid > self._read_to:
            mark(self._store, self._mailbox.id or 0, uid_validity=self._numbering, last_uid=uid)
            self._read_to = uid


def _refused(messages: Sequence[Listed], why: str) -> Iterator[list[Receipt]]:
    if messages:
        refused = tuple(Refused(_called(one), why) for one in messages)
        yield [Receipt(None, Change(id=None, verb="receive"), refused=refused)]


def _called(message: Listed) -> str:
    came = f", came {message.received_at:%Y-%m-%d %H:%M}Z" if message.received_at else ""
    return f"message {message.uid} ({message.size:,} bytes{came})"


def _before_first_missing(batch: Sequence[Listed], came: dict[int, Delivered]) -> list[Delivered]:
    whole = []
    for one in batch:
        if one.uid not in came:
            break
        whole.append(came[one.uid])
    return whole
