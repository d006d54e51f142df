"""One mail as it was read: who wrote, when, what it says, what came with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from tipdesk.newsroom.states import Mark

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Address:
    """A name and an address as they stand in a header; either may be empty."""

    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is no text of the mail: its bytes decoded, its name and type as they came.

    `cid` is its Content-ID without brackets; `shown` says that the mail's HTML shows it.
    """

    name: str = field(repr=False)
    data: bytes = field(repr=False)
    mime: str = field(default="application/octet-stream", repr=False)
    cid: str = field(default="", repr=False)
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """What one mail says; nothing in it is trusted, and all of it may be empty.

    Ids stand without brackets. `date` is the sender's own clock in the zone it was written in;
    `received` is the newest Received line. `text` is everything that is said, in the order of the
    parts, HTML told as text; `html` is the HTML as it came. `authentication` are the values of the
    Authentication-Results lines where our own server writes them (`receipts.py`), newest first.
    `why` says in words why it could not be taken apart, or where it was cut.
    """

    subject: str = field(default="", repr=False)
    sender: tuple[Address, ...] = field(default=(), repr=False)
    reply_to: tuple[Address, ...] = field(default=(), repr=False)
    to: tuple[Address, ...] = field(default=(), repr=False)
    cc: tuple[Address, ...] = field(default=(), repr=False)
    message_id: str = field(default="", repr=False)
    in_reply_to: tuple[str, ...] = field(default=(), repr=False)
    references: tuple[str, ...] = field(default=(), repr=False)
    date: datetime | None = None
    received: datetime | None = None
    text: str = field(default="", repr=False)
    html: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = ()
    authentication: tuple[str, ...] = field(default=(), repr=False)
    labels: tuple[str, ...] = field(default=(), repr=False)
    marks: frozenset[Mark] = frozenset()
    why: str = field(default="", repr=False)
