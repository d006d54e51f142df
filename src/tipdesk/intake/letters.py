"""Makes an arrival of a message, whatever program wrote it: who, when, what, and its files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from tipdesk.intake.arrival import Arrival, ArrivedFile, Told
from tipdesk.intake.mail.elsewhere import Link, links_elsewhere
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.mail.message import Address, Attachment, Mail
from tipdesk.intake.mail.reading import read_mail
from tipdesk.intake.outlook.msg import is_msg, read_msg
from tipdesk.intake.outlook.tnef import is_tnef, read_tnef
from tipdesk.intake.outlook.winmail import unwrapped
from tipdesk.newsroom.names import storable, unturned
from tipdesk.newsroom.states import Channel, Mark
from tipdesk.newsroom.tip import HEADLINE_LIMIT, TEXT_LIMIT, NewTip
from tipdesk.newsroom.when import now

ADDRESS_LIMIT = 300
NAME_LIMIT = 150
LOGO_LIMIT = 10_000  # bytes; a picture that the HTML shows and that is smaller is decoration
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER = timedelta(days=1)

KEPT_WHOLE = "[This mail could not be read whole: {0}. It is kept as it came.]"
CUT = "\n\n[The mail is longer than a tip may be; the rest is in the mail as it came.]"
# Old documents of Office begin like a message of Outlook, but have nothing of this name.
OF_A_MESSAGE = "__properties_version1.0".encode("utf-16-le")
_NO_BRACKETS = str.maketrans("", "", '<>"')
NO_SUBJECT = "Mail without a subject"


@dataclass(frozen=True, slots=True)
class Rules:
    """What everything from one mailbox is given, and whether its signatures are to be checked."""

    mailbox: int | None = None
    tags: tuple[str, ...] = field(default=(), repr=False)
    stories: tuple[str, ...] = ()
    section: str = ""
    assignee: str = field(default="", repr=False)
    check_signatures: bool = False


NO_RULES = Rules()


def arrival_of(letter: Letter, rules: Rules = NO_RULES) -> Arrival:
    """Make an arrival of a message; never raises: what can't be read is kept as it came."""
    mail = read_letter(letter.raw)
    sender = _written(mail.sender[0]) if mail.sender else ""
    received = letter.received_at or _believable(mail.received) or _believable(mail.date)
    subject = storable(mail.subject)
    text = _text(mail)
    tip = NewTip(
        headline=subject[:HEADLINE_LIMIT] or NO_SUBJECT,
        text=text,
        channel=Channel.MAIL,
        sender=sender,
        received_at=received,
        tags=rules.tags,
        stories=rules.stories,
    )
    told = Told(
        key=key_of(mail, letter.raw),
        sender=sender,
        text=text,
        subject=subject[:HEADLINE_LIMIT],
        sent_at=_believable(mail.date),
        received_at=received,
        message_id=storable(mail.message_id),
        answers=tuple(map(storable, (*mail.in_reply_to, *reversed(mail.references)))),
        said=_said(mail, letter),
        raw=letter.raw,
    )
    return Arrival(
        tip,
        tuple(_files(mail)),
        (told,),
        mailbox=rules.mailbox,
        section=rules.section,
        assignee=rules.assignee,
        check_signatures=rules.check_signatures,
    )


def read_letter(raw: bytes) -> Mail:
    """Read a message by its bytes: of Outlook, in a winmail.dat, or as mail is sent."""
    if is_msg(raw) and OF_A_MESSAGE in raw:
        return read_msg(raw)
    return read_tnef(raw) if is_tnef(raw) else unwrapped(read_mail(raw))


def key_of(mail: Mail, raw: bytes) -> str:
    """Make what is the same for the same message however it came: raw bytes differ by its way.

    One that bears no id, or was not read whole, is the same only where its bytes are: of two that
    may differ none is lost.
    """
    if not mail.message_id or not mail.marks.isdisjoint({Mark.CUT, Mark.DAMAGED}):
        return sha256(raw).hexdigest()
    parts = [mail.message_id, mail.subject, mail.text, mail.html]
    parts += [sha256(one.data).hexdigest() for one in mail.attachments]
    return sha256("\0\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _text(mail: Mail) -> str:
    # A small damage is told beside the message; here only that words are missing.
    missing = Mark.CUT in mail.marks or not mail.text.strip()
    note = KEPT_WHOLE.format(mail.why) if mail.why and missing else ""
    text = storable("\n\n".join(filter(None, (mail.text.strip(), note))))
    return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - len(CUT)] + CUT


def _written(one: Address) -> str:
    """Write "Name <address>"; only the real address stands in angle brackets."""
    name, address = (
        unturned(storable(words)).translate(_NO_BRACKETS).strip()
        for words in (one.name, one.address)
    )
    name, address = name[:NAME_LIMIT].strip(), address[:ADDRESS_LIMIT]
    return f"{name} <{address}>" if name and address else name or address


def _believable(moment: datetime | None) -> datetime | None:
    """Take a time that a mail tells, unless it is nonsense."""
    if moment is None:
        return None
    try:
        told = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return told if EARLIEST <= told <= now() + CLOCKS_DIFFER else None


def _said(mail: Mail, letter: Letter) -> dict[str, Any]:
    """Keep what else the message says of itself, where it says anything."""
    told: dict[str, Any] = {
        "from": [_written(one) for one in mail.sender[1:]],
        "reply_to": [_written(one) for one in mail.reply_to],
        "to": [_written(one) for one in mail.to[:50]],
        "cc": [_written(one) for one in mail.cc[:50]],
        "authentication": [storable(one) for one in mail.authentication],
        "labels": [storable(one) for one in (*mail.labels, *letter.labels)],
        "links": [_link(one) for one in links_elsewhere(mail)],
        "marks": sorted(mail.marks),
        "html": bool(mail.html),
        "note": letter.note,
        "why": mail.why,
    }
    return {name: value for name, value in told.items() if value}


def _link(one: Link) -> dict[str, str]:
    return {"service": one.service, "url": storable(one.url)}


def _files(mail: Mail) -> Iterator[ArrivedFile]:
    for number, one in enumerate(mail.attachments, start=1):
        if not _is_decoration(one):
            yield ArrivedFile(one.name or f"part {number}", one.data)


def _is_decoration(one: Attachment) -> bool:
    """Tell logos and dots of signatures from pictures that somebody sent; the raw mail has them."""
    return one.shown and len(one.data) < LOGO_LIMIT and one.mime.startswith("image/")
