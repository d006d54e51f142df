"""Reads the message files of Outlook (.msg)."""

import re
import struct
from collections.abc import Iterator

from tipdesk.intake.mail.message import Attachment, Mail
from tipdesk.intake.outlook.compound import SIGNATURE, Compound, NotCompound, Storage
from tipdesk.intake.outlook.compoundwriting import bound
from tipdesk.intake.outlook.inside import PROPERTIES, folder_of, message_of
from tipdesk.intake.outlook.letter import (
    ATTACHMENTS_LIMIT,
    NESTING_LIMIT,
    TOO_DEEP,
    TOO_MANY,
    Enclosure,
    damaged,
    file_of,
    letter,
    link_of,
    too_much,
)
from tipdesk.intake.outlook.properties import MANY, Properties, Value, page_of

NOT_READ = "it is damaged, or no Outlook message"
CUT_OFF = "the end of the file is missing"

ENDING = ".msg"
MIME = "application/vnd.ms-outlook"

_VALUE = re.compile(r"__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})", re.IGNORECASE)
_INSIDE = "__substg1.0_3701000d"
_DATA, _HEADERS = 0x3701, 0x007D
_FIXED = struct.Struct("<HH4x8s")
_HEADS = (32, 24)  # of a message by itself, and of one inside another
_HEAD_OF_PART = 8


def is_msg(head: bytes) -> bool:
    """Tell a compound file by its first bytes; old documents of Office begin like that, too."""
    return head.startswith(SIGNATURE)


def read_msg(raw: bytes) -> Mail:
    """Read an Outlook message; never raises: what can't be read is told in `why`."""
    try:
        compound = Compound(raw)
        mail = _Reading(compound).message(compound.root, 0)
    except (NotCompound, ValueError, LookupError, struct.error, RecursionError, MemoryError):
        return damaged(Mail(), NOT_READ)
    return damaged(mail, CUT_OFF) if compound.cut else mail


def headers_in(raw: bytes) -> str:
    """Give the header lines of the servers, which Outlook keeps as one text; empty without any."""
    try:
        compound = Compound(raw)
        return _Reading(compound).said(compound.root, _HEADS[0]).text(_HEADERS)
    except (NotCompound, ValueError, LookupError, struct.error, RecursionError, MemoryError):
        return ""


class _Reading:
    def __init__(self, compound: Compound) -> None:
        self._compound = compound

    def message(self, storage: Storage, depth: int) -> Mail:
        said = self.said(storage, _HEADS[min(depth, 1)])
        parts = _numbered(storage, "__attach_version1.0_")
        people = _numbered(storage, "__recip_version1.0_")
        recipients = [self.said(each, _HEAD_OF_PART, said.page) for each in people]
        enclosures = [self._enclosure(each, said.page, depth) for each in parts[:ATTACHMENTS_LIMIT]]
        mail = letter(said, recipients, enclosures)
        if len(parts) > ATTACHMENTS_LIMIT:
            return too_much(mail, TOO_MANY)
        return mail

    def said(self, storage: Storage, head: int, page: int | None = None) -> Properties:
        values = dict(self._fixed(storage, head))
        for name, stream in storage.streams.items():
            found = _VALUE.fullmatch(name)
            kind = int(found[2], 16) if found else MANY
            if found and not kind & MANY:
                values[int(found[1], 16)] = Value(kind, self._compound.read(stream))
        return Properties(values, page_of(values) if page is None else page)

    def _fixed(self, storage: Storage, head: int) -> Iterator[tuple[int, Value]]:
        stream = storage.stream(PROPERTIES)
        data = self._compound.read(stream)[head:] if stream else b""
        for kind, name, value in _FIXED.iter_unpack(data[: len(data) // 16 * 16]):
            yield name, Value(kind, value)

    def _enclosure(self, storage: Storage, page: int, depth: int) -> Enclosure:
        said = self.said(storage, _HEAD_OF_PART, page)
        inside = storage.storage(_INSIDE)
        if inside is None:
            link, data = link_of(said), said.data(_DATA)
            return Enclosure(link=link) if link and not data else Enclosure(file_of(said, data))
        if inside.stream(PROPERTIES) is None:
            return Enclosure(file_of(said, bound(folder_of(self._compound, inside))))
        if depth + 1 >= NESTING_LIMIT:
            return Enclosure(mail=too_much(Mail(), TOO_DEEP))
        mail = self.message(inside, depth + 1)
        if depth:  # it lies inside the file of the message around it
            return Enclosure(mail=mail)
        data = bound(message_of(self._compound, inside))
        name = file_of(said, data).name or mail.subject
        return Enclosure(Attachment(f"{name.removesuffix(ENDING)}{ENDING}", data, MIME), mail)


def _numbered(storage: Storage, beginning: str) -> list[Storage]:
    names = sorted(name for name in storage.storages if name.lower().startswith(beginning))
    return [storage.storages[name] for name in names]
