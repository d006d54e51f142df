"""What is done about a phone call afterwards: reading back to the caller, keeping a promise."""

from tipdesk.desk.triaging.bulk import the_tip
from tipdesk.intake.calls import SAID
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import MessageId, TipId
from tipdesk.newsroom.mail import Message
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work


def read_back(store: Store, call: MessageId, on: bool) -> Change:  # noqa: FBT001  a tick
    """Note that what was written down was read to the caller, or that it was not."""
    with store.begin("read_back") as work:
        _say(work, _call(work, call), read_back=on)
    return work.change


def keep_promise(store: Store, call: MessageId) -> Change:
    """Note that what was promised in a call has been done; then the tip is not due any more."""
    with store.begin("keep_promise") as work:
        row = _call(work, call)
        _say(work, row, kept=True)
        the_tip(work, TipId(row.tip_id)).due_at = None
    return work.change


def _call(work: Work, call: MessageId) -> Message:
    row = work.get(Message, call)
    if row is None or SAID not in row.said:
        raise NotFound("This call is not on the desk any more; nothing was changed.")
    the_tip(work, TipId(row.tip_id))
    return row


def _say(work: Work, row: Message, **more: bool) -> None:
    said = {**row.said, SAID: {**row.said[SAID], **more}}
    if said != row.said:
        row.said = said
