"""Makes an arrival of an exported chat: one tip, message by message, the export kept beside it."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tipdesk.intake.arrival import Arrival, ArrivedFile, Told
from tipdesk.intake.chats.chat import Chat, ChatFile, Saying
from tipdesk.newsroom.names import storable, unturned
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.tip import HEADLINE_LIMIT, TEXT_LIMIT, NewTip
from tipdesk.newsroom.when import now

QUOTED = 30  # messages that the tip's own text begins with
SENDER_LIMIT = 150
_MORE = "… and {0:,} more messages"
_UNREAD = "[This chat could not be read whole: {0}]"


def arrival_of_chat(chat: Chat, export: Path) -> Arrival:
    """Make one tip of a chat; its messages have keys by which a later export goes on with it."""
    messages = tuple(_messages(chat))
    files = [
        _file(file, chat, number)
        for number, saying in enumerate(chat.sayings)
        for file in saying.files
    ]
    files += [_file(file, chat, None) for file in chat.others]
    if export.is_file():
        files.append(ArrivedFile(export.name, export, chat.program, None))
    tip = NewTip(
        headline=storable(f"{chat.program}: {chat.title}")[:HEADLINE_LIMIT],
        text=_text(chat),
        channel=Channel.CHAT,
        sender=_other(chat),
        received_at=max((told.sent_at for told in messages if told.sent_at), default=None),
    )
    return Arrival(tip, tuple(files), messages)


def _messages(chat: Chat) -> Iterator[Told]:
    seen: Counter[str] = Counter()
    for saying in chat.sayings:
        same = _digest(chat, saying)
        seen[same] += 1
        # Somebody may say the same twice in a minute.
        key = sha256(f"{same}/{seen[same]}".encode()).hexdigest()
        sent_at = _in_the_past(saying.sent_at)
        yield Told(
            key,
            sender=_sender(saying),
            text=storable(saying.text)[:TEXT_LIMIT],
            sent_at=sent_at,
            received_at=sent_at,
            said=_said(chat, saying),
        )


def _digest(chat: Chat, saying: Saying) -> str:
    when = saying.sent_at.isoformat() if saying.sent_at else ""
    files = (sha256(file.data).hexdigest() for file in saying.files)
    parts = (chat.program, chat.title, when, saying.sender, saying.text, *files)
    return sha256("\0\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _said(chat: Chat, saying: Saying) -> dict[str, Any]:
    told: dict[str, Any] = {
        "program": chat.program,
        "missing": [storable(name) for name in saying.missing],
        "zoneless": saying.sent_at is not None and saying.sent_at.tzinfo is None,
    }
    return {name: value for name, value in told.items() if value}


def _sender(saying: Saying) -> str:
    """Write "Name <number>", or the name alone: by a name nobody is known again."""
    name, contact = (
        "".join(sign for sign in unturned(storable(words)) if sign not in '<>"').strip()
        for words in (saying.sender, saying.contact)
    )
    name = name[:SENDER_LIMIT]
    return f"{name} <{contact}>" if name and contact and name != contact else contact or name


def _other(chat: Chat) -> str:
    """Name the one whom the chat is called after; a group's chat is nobody's."""
    titled = (one for one in chat.sayings if one.sender and one.sender in chat.title)
    first = next(titled, None)
    return _sender(first) if first else ""


def _file(file: ChatFile, chat: Chat, message: int | None) -> ArrivedFile:
    return ArrivedFile(file.name, file.data, chat.program, message)


def _text(chat: Chat) -> str:
    said = [one for one in chat.sayings if one.text.strip()]
    lines = [f"{one.sender}: {one.text}" if one.sender else one.text for one in said[:QUOTED]]
    if len(said) > QUOTED:
        lines.append(_MORE.format(len(said) - QUOTED))
    if chat.why:
        lines.append(_UNREAD.format(chat.why))
    return storable("\n".join(lines))[:TEXT_LIMIT]


def _in_the_past(moment: datetime | None) -> datetime | None:
    """Take a time that can be; without a zone it is meant as this computer's."""
    try:
        told = moment.astimezone() if moment else None
    except (OverflowError, ValueError, OSError):
        return None
    return told if told and told <= now() else None
