"""Reads a mail: never raises, takes linear time, and says what it had to leave out."""

import re

from tipdesk.intake.mail.addresses import addresses_in
from tipdesk.intake.mail.contents import Contents, contents_of
from tipdesk.intake.mail.dates import date_in
from tipdesk.intake.mail.header import RAW, Header
from tipdesk.intake.mail.marks import marks_of
from tipdesk.intake.mail.message import Address, Mail
from tipdesk.intake.mail.parts import Part, Structure, taken_apart
from tipdesk.intake.mail.receipts import authentication_of, received_at
from tipdesk.intake.mail.words import decoded
from tipdesk.newsroom.states import Mark

NO_HEADER = "it has no header"
DAMAGED = "some of its parts are damaged"
UNREAD = "it could not be taken apart"
# Nothing is known to raise one of these; a mail that does is kept, and the next one is read.
MISHAPS = (ValueError, LookupError, TypeError, ArithmeticError, RecursionError, MemoryError)
_ID = re.compile(r"<((?>[^<>]*))>")
_LABEL = re.compile(r"(?>\s*)\"((?>[^\"]*))\"?|((?>[^,]+))")
_IDS_LIMIT = 1_000


def read_mail(raw: bytes) -> Mail:
    """Read a mail, whatever its bytes are; what could be read of it is there."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    try:
        return _read(raw)
    except MISHAPS:
        return Mail(marks=frozenset({Mark.DAMAGED}), why=UNREAD)


def _read(raw: bytes) -> Mail:
    structure = taken_apart(raw)
    contents = contents_of(structure.root)
    header = _readable(structure.root)
    return Mail(
        subject=line(header["subject"]),
        sender=_everyone(header, "from"),
        reply_to=addresses_in(header["reply-to"]),
        to=_everyone(header, "to"),
        cc=_everyone(header, "cc"),
        message_id=_id(header["message-id"]),
        in_reply_to=_ids(header["in-reply-to"]),
        references=_ids(header["references"]),
        date=date_in(header["date"]),
        received=received_at(header),
        text="\n\n".join(filter(None, contents.texts)),
        html="\n".join(contents.html),
        attachments=tuple(contents.files),
        authentication=authentication_of(header),
        labels=_labels(header),
        marks=marks_of(structure.root, contents) | _limits(structure, contents),
        why=_why(structure, contents),
    )


def _readable(root: Part) -> Header:
    """Give the header; letters that it does not encode are in the set of the first text."""
    header = root.header
    words = header["subject"] + header["from"]
    if words.isascii() or not RAW.search(words):
        return header
    part = root
    while part.children and not part.parameters.get("charset"):
        part = part.children[0]
    return header.read_as(part.parameters.get("charset", ""))


def line(value: str) -> str:
    """Give a header's value decoded, in one line."""
    return " ".join(decoded(value).split())


def _everyone(header: Header, name: str) -> tuple[Address, ...]:
    """Name all, also of a field that stands twice: a second From is told, not hidden."""
    return tuple(one for value in header.every(name) for one in addresses_in(value))


def _id(value: str) -> str:
    found = _ID.search(value)
    return line(found[1] if found else value).strip("<>")


def _ids(value: str) -> tuple[str, ...]:
    if not value:
        return ()
    found = _ID.findall(value) if "<" in value else value.split()
    return tuple("".join(decoded(one).split()) for one in found[:_IDS_LIMIT])


def _labels(header: Header) -> tuple[str, ...]:
    if "x-gmail-labels" not in header:
        return ()
    found = _LABEL.findall(line(header["x-gmail-labels"]))
    return tuple(filter(None, ((quoted or bare).strip() for quoted, bare in found)))


def _limits(structure: Structure, contents: Contents) -> set[Mark]:
    marks = set()
    if structure.cut or contents.cut:
        marks.add(Mark.CUT)
    if structure.damaged or contents.damaged or not structure.root.header.fields:
        marks.add(Mark.DAMAGED)
    return marks


def _why(structure: Structure, contents: Contents) -> str:
    why = structure.cut or contents.cut
    if not why and not structure.root.header.fields:
        why = NO_HEADER
    if not why and (structure.damaged or contents.damaged):
        why = DAMAGED
    return why
