"""Checks the signatures of a tip's first mail when an editor asks, and keeps what was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tipdesk.desk.correspondence.mailviews import raw_of
from tipdesk.desk.correspondence.origins import first_mail, may_be_named
from tipdesk.desk.triaging.bulk import the_tip
from tipdesk.desk.triaging.triage import checked_reason
from tipdesk.intake.mail.nameservers import published
from tipdesk.intake.outlook.msg import is_msg
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid, ReasonNeeded
from tipdesk.newsroom.ids import MessageId, TipId, tip_number
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.signatures import Checked, as_kept, from_kept
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

Ask = Callable[[str], Sequence[bytes]]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the signatures of a mail brought, not yet kept."""

    tip: TipId
    message: MessageId
    checked: Checked
    reason: str = field(repr=False)


def check_dkim(store: Store, tip: TipId, *, reason: str = "", ask: Ask = published) -> Change:
    """Check the signatures of a tip's first mail over the network, and keep what was found."""
    return keep(store, look(store, tip, reason=reason, ask=ask))


def look(store: Store, tip: TipId, *, reason: str = "", ask: Ask = published) -> Looked:
    """Ask the name servers of the domains that signed; slow, so ask aside.

    Of a protected source it asks only with a reason: whoever owns the domain may see it.
    """
    reason = checked_reason(reason)
    with store.reading() as session:
        the_tip(session, tip)
        mail = first_mail(session, tip)
        if mail is None:
            raise NotFound(f"{tip_number(tip)} has no mail whose signature could be checked.")
        if not reason and not may_be_named(session, tip, mail):
            raise ReasonNeeded(
                f"The source of {tip_number(tip)} is protected. Asking the name servers of the "
                "sender's domain may tell its owner that the newsroom looks; nothing was asked. "
                "To ask all the same, give a reason."
            )
        message = MessageId(mail.id or 0)
    return Looked(tip, message, _checked(raw_of(store, message), ask), reason)


def _checked(raw: bytes, ask: Ask) -> Checked:
    # Slow to load, and needed only when an editor asks.
    from tipdesk.intake.mail.signatures import check  # noqa: PLC0415

    if is_msg(raw):
        raise NotValid("Outlook does not keep a mail as it was signed, so nothing can be checked.")
    return Checked(now(), check(raw, ask))


def keep(store: Store, looked: Looked) -> Change:
    """Keep what a look brought beside the mail, with its time."""
    with store.begin("check_dkim", reason=looked.reason) as work:
        the_tip(work, looked.tip)
        mail = work.get(Message, looked.message)
        if mail is None:
            raise NotFound("This message is no longer on the desk; nothing was changed.")
        mail.said = {**mail.said, "dkim": as_kept(looked.checked)}
        work.touch(looked.tip)
    return work.change


def signatures_of(store: Store, tip: TipId, *, reveal: bool = False) -> Checked | None:
    """Tell what the last look at a tip's first mail brought; of a protected source to `reveal`."""
    with store.reading() as session:
        mail = first_mail(session, tip)
        if mail is None or not (reveal or may_be_named(session, tip, mail)):
            return None
        return from_kept(mail.said.get("dkim"))
