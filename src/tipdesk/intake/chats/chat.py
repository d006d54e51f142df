"""One exported chat as it was read: who said what, when, and which files came with it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ChatFile:
    """A file of the export; `data` reads its bytes, at most as many as may be kept."""

    name: str = field(repr=False)
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Saying:
    """One message of a chat; `sender` is the name as it stands there, empty for the program's own.

    `sent_at` has a zone only where the export has one. `files` are those found for it; `missing`
    names the ones that it speaks of and that did not come along.
    """

    sender: str = field(repr=False)
    sent_at: datetime | None
    text: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)  # a phone number or handle, where it is told
    files: tuple[ChatFile, ...] = ()
    missing: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Chat:
    """A whole chat, in its own order; `why` says what could not be read, in a sentence."""

    program: str = field(repr=False)  # "WhatsApp", "Signal", "Telegram"
    title: str = field(repr=False)
    sayings: tuple[Saying, ...] = ()
    others: tuple[ChatFile, ...] = ()  # files that no message speaks of
    why: str = field(default="", repr=False)
