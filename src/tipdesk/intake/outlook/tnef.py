"""Reads winmail.dat (TNEF), in which Outlook wraps what other programs cannot read."""

from tipdesk.intake.mail.message import Attachment, Mail
from tipdesk.intake.outlook.attributes import (
    MESSAGE,
    NEXT,
    PAGE,
    PEOPLE,
    Part,
    attributes,
    take_people,
)
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
from tipdesk.intake.outlook.properties import OBJECT, Properties, Value, page_of

SIGNATURE = b"\x78\x9f\x3e\x22"
ENDING = ".tnef"
MIME = "application/ms-tnef"
READ_LIMIT = 4  # times the size of the file, for messages inside each other
NOT_READ = "it is damaged, or nothing of Outlook's"
CUT_OFF = "a part of it is missing or damaged"

_DATA = 0x3701
_KIND_OF_OBJECT = 16


def is_tnef(head: bytes) -> bool:
    """Tell a winmail.dat by its first bytes."""
    return head.startswith(SIGNATURE)


def read_tnef(raw: bytes) -> Mail:
    """Read a winmail.dat; never raises: what can't be read is told in `why`."""
    if not is_tnef(raw):
        return damaged(Mail(), NOT_READ)
    try:
        return _Reading(READ_LIMIT * len(raw)).message(raw, 0)
    except (RecursionError, MemoryError):
        return damaged(Mail(), NOT_READ)


class _Reading:
    def __init__(self, left: int) -> None:
        self._left = left

    def message(self, raw: bytes, depth: int) -> Mail:
        message, attached = Part(), list[Part]()
        people: list[dict[int, Value]] = []
        page, whole = 0, True
        for each in attributes(raw):
            if each.name == NEXT or (each.level != MESSAGE and not attached):
                attached.append(Part())
            part = message if each.level == MESSAGE else attached[-1]
            if each.name == PAGE:
                page = int.from_bytes(each.data[:4], "little")
            elif each.name == PEOPLE:
                whole &= take_people(each.data, people)
            else:
                whole &= part.take(each)
        said = Properties(message.values, page or page_of(message.values))
        mail = letter(
            said,
            [Properties(values, said.page) for values in people],
            [self._enclosure(part, said.page, depth) for part in attached[:ATTACHMENTS_LIMIT]],
        )
        if len(attached) > ATTACHMENTS_LIMIT:
            mail = too_much(mail, TOO_MANY)
        return mail if whole else damaged(mail, CUT_OFF)

    def _enclosure(self, part: Part, page: int, depth: int) -> Enclosure:
        said, data = Properties(part.values, page), part.data
        if value := part.values.get(_DATA):
            data = value.data[_KIND_OF_OBJECT:] if value.kind == OBJECT else value.data
        if value and is_tnef(data):
            return self._inner(said, data, depth)
        link = link_of(said)
        return Enclosure(link=link) if link and not data else Enclosure(file_of(said, data))

    def _inner(self, said: Properties, data: bytes, depth: int) -> Enclosure:
        self._left -= len(data)
        if depth + 1 >= NESTING_LIMIT or self._left < 0:
            return Enclosure(mail=too_much(Mail(), TOO_DEEP))
        mail = self.message(data, depth + 1)
        if depth:  # it lies inside the file of the message around it
            return Enclosure(mail=mail)
        name = mail.subject or file_of(said, data).name
        return Enclosure(Attachment(f"{name}{ENDING}", data, MIME), mail)
