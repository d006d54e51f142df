"""What a mail or a mailbox file says, for a program and for a person."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tipdesk.cli.records import Record
from tipdesk.intake.letters import OF_A_MESSAGE, read_letter
from tipdesk.intake.mail.boxes import letter_alone
from tipdesk.intake.mail.elsewhere import links_elsewhere
from tipdesk.intake.mail.honesty import findings, in_a_sentence
from tipdesk.intake.mail.mboxes import LONGEST, Slice, slices_of
from tipdesk.intake.mail.message import Address, Mail
from tipdesk.media.plainfile import opened
from tipdesk.media.reading import Reading
from tipdesk.newsroom.states import FileKind, Mark, in_words

OUTLOOK = "application/vnd.ms-outlook"
# Outlook's messages begin like old documents of Office.
_COMPOUND = "application/msword"
_FEW = 10  # of the addresses that a mail went to
_MARKED = {
    Mark.AUTO: "An answering machine wrote it.",
    Mark.BOUNCE: "It reports that a mail did not arrive.",
    Mark.BULK: "It was sent to many.",
    Mark.SIGNED: "It is signed; the signature was not checked.",
    Mark.ENCRYPTED: "It is encrypted.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A mail, or a mailbox file: how many messages it has, how many of them were deleted."""

    kind: FileKind
    mime: str
    mail: Mail | None = field(default=None, repr=False)
    messages: int | None = None
    deleted: int = 0
    doubtful: int = 0


def told_in(path: Path, reading: Reading) -> Told | None:
    """Read a file that is a mail or a mailbox; None where it is neither."""
    empty = reading.kind == FileKind.UNREADABLE and path.suffix.lower() == ".mbox"
    asked = reading.kind in {FileKind.MAIL, FileKind.MBOX} or reading.mime == _COMPOUND
    if not asked and not empty:
        return None
    try:
        with opened(path) as (descriptor, head), os.fdopen(descriptor, "rb", closefd=False) as file:
            if reading.kind == FileKind.MBOX or (empty and not head):
                return _mailbox(slices_of(file))
            return _one_mail(letter_alone(file.read(LONGEST), path).raw, reading.mime)
    except OSError:
        return None


def _mailbox(slices: Iterator[Slice]) -> Told:
    """Count; a mailbox of one message is told like the message."""
    messages = deleted = doubtful = 0
    first = b""
    for one in slices:
        messages += one.begins
        deleted += one.expunged
        doubtful += one.doubtful
        first = one.message() if one.begins and messages == 1 else first
    mail = read_letter(first) if messages == 1 else None
    return Told(FileKind.MBOX, "application/mbox", mail, messages, deleted, doubtful)


def _one_mail(raw: bytes, mime: str) -> Told | None:
    if mime == _COMPOUND and OF_A_MESSAGE not in raw:
        return None
    return Told(FileKind.MAIL, OUTLOOK if mime == _COMPOUND else mime, read_letter(raw))


def record_of_mail(told: Told | None) -> Record:
    """Tell a program; the keys are there for every file."""
    mail = told.mail if told else None
    return {
        "subject": mail.subject if mail else None,
        "from": _addresses(mail.sender) if mail else None,
        "reply_to": _addresses(mail.reply_to) if mail else None,
        "message_id": mail.message_id if mail else None,
        "date": mail.date.isoformat() if mail and mail.date else None,
        "attachments": [
            {
                "name": file.name,
                "size": len(file.data),
                "sha256": hashlib.sha256(file.data).hexdigest(),
                "mime": file.mime,
            }
            for file in mail.attachments
        ]
        if mail
        else None,
        "links": [link.url for link in links_elsewhere(mail)] if mail else None,
        "marks": sorted(mail.marks) if mail else None,
        "messages": told.messages if told else None,
        "deleted": told.deleted if told and told.messages is not None else None,
    }


def _addresses(many: tuple[Address, ...]) -> list[str]:
    return [one.address for one in many if one.address]


def lines_of_mail(told: Told) -> Iterator[str]:
    """Tell a person who wrote what, and what to make of it."""
    if told.messages is not None:
        yield f"  {told.messages} messages, {told.deleted} of them deleted"
    if told.mail:
        yield from _lines_of(told.mail)
    yield from (f"  - {remark}" for remark in remarks_on(told))


def _lines_of(mail: Mail) -> Iterator[str]:
    said = {
        "From": ", ".join(map(_written, mail.sender)),
        "To": ", ".join(map(_written, mail.to[:_FEW])) + (" …" if len(mail.to) > _FEW else ""),
        "Subject": mail.subject,
        "Date": mail.date.strftime("%Y-%m-%d %H:%M %z") if mail.date else "",
        "Marked": ", ".join(in_words(mark) for mark in sorted(mail.marks)),
    }
    for name, value in said.items():
        if value:
            yield f"    {name:<20} {value}"
    for file in mail.attachments:
        yield f"    {'Attached':<20} {file.name}  ({len(file.data):,} bytes, {file.mime})"
    for link in links_elsewhere(mail):
        yield f"    {'Linked, not fetched':<20} {link.service}: {link.url}"


def remarks_on(told: Told | None) -> list[str]:
    """Say in sentences what an editor should know of a mail."""
    if told is None:
        return []
    found = ["Where some of its messages begin is not certain."] if told.doubtful else []
    if told.mail:
        found += [in_a_sentence(one) for one in findings(told.mail)]
        found += [words for mark, words in _MARKED.items() if mark in told.mail.marks]
        found += [f"Not all of it could be read: {told.mail.why}."] if told.mail.why else []
    return found


def _written(one: Address) -> str:
    return f"{one.name} <{one.address}>" if one.name and one.address else one.name or one.address
