"""Takes a plain mail apart: what it says, who sent it, what came with it."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256

from tipdesk.intake.arrival import Arrival, Told
from tipdesk.intake.maillimits import head_of, what_is_too_much
from tipdesk.intake.mailparts import MISHAPS, Contents, collect
from tipdesk.intake.mailwords import AS_IT_CAME, decoded
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.tip import HEADLINE_LIMIT, TEXT_LIMIT, NewTip
from tipdesk.newsroom.when import now

MAIL_LIMIT = 100_000_000
ADDRESS_LIMIT = 300
NAME_LIMIT = 150
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER = timedelta(days=1)

KEPT_WHOLE = "[This mail could not be taken apart: {0}. It is attached as it came.]"
CUT = "\n\n[The mail is longer than a tip may be; the rest is in the attached mail.]"
NO_SUBJECT = "Mail without a subject"


def read_mail(raw: bytes) -> Arrival:
    """Make a tip of a mail; never raises: what can't be taken apart is kept as it came."""
    head = message_from_bytes(head_of(raw), policy=AS_IT_CAME)
    why = what_is_too_much(raw)
    contents = Contents()
    if not why:
        try:
            collect(message_from_bytes(raw, policy=AS_IT_CAME), contents)
        except MISHAPS:
            contents, why = Contents(), "its structure is damaged"
    texts = [KEPT_WHOLE.format(why)] if why else contents.texts
    tip = NewTip(
        headline=_subject(head),
        text=_joined(texts),
        channel=Channel.MAIL,
        sender=_sender(head),
        received_at=_date(head),
    )
    message = Told(
        sha256(raw).hexdigest(),
        sender=tip.sender,
        text=tip.text,
        subject=tip.headline,
        sent_at=tip.received_at,
        received_at=tip.received_at,
        raw=raw,
    )
    return Arrival(tip, tuple(contents.files), (message,))


def _subject(head: Message) -> str:
    said = " ".join(storable(decoded(head.get("Subject", ""))).split())
    return said[:HEADLINE_LIMIT] or NO_SUBJECT


def _joined(texts: list[str]) -> str:
    text = storable("\n\n".join(filter(None, (text.strip() for text in texts))))
    return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - len(CUT)] + CUT


def _sender(head: Message) -> str:
    """Write "Name <address>"; only the real address stands in angle brackets."""
    said = head.get("From", "")
    try:
        name, address = parseaddr(said)
    except MISHAPS:
        name, address = "", ""
    if "@" not in address:
        name, address = said, ""
    name, address = (
        "".join(sign for sign in storable(decoded(words)) if sign not in '<>"').strip()
        for words in (name, address)
    )
    if not address:
        return name[:NAME_LIMIT]
    return f"{name[:NAME_LIMIT]} <{address[:ADDRESS_LIMIT]}>" if name else address[:ADDRESS_LIMIT]


def _date(head: Message) -> datetime | None:
    """Tell when the mail says it was sent, unless that is nonsense."""
    try:
        said = parsedate_to_datetime(head.get("Date", ""))
        moment = said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)
    except MISHAPS:
        return None
    return moment if EARLIEST <= moment <= now() + CLOCKS_DIFFER else None
