"""Who wrote an Outlook message and to whom: names, and addresses of the internet only.

Inside a company Outlook writes paths of its directory (X.500) where addresses should be. They
are no addresses, and stand nowhere.
"""

import re
import struct

from tipdesk.intake.mail.message import Address
from tipdesk.intake.outlook.codepages import decoded
from tipdesk.intake.outlook.properties import Properties

_SMTP = re.compile(r"(?:smtp:)?([^\s<>\"()@]{1,200}@[^\s<>\"(),;@]{1,255})", re.IGNORECASE)
# A recipient that carries its own name and address with it.
_ONE_OFF = bytes.fromhex("812b1fa4bea310199d6e00dd010f5402")
_ONE_OFF_HEAD = 24
_UNICODE = 0x8000
_ENTRIES_LIMIT = 1_000

# Where the name stands, the addresses in the order in which they are believed, and the entry.
Place = tuple[int, tuple[int, ...], int]
SENT_FOR: Place = (0x0042, (0x5D02, 0x0065), 0x0041)
SENDER: Place = (0x0C1A, (0x5D01, 0x0C1F), 0x0C19)
RECIPIENT: Place = (0x3001, (0x39FE, 0x3003), 0x0FFF)
_REPLY_NAMES, _REPLY_ENTRIES = 0x0050, 0x004F
_RECIPIENT_TYPE = 0x0C15
TO, CC = 1, 2


def sender_of(said: Properties) -> tuple[Address, ...]:
    """Tell for whom a message was sent, else who sent it; nobody in a draft."""
    found = [each for each in (address_at(said, SENT_FOR), address_at(said, SENDER)) if each]
    with_address = [each for each in found if each.address]
    return tuple((with_address or found)[:1])


def recipients_of(recipients: list[Properties], kind: int) -> tuple[Address, ...]:
    """List the recipients of one kind: TO or CC."""
    meant = (each for each in recipients if (each.number(_RECIPIENT_TYPE) or TO) & 3 == kind)
    return tuple(filter(None, (address_at(each, RECIPIENT) for each in meant)))


def reply_to(said: Properties) -> tuple[Address, ...]:
    """List to whom answers should go."""
    entries = _entries(said.data(_REPLY_ENTRIES))
    found = tuple(filter(None, (_one_off(entry, said.page) for entry in entries)))
    if found:
        return found
    names = (name.strip() for name in said.text(_REPLY_NAMES).split(";"))
    return tuple(Address(name, _smtp(name)) for name in names if name)[:_ENTRIES_LIMIT]


def address_at(said: Properties, place: Place) -> Address | None:
    """Read the name and address that stand in a place of a message."""
    name, addresses, entry = place
    carried = _one_off(said.data(entry), said.page) or Address()
    known = next(filter(None, (_smtp(said.text(each)) for each in addresses)), "")
    called = said.text(name).strip().strip("'\"") or carried.name
    address = known or carried.address or _smtp(called)
    called = "" if called.lower() == address.lower() else called
    return Address(called, address) if called or address else None


def _smtp(text: str) -> str:
    found = _SMTP.fullmatch(text.strip().strip("'\"<>"))
    return found[1] if found else ""


def _one_off(entry: bytes, page: int) -> Address | None:
    if entry[4:20] != _ONE_OFF or len(entry) < _ONE_OFF_HEAD:
        return None
    (flags,) = struct.unpack_from("<H", entry, 22)
    if flags & _UNICODE:
        text = entry[_ONE_OFF_HEAD:].decode("utf-16-le", "replace")
    else:
        text = decoded(entry[_ONE_OFF_HEAD:], page)
    name, _, address = [*text.split("\0"), "", "", ""][:3]
    return Address(name.strip(), _smtp(address)) if name or _smtp(address) else None


def _entries(data: bytes) -> list[bytes]:
    """Take a list of entries apart: how many, how long all are, then each with its length."""
    found: list[bytes] = []
    at = 8
    while at + 4 <= len(data) and len(found) < _ENTRIES_LIMIT:
        (size,) = struct.unpack_from("<I", data, at)
        found.append(data[at + 4 : at + 4 + size])
        at += 4 + size + -size % 4
    return found
