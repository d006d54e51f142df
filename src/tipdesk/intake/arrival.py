"""What came to the door, and the receipt that the desk gives for it."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tipdesk.intake.contributors import Person
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.tip import NewTip


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """One file as it came: its name is data and never a place; `provenance` is where it was.

    `message` counts the messages of its arrival: the one that it came with, if it did with one.
    """

    name: str = field(repr=False)
    source: Path | bytes = field(repr=False)
    provenance: str = field(default="", repr=False)
    message: int | None = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One message as it was sent: a mail, or a line of a chat; the fields of newsroom's Message.

    `answers` are the ids of messages that it replies to, the nearest first. `raw` is kept beside
    it, byte for byte.
    """

    key: str = field(repr=False)
    sender: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)
    sent_at: datetime | None = None
    received_at: datetime | None = None
    message_id: str = field(default="", repr=False)
    answers: tuple[str, ...] = field(default=(), repr=False)
    said: dict[str, Any] = field(default_factory=dict, repr=False)
    raw: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One tip as it came, by whatever channel.

    `wordless` says that the headline was made from the names of the files: if the desk has them
    all, nothing is new. Messages that the desk has are never new; those that answer a message of
    a tip, or go on with its chat, join that tip. `section` is given to its stories that have none.
    `check_signatures` says that an editor wants those of its messages checked over the network.
    `caller` is who sent it, where an editor has said that already.
    """

    tip: NewTip = field(repr=False)
    files: tuple[ArrivedFile, ...] = ()
    messages: tuple[Told, ...] = ()
    mailbox: int | None = None
    section: str = ""
    assignee: str = field(default="", repr=False)
    wordless: bool = False
    check_signatures: bool = False
    caller: Person | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Known:
    """Something that the desk had already, and the tips that have it."""

    name: str = field(repr=False)
    tips: tuple[TipId, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be taken in, and why."""

    name: str = field(repr=False)
    sentence: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one arrival; `tip` is None where there was nothing new to log.

    `joined` is the tip that new messages went to instead. `skipped` names what systems leave in
    folders and nobody sent: .DS_Store, Thumbs.db. `notes` are sentences about what was left out.
    """

    tip: TipId | None
    change: Change
    known: tuple[Known, ...] = ()
    refused: tuple[Refused, ...] = ()
    skipped: tuple[str, ...] = field(default=(), repr=False)
    joined: TipId | None = None
    notes: tuple[str, ...] = field(default=(), repr=False)
