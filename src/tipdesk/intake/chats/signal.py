"""Reads the chats that Signal exports: `main.jsonl`, one record a line, and a folder of files."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from hashlib import sha256

from tipdesk.intake.chats.bundle import Bundle, own_name
from tipdesk.intake.chats.chat import Chat, ChatFile, Saying
from tipdesk.intake.chats.marked import Record, moment, parsed, record, records, text

PROGRAM = "Signal"
ALL = "All chats"
CHAT = "Chat: {0}"
ME = "Me"
DELETED = "[deleted for everyone]"
ONCE = "[to be seen once]"

_THOUSAND = 1000
_NAMES = (
    ("nickname", "given"),
    ("systemGivenName", "systemFamilyName"),
    ("profileGivenName", "profileFamilyName"),
    ("username",),
    ("e164",),
)


def read_signal(bundle: Bundle) -> Chat | None:
    """Read the export in a bundle; nothing where there is none."""
    for name in bundle.find("main.jsonl"):
        lines = (bundle.read(name) or b"").splitlines()
        if any(record(parsed(line)).keys() & {"chatItem", "recipient"} for line in lines[:20]):
            return _Reading(bundle, name).chat(lines)
    return None


class _Reading:
    def __init__(self, bundle: Bundle, name: str) -> None:
        self._bundle = bundle
        self._used = {name}
        self._people: dict[str, Record] = {}
        self._chats: dict[str, str] = {}
        self._sayings: dict[str, list[Saying]] = {}
        self._stems = {own_name(each).partition(".")[0]: each for each in bundle.names}
        self._digests: dict[str, str] = {}

    def chat(self, lines: list[bytes]) -> Chat:
        for line in lines:
            self._take(record(parsed(line)))
        others = (name for name in self._bundle.names if name not in self._used)
        files = tuple(filter(None, map(self._bundle.file, others)))
        titles = [self._title(chat) for chat in self._sayings]
        title = ALL if len(titles) > 1 else "".join(titles) or self._bundle.title
        return Chat(PROGRAM, title, tuple(self._all()), files, self._bundle.why)

    def _all(self) -> Iterator[Saying]:
        for chat, sayings in self._sayings.items():
            if len(self._sayings) > 1:
                yield Saying("", None, CHAT.format(self._title(chat)))
            yield from sayings

    def _take(self, frame: Record) -> None:
        person, chat = record(frame.get("recipient")), record(frame.get("chat"))
        item = record(frame.get("chatItem"))
        if person:
            self._people[text(person.get("id"))] = person
        if chat:
            self._chats[text(chat.get("id"))] = text(chat.get("recipientId"))
        if item and "updateMessage" not in item:
            self._sayings.setdefault(text(item.get("chatId")), []).append(self._saying(item))

    def _title(self, chat: str) -> str:
        return _name(self._people.get(self._chats.get(chat, ""), {}))

    def _saying(self, item: Record) -> Saying:
        author = self._people.get(text(item.get("authorId")), {})
        files: list[ChatFile] = []
        missing: list[str] = []
        for pointer in _pointers(item):
            path = self._path(pointer)
            file = self._bundle.file(path) if path else None
            name = text(pointer.get("fileName"))
            if file:
                files.append(ChatFile(name or file.name, file.data))
            else:
                missing.append(name or text(pointer.get("contentType")))
        sent = text(item.get("dateSent"))
        return Saying(
            sender=_name(author),
            sent_at=moment(int(sent) / _THOUSAND) if sent.isascii() and sent.isdigit() else None,
            text=_said(item),
            contact=_contact(author),
            files=tuple(files),
            missing=tuple(missing),
        )

    def _path(self, pointer: Record) -> str:
        """Find a file by the name that Signal gives it, else by its bytes."""
        place = record(pointer.get("locatorInfo"))
        digest, key = _bytes(place.get("plaintextHash")), _bytes(place.get("localKey"))
        names = (digest.hex(), sha256(digest + key).hexdigest())
        path = next((self._stems[name] for name in names if name in self._stems), "")
        path = path or (self._by_bytes().get(digest.hex(), "") if digest else "")
        if path:
            self._used.add(path)
        return path

    def _by_bytes(self) -> dict[str, str]:
        if not self._digests:
            for name in self._bundle.names:
                self._digests[sha256(self._bundle.read(name) or b"").hexdigest()] = name
        return self._digests


def _name(person: Record) -> str:
    if "self" in person:
        return ME
    group = record(record(record(person.get("group")).get("snapshot")).get("title"))
    contact = record(person.get("contact"))
    contact = {**contact, **record(contact.get("nickname"))}
    for parts in _NAMES:
        name = " ".join(filter(None, (text(contact.get(part)) for part in parts)))
        if name:
            return name
    return text(group.get("title"))


def _contact(person: Record) -> str:
    contact = record(person.get("contact"))
    number = text(contact.get("e164"))
    return number if not number or number.startswith("+") else f"+{number}"


def _pointers(item: Record) -> Iterator[Record]:
    message = record(item.get("standardMessage"))
    for attachment in records(message.get("attachments")):
        yield record(attachment.get("pointer"))
    for single in ("longText", "sticker"):
        pointer = record(message.get(single) or record(item.get("stickerMessage")).get(single))
        pointer = record(pointer.get("data")) if single == "sticker" else pointer
        if pointer:
            yield pointer


def _said(item: Record) -> str:
    if "remoteDeletedMessage" in item:
        return DELETED
    if "viewOnceMessage" in item:
        return ONCE
    poll = record(item.get("poll"))
    if poll:
        options = (text(each.get("option")) for each in records(poll.get("options")))
        return "\n".join(
            [f"Poll: {text(poll.get('question'))}", *(f"- {each}" for each in options)]
        )
    contact = record(record(item.get("contactMessage")).get("contact"))
    if contact:
        name = record(contact.get("name"))
        words = " ".join(filter(None, (text(name.get(x)) for x in ("givenName", "familyName"))))
        numbers = [text(each.get("value")) for each in records(contact.get("number"))]
        return "Contact: " + " ".join([words, *numbers])
    return text(record(record(item.get("standardMessage")).get("text")).get("body"))


def _bytes(value: object) -> bytes:
    try:
        return b64decode(text(value) + "==")
    except (NotBase64, ValueError):
        return b""
