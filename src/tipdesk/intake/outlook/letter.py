"""Makes one mail of what an Outlook message, however it was packed, says in its properties."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tipdesk.intake.mail.message import Attachment, Mail
from tipdesk.intake.mail.naming import numbered
from tipdesk.intake.outlook.addresses import CC, TO, recipients_of, reply_to, sender_of
from tipdesk.intake.outlook.properties import Properties
from tipdesk.intake.outlook.transport import unsealed, with_headers
from tipdesk.intake.outlook.words import words_of
from tipdesk.newsroom.states import Mark

NESTING_LIMIT = 30
ATTACHMENTS_LIMIT = 1_000
NAME_LIMIT = 500
FORWARDED = "--- Forwarded: {0} ---"
ELSEWHERE = "[Not attached, only linked: {0}]"
TOO_DEEP = "messages lie too deep inside each other"
TOO_MANY = "it has too many attachments"

_CLASS, _SUBJECT, _NORMAL_SUBJECT, _PREFIX = 0x001A, 0x0037, 0x0E1D, 0x003D
_HEADERS = 0x007D
_MESSAGE_ID, _IN_REPLY_TO, _REFERENCES = 0x1035, 0x1042, 0x1039
_SENT, _DELIVERED, _CREATED = 0x0039, 0x0E06, 0x3007
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME = 0x3707, 0x3704, 0x3001
_MIME, _CONTENT_ID, _PATH, _METHOD = 0x370E, 0x3712, 0x370D, 0x3705
_BY_LINK = frozenset({2, 3, 4, 7})

_ID = re.compile(r"<([^<>\s]{1,998})>")
_SHOWN = re.compile(r"cid:([^\"'\s<>)]{1,998})", re.IGNORECASE)
_COUNTED = re.compile("^\x01[\0-\x20]?")  # older Outlooks say how long the "RE: " is


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What was attached: a file, a message that was read, or a link to where it lies."""

    file: Attachment | None = None
    mail: Mail | None = field(default=None, repr=False)
    link: str = field(default="", repr=False)


def letter(said: Properties, recipients: list[Properties], enclosures: Sequence[Enclosure]) -> Mail:
    """Put together what a message says and what came with it."""
    text, html = words_of(said)
    inner = [each.mail for each in enclosures if each.mail]
    links = [ELSEWHERE.format(each.link) for each in enclosures if each.link]
    mail = Mail(
        subject=_subject(said),
        sender=sender_of(said),
        reply_to=reply_to(said),
        to=recipients_of(recipients, TO),
        cc=recipients_of(recipients, CC),
        message_id=" ".join(_ids(said.text(_MESSAGE_ID))[:1]),
        in_reply_to=_ids(said.text(_IN_REPLY_TO)),
        references=_ids(said.text(_REFERENCES)),
        date=said.moment(_SENT) or said.moment(_DELIVERED),
        received=said.moment(_DELIVERED),
        text="\n\n".join(filter(None, [text, *links, *map(_forwarded, inner)])),
        html=html,
        attachments=tuple(_files(enclosures, html)),
        marks=_marks(said).union(*(each.marks & {Mark.CUT, Mark.DAMAGED} for each in inner)),
        why=next((each.why for each in inner if each.why), ""),
    )
    return unsealed(with_headers(mail, said.text(_HEADERS)))


def file_of(said: Properties, data: bytes) -> Attachment:
    """Make a file of an attachment and its bytes."""
    return Attachment(
        name=said.text(_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME)[:NAME_LIMIT],
        data=data,
        mime=said.text(_MIME) or "application/octet-stream",
        cid=said.text(_CONTENT_ID).strip().strip("<>"),
    )


def link_of(said: Properties) -> str:
    """Tell where an attachment lies that is only linked."""
    return said.text(_PATH) if said.number(_METHOD) in _BY_LINK else ""


def too_much(mail: Mail, why: str) -> Mail:
    """Mark a mail as cut, and say why; what was said before stays."""
    return replace(mail, marks=mail.marks | {Mark.CUT}, why=mail.why or why)


def damaged(mail: Mail, why: str) -> Mail:
    """Mark a mail as damaged, and say why; what could be read stays."""
    return replace(mail, marks=mail.marks | {Mark.DAMAGED}, why=mail.why or why)


def _files(enclosures: Iterable[Enclosure], html: str) -> Iterable[Attachment]:
    shown = set(_SHOWN.findall(html))
    for number, each in enumerate(enclosures, start=1):
        if each.file:
            name = each.file.name or numbered(number, each.file.mime)
            seen = bool(each.file.cid) and each.file.cid in shown
            yield replace(each.file, name=name, shown=seen)
        if each.mail:
            yield from each.mail.attachments


def _forwarded(mail: Mail) -> str:
    return f"{FORWARDED.format(mail.subject)}\n\n{mail.text}".strip()


def _subject(said: Properties) -> str:
    whole = _COUNTED.sub("", said.text(_SUBJECT))
    return whole or said.text(_PREFIX) + said.text(_NORMAL_SUBJECT)


def _ids(text: str) -> tuple[str, ...]:
    found = tuple(_ID.findall(text))
    return found or tuple(text.split()[:1])


def _marks(said: Properties) -> frozenset[Mark]:
    kind = said.text(_CLASS).lower()
    if kind.startswith("ipm.note.smime"):
        return frozenset({Mark.SIGNED if "multipartsigned" in kind else Mark.ENCRYPTED})
    if kind.startswith("report.") and kind.endswith(".ndr"):
        return frozenset({Mark.BOUNCE})
    if kind.startswith(("report.", "ipm.note.rules.oof")):
        return frozenset({Mark.AUTO})
    return frozenset()
