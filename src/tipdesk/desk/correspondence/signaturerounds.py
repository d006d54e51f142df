"""Checks the signatures of mails that came in where an editor asked for that, when they are in.

One mail after the other, each name asked for once. Of a protected source nobody is asked, nor of
what went to the trash: whoever sends rubbish need not learn that it was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from tipdesk.desk.correspondence.mailviews import raw_of
from tipdesk.desk.correspondence.origins import may_be_named
from tipdesk.desk.correspondence.signatures import Ask
from tipdesk.intake import unchecked
from tipdesk.intake.errands import until_done
from tipdesk.intake.mail.nameservers import published
from tipdesk.intake.outlook.msg import is_msg
from tipdesk.intake.progress import Interrupted, Progress, unwatched
from tipdesk.intake.unchecked import Left
from tipdesk.newsroom.change import CHECKED_BY_ITSELF
from tipdesk.newsroom.errors import Cancelled, NotFound
from tipdesk.newsroom.ids import MessageId, TipId
from tipdesk.newsroom.mail import Mailbox, Message
from tipdesk.newsroom.signatures import Checked, as_kept
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

_AT_ONCE = 50  # messages in one change
_SILENCES = 5  # names in a row that nobody answered for; then no more are asked in this lot
_TEXT = 8 * 1024  # bytes of an answer that are held; more than any key has


@dataclass(slots=True)
class _Names:
    """Asks for each name once, and for none any more where nobody seems to answer at all."""

    ask: Ask
    known: dict[str, list[bytes] | None] = field(default_factory=dict, repr=False)
    silences: int = 0

    def __call__(self, name: str) -> list[bytes]:
        """Give what is published under a name; TimeoutError where nobody answered."""
        if name not in self.known:
            self.known[name] = self._asked(name)
        texts = self.known[name]
        if texts is None:
            raise TimeoutError
        return texts

    def _asked(self, name: str) -> list[bytes] | None:
        if self.silences >= _SILENCES:
            return None
        try:
            texts = [one[:_TEXT] for one in self.ask(name)]
        except TimeoutError:
            self.silences += 1
            return None
        self.silences = 0
        return texts


class _Counter:
    """Tells how far it is, before each mail and before each question to a name server."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self.done, self.total = progress, 0, 0

    def tell(self) -> None:
        """Tell it; raises Cancelled where the editor stopped the work."""
        self._progress(self.done, self.total)


def signatures_wait(store: Store) -> bool:
    """Tell whether there are mails whose signatures an editor wants checked."""
    return unchecked.is_left(store)


def check_arrived(
    store: Store, *, ask: Ask = published, progress: Progress = unwatched
) -> frozenset[TipId]:
    """Check the signatures of all mails that wait for it; tell the tips of which something is new.

    What was found is kept every few mails. Who stops it wants no more of these to be checked; where
    the program closes, it goes on at the next start.
    """
    tips: frozenset[TipId] = frozenset()
    counter = _Counter(progress)
    try:
        while lots := unchecked.left(store):
            counter.total = counter.done + sum(len(lot.messages) for lot in lots)
            for lot in lots:
                if unchecked.take(store, lot):
                    with until_done(store, lot.errand):
                        tips |= _check(store, lot, ask, counter)
        counter.tell()
    except Interrupted:
        raise
    except Cancelled:
        unchecked.give_up(store)
        raise
    return tips


def _check(store: Store, lot: Left, ask: Ask, counter: _Counter) -> frozenset[TipId]:
    def told(name: str) -> Sequence[bytes]:
        counter.tell()
        return ask(name)

    tips: frozenset[TipId] = frozenset()
    names = _Names(told)
    for some in batches(lot.messages, _AT_ONCE):
        found: dict[MessageId, Checked | None] = {}
        try:
            for message in some:
                counter.tell()
                found[message] = _look(store, message, names)
                counter.done += 1
        finally:  # also when it is stopped: nobody is asked again for what was found
            tips |= _keep(store, lot, found)
    return tips


def _look(store: Store, message: MessageId, ask: Ask) -> Checked | None:
    """Check a mail; None where it bears no signature, or nobody may be asked about it."""
    # Slow to load, and needed only where an editor asks.
    from tipdesk.intake.mail.signatures import check  # noqa: PLC0415

    with store.reading() as session:
        if not _may_be_checked(session, message):
            return None
    try:
        raw = raw_of(store, message)
    except NotFound:
        return None
    found = () if is_msg(raw) else check(raw, ask)
    return Checked(now(), found) if found else None


def _may_be_checked(session: Session, message: MessageId) -> bool:
    mail = session.get(Message, message)
    if mail is None or mail.digest is None or mail.said.get("dkim"):
        return False
    mailbox = session.get(Mailbox, mail.mailbox_id) if mail.mailbox_id else None
    if mailbox is not None and (mailbox.removed_at or not mailbox.check_signatures):
        return False  # an editor doesn't want it any more
    tip = session.get(Tip, mail.tip_id)
    thrown_away = tip is None or tip.trashed_at is not None
    return not thrown_away and may_be_named(session, TipId(mail.tip_id), mail)


def _keep(store: Store, lot: Left, found: dict[MessageId, Checked | None]) -> frozenset[TipId]:
    with store.begin(CHECKED_BY_ITSELF) as work:
        for message, checked in found.items():
            mail = work.get(Message, message) if checked else None
            if checked and mail is not None:
                mail.said = {**mail.said, "dkim": as_kept(checked)}
        unchecked.tick_off(work, lot, found)
    return work.change.tips
