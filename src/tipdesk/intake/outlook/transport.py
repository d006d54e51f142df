"""What the servers wrote over a message, which Outlook keeps as one text beside its own facts."""

import re
from dataclasses import replace

from tipdesk.intake.mail.message import Attachment, Mail
from tipdesk.intake.mail.reading import read_mail
from tipdesk.newsroom.states import Mark

HEADERS_LIMIT = 256 * 1024
SIGNED = "multipart/signed"

# Exchange begins the text with a line of its own.
_FIRST_FIELD = re.compile(r"^[!-9;-~]{1,200}:", re.MULTILINE)
_TOLD = frozenset({Mark.AUTO, Mark.BULK, Mark.BOUNCE})


def with_headers(mail: Mail, headers: str) -> Mail:
    """Add what the headers of a message tell; who wrote it and when is believed from them."""
    first = _FIRST_FIELD.search(headers[:HEADERS_LIMIT])
    if not first:
        return mail
    fields = headers[first.start() : first.start() + HEADERS_LIMIT].rstrip()
    said = read_mail(fields.encode("utf-8", "replace") + b"\n\n")
    return replace(
        mail,
        subject=mail.subject or said.subject,
        sender=said.sender if any(each.address for each in said.sender) else mail.sender,
        reply_to=said.reply_to or mail.reply_to,
        to=mail.to or said.to,
        cc=mail.cc or said.cc,
        message_id=mail.message_id or said.message_id,
        in_reply_to=mail.in_reply_to or said.in_reply_to,
        references=mail.references or said.references,
        date=said.date or mail.date,
        received=said.received or mail.received,
        authentication=said.authentication,
        marks=mail.marks | said.marks & _TOLD,
    )


def unsealed(mail: Mail) -> Mail:
    """Take apart what Outlook keeps of a signed mail: one attachment that holds all of it."""
    files: list[Attachment] = []
    texts = [mail.text]
    for file in mail.attachments:
        inside = read_mail(file.data) if file.mime.lower() == SIGNED else None
        if inside is None or not inside.attachments:
            files.append(file)
        else:
            files += inside.attachments
            texts.append("" if mail.text else inside.text)
    return replace(mail, attachments=tuple(files), text="\n\n".join(filter(None, texts)))
