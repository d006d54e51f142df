"""What came to the door, and the receipt that the desk gives for it."""

from dataclasses import dataclass, field
from pathlib import Path

from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.tip import NewTip


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """One file as it came: its name is data and never a place; `provenance` is where it was."""

    name: str = field(repr=False)
    source: Path | bytes = field(repr=False)
    provenance: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One tip as it came, by whatever channel.

    `raw` is the whole message where there is one; it is kept beside its parts. `wordless` says
    that the headline was made from the names of the files: if the desk has them all, nothing is
    new. A message that the desk has is never new.
    """

    tip: NewTip = field(repr=False)
    files: tuple[ArrivedFile, ...] = ()
    raw: bytes | None = field(default=None, repr=False)
    raw_name: str = field(default="message.eml", repr=False)
    wordless: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A file that the desk had already, and the tips that have it."""

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

    `skipped` names what systems leave in folders and nobody sent: .DS_Store, Thumbs.db.
    """

    tip: TipId | None
    change: Change
    known: tuple[Known, ...] = ()
    refused: tuple[Refused, ...] = ()
    skipped: tuple[str, ...] = field(default=(), repr=False)
