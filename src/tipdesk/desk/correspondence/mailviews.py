"""Shows a message as it came: its header field by field, its raw text, its bytes as a file."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tipdesk.intake.mail.header import HEADER_LIMIT, Header, header_at
from tipdesk.intake.mail.words import decoded
from tipdesk.intake.outlook.msg import ENDING, headers_in, is_msg
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import MessageId
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.names import safe, shown, storable
from tipdesk.store.database import Store
from tipdesk.store.outside import write_whole

RAW_LIMIT = 256 * 1024  # bytes that are shown; a file has all of them
FIELDS_LIMIT = 300
VALUE_LIMIT = 4_000
MAIL_ENDING = ".eml"
_HEAD = 16

_NAME = re.compile(r"^([!-9;-~]+)[ \t]*:", re.MULTILINE)
_CONTROLS = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One field: its value decoded, and as it came where that says something else."""

    name: str = field(repr=False)
    value: str = field(repr=False)
    raw: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class HeadersView:
    """The header of a message; `cut` where it has more than is shown."""

    fields: tuple[HeaderField, ...] = field(repr=False)
    cut: bool


@dataclass(frozen=True, slots=True)
class RawView:
    """The beginning of a message as text; `size` counts all its bytes, `shown` those that are here.

    `text` is empty where its bytes are no text, as in a message file of Outlook.
    """

    text: str = field(repr=False)
    size: int
    shown: int


def headers_view(store: Store, message: MessageId) -> HeadersView:
    """Give all fields of the header in their order, what turns or hides text made visible."""
    raw = raw_of(store, message)
    if is_msg(raw[:_HEAD]):
        raw = headers_in(raw).encode("utf-8", "replace")
    header = header_at(raw, 0, len(raw))
    fields = [_field(name, value) for name, value in _named(raw, header)]
    return HeadersView(tuple(fields[:FIELDS_LIMIT]), header.cut or len(fields) > FIELDS_LIMIT)


def raw_view(store: Store, message: MessageId) -> RawView:
    """Give the beginning of a message as it came; what no screen can show is written out."""
    path = _place(store, message)
    try:
        with path.open("rb") as file:
            head, size = file.read(RAW_LIMIT), os.fstat(file.fileno()).st_size
    except OSError:
        raise _gone() from None
    if is_msg(head):
        return RawView("", size, 0)
    text = head.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return RawView(_CONTROLS.sub(lambda line: shown(line[0]), text), size, len(head))


def raw_of(store: Store, message: MessageId) -> bytes:
    """Give all bytes of a message as it came."""
    try:
        return _place(store, message).read_bytes()
    except OSError:
        raise _gone() from None


def export_raw(store: Store, message: MessageId, path: Path) -> None:
    """Write a message as it came, byte for byte, for the eyes of its owner alone."""
    write_whole(path, raw_of(store, message), mode=0o600)


def file_name(store: Store, message: MessageId) -> str:
    """Propose a name for the file of a message, by its subject."""
    with store.reading() as session:
        row = session.get(Message, message)
        subject = row.subject if row else ""
    try:
        with _place(store, message).open("rb") as file:
            ending = ENDING if is_msg(file.read(_HEAD)) else MAIL_ENDING
    except OSError:
        raise _gone() from None
    return safe(f"{subject[:80].strip() or 'message'}{ending}", set())


def _place(store: Store, message: MessageId) -> Path:
    with store.reading() as session:
        row = session.get(Message, message)
    if row is None or row.digest is None:
        raise NotFound("This message has no bytes of its own: it came as a part of a chat.")
    return store.files.path(row.digest)


def _gone() -> NotFound:
    return NotFound("The message as it came can't be read; check the desk's files.")


def _named(raw: bytes, header: Header) -> Iterator[tuple[str, str]]:
    """Give the fields with their names as they were written."""
    text = raw[: min(len(raw), header.end, HEADER_LIMIT)].decode("utf-8", "surrogateescape")
    written = (found[1] for found in _NAME.finditer(text))
    for name, value in header.fields:
        yield next((one for one in written if one.lower() == name), name), value


def _field(name: str, value: str) -> HeaderField:
    came = value.strip(" \t\r\n")[:VALUE_LIMIT]
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", came)
    said = shown(storable(" ".join(decoded(came).split())))
    as_it_came = shown(storable(" ".join(unfolded.split())))
    return HeaderField(shown(storable(name)), said, "" if as_it_came == said else as_it_came)
