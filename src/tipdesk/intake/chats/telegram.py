"""Reads the chats that Telegram exports as JSON: one chat, or all of them."""

from collections.abc import Iterator
from datetime import datetime

from tipdesk.intake.chats.bundle import Bundle
from tipdesk.intake.chats.chat import Chat, ChatFile, Saying
from tipdesk.intake.chats.marked import Record, moment, parsed, record, records, text

PROGRAM = "Telegram"
ALL = "All chats"
CHAT = "Chat: {0}"
ANSWER = "[answers an earlier message]\n{0}"
FORWARDED = "[forwarded from {0}]\n{1}"

_MEDIA = ("photo", "file")
_NOT_INCLUDED = "("  # "(File not included. ...)", in whatever words


def read_telegram(bundle: Bundle) -> Chat | None:
    """Read the export in a bundle; nothing where there is none."""
    for name in bundle.find("result.json"):
        said = record(parsed(bundle.read(name) or b""))
        chats = _chats(said)
        if chats:
            return _Reading(bundle, name).chat(chats)
    return None


def _chats(said: Record) -> list[Record]:
    if isinstance(said.get("messages"), list):
        return [said]
    lists = (record(said.get(name)) for name in ("chats", "left_chats"))
    return [chat for each in lists for chat in records(each.get("list"))]


class _Reading:
    def __init__(self, bundle: Bundle, name: str) -> None:
        self._bundle = bundle
        self._folder = name.rpartition("/")[0]
        self._used = {name}

    def chat(self, chats: list[Record]) -> Chat:
        several = len(chats) > 1
        sayings: list[Saying] = []
        for chat in chats:
            if several:
                sayings.append(Saying("", None, CHAT.format(text(chat.get("name")))))
            sayings += map(self._saying, records(chat.get("messages")))
        others = (name for name in self._bundle.names if name not in self._used)
        files = tuple(filter(None, map(self._bundle.file, others)))
        title = ALL if several else text(chats[0].get("name")) or self._bundle.title
        return Chat(PROGRAM, title, tuple(sayings), files, self._bundle.why)

    def _saying(self, message: Record) -> Saying:
        service = message.get("type") == "service"
        files, missing = self._media(message)
        return Saying(
            sender="" if service else text(message.get("from")),
            sent_at=_sent_at(message),
            text=_service(message) if service else _said(message),
            contact="" if service else text(message.get("from_id")),
            files=files,
            missing=missing,
        )

    def _media(self, message: Record) -> tuple[tuple[ChatFile, ...], tuple[str, ...]]:
        files: list[ChatFile] = []
        missing: list[str] = []
        for kind in _MEDIA:
            place = text(message.get(kind))
            path = f"{self._folder}/{place}".lstrip("/")
            file = self._bundle.file(path) if place else None
            if file:
                self._used |= {path, f"{path}_thumb.jpg"}
                files.append(ChatFile(text(message.get("file_name")) or file.name, file.data))
            elif place:
                known = kind if place.startswith(_NOT_INCLUDED) else place
                missing.append(text(message.get("file_name")) or known)
        return tuple(files), tuple(missing)


def _sent_at(message: Record) -> datetime | None:
    seconds = text(message.get("date_unixtime"))
    if seconds:
        return moment(seconds)
    try:
        return datetime.fromisoformat(text(message.get("date"))).replace(tzinfo=None)
    except ValueError:
        return None


def _said(message: Record) -> str:
    said = "\n".join(filter(None, [_plain(message.get("text")), *_besides(message)]))
    source = text(message.get("forwarded_from"))
    if source:
        said = FORWARDED.format(source, said)
    return ANSWER.format(said) if message.get("reply_to_message_id") else said


def _plain(value: object) -> str:
    """Join a text that is written in pieces: words, links, names."""
    if not isinstance(value, list):
        return text(value)
    return "".join(text(each) or text(record(each).get("text")) for each in value)


def _besides(message: Record) -> Iterator[str]:
    """Tell what else a message brings, in words."""
    yield text(message.get("sticker_emoji"))
    place = record(message.get("location_information"))
    if place:
        yield f"Location: {place.get('latitude')}, {place.get('longitude')}"
    contact = record(message.get("contact_information"))
    if contact:
        names = (text(contact.get(each)) for each in ("first_name", "last_name", "phone_number"))
        yield f"Contact: {' '.join(filter(None, names))}"
    poll = record(message.get("poll"))
    if poll:
        answers = (text(each.get("text")) for each in records(poll.get("answers")))
        yield "\n".join([f"Poll: {text(poll.get('question'))}", *(f"- {each}" for each in answers)])


def _service(message: Record) -> str:
    action = text(message.get("action")).replace("_", " ")
    pieces = [text(message.get("actor")), action, text(message.get("title"))]
    return " ".join(filter(None, [*pieces, _plain(message.get("text"))]))
