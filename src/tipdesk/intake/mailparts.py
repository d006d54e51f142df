"""Walks through the parts of a mail and tells its texts from its files."""

import mimetypes
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import Message

from tipdesk.intake.arrival import ArrivedFile
from tipdesk.intake.htmltext import text_of
from tipdesk.intake.mailwords import decoded, text_in

# Everything that Python's mail library was seen to raise on hostile mail.
MISHAPS = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)
SAID_LIMIT = 4_000_000
NAME_LIMIT = 500
ODD_PART = "[A part of this mail could not be read; it is in the attached mail.]"
FORWARDED = "--- Forwarded: {0} ---"


@dataclass(slots=True)
class Contents:
    """The texts and the files of a mail, in their order."""

    texts: list[str] = field(default_factory=list, repr=False)
    files: list[ArrivedFile] = field(default_factory=list)


def collect(part: Message, into: Contents) -> None:
    """Take everything out of a part and the parts in it."""
    if not part.is_multipart():
        _collect_leaf(part, into)
    elif part.get_content_type() == "multipart/alternative":
        _collect_best(part, into)
    else:
        if part.get_content_type() == "message/rfc822":
            into.texts.append(FORWARDED.format(decoded(_inside(part)[0].get("Subject", ""))))
        for child in _inside(part):
            collect(child, into)


def _inside(part: Message) -> list[Message]:
    return [child for child in part.get_payload() if isinstance(child, Message)]


def _collect_best(part: Message, into: Contents) -> None:
    """Take the plain text where the same is said twice; files count from all versions."""
    versions = []
    for child in _inside(part):
        version = Contents()
        collect(child, version)
        into.files += version.files
        if any(text.strip() for text in version.texts):
            versions.append((child.get_content_type() != "text/plain", version.texts))
    if versions:
        into.texts += min(versions, key=lambda version: version[0])[1]


def _collect_leaf(part: Message, into: Contents) -> None:
    try:
        data = part.get_payload(decode=True)
        name = _name_of(part)
        data = data if isinstance(data, bytes) else b""
        if _is_said(part) and not name:
            into.texts.append(_text_of(part, data))
        elif data or name:
            into.files.append(ArrivedFile(name or _number(part, into), data))
    except MISHAPS:
        into.texts.append(ODD_PART)


def _is_said(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return False
    # A part that promised parts and has none is read as the text that it is.
    said = {"text/plain", "text/html"}
    return part.get_content_type() in said or part.get_content_maintype() == "multipart"


def _text_of(part: Message, data: bytes) -> str:
    text = text_in(data, part.get_content_charset("utf-8"))[:SAID_LIMIT]
    return text_of(text) if part.get_content_type() == "text/html" else text


def _name_of(part: Message) -> str:
    name = decoded(part.get_filename(""))
    if len(name) <= NAME_LIMIT:
        return name
    return name[: NAME_LIMIT // 2] + "…" + name[-NAME_LIMIT // 2 :]


def _number(part: Message, into: Contents) -> str:
    extension = mimetypes.guess_extension(part.get_content_type()) or ""
    return f"part {len(into.files) + 1}{extension}"
