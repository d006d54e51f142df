"""Reads the chats that WhatsApp exports: a text and the files that it names."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from tipdesk.intake.chats.bundle import Bundle, own_name
from tipdesk.intake.chats.chat import Chat, ChatFile, Saying
from tipdesk.intake.chats.whatsappdates import When, moments_of, when_in

PROGRAM = "WhatsApp"
SAYINGS_LIMIT = 500_000
TOO_LONG = "It has more than 500,000 messages; those after them are only in the export."
FIRST_LINES = 5

_SIGNS = "[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
# On an iPhone [date, time] Name: text; on Android date, time - Name: text.
_LINE = re.compile(rf"{_SIGNS}(?:\[([^\]\n]{{8,60}}?)\] ?|([^\n]{{8,60}}?) [-–] )(.*)", re.DOTALL)
_NAMED = re.compile(rf"({_SIGNS}[^\n]{{1,120}}?): (.*)", re.DOTALL)
_CALLED = re.compile(r"_chat\.txt$|WhatsApp", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s().\-\u00a0\u2011]{7,30}")
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# <attached: name.jpg> in any language, or name.jpg (file attached) on a line of its own.
_ATTACHED = re.compile(r"<[^<>:：\n]{1,40}[:：] ?([^<>\n]{1,255}\.\w{1,8})>")
_WITH_NOTE = re.compile(rf"{_SIGNS}([^\n]{{1,255}}?\.\w{{1,8}}) \([^()\n]{{3,40}}\)(?:\n|$)")
_OWN_NAME = re.compile(r"[A-Z]{3}-\d{8}-WA\d{4,}\.\w{1,8}")
_LEFT_OUT = re.compile(r"<[^<>:：\n]{3,60}>")
_LEFT_OUT_WORDS = re.compile(
    r"omitted|omitid|omess|omis\b|absent|weggelassen|weggelaten|ausgeschlossen|oculta|pominięt"
    r"|не включен|пропущен|atlandı|dahil edilmedi|dihilangkan|tidak disertakan|استبعاد|محذوف"
    r"|省略|忽略|略過|생략|utelämn|utelatt|udeladt|ausente|vynech|kihagy|omis[ăe]|παραλείφθηκ",
    re.IGNORECASE,
)
_LEFT_OUT_LENGTH = 40
_TITLE = re.compile(
    r"(?:[^\n]{0,20}\bWhatsApp\b[^\n]{0,20}?) "
    r"(?:-|with|mit|con|com|avec|met|med|ile|с|z|s) (.+)"
)


@dataclass(slots=True)
class _Message:
    when: When
    date: str = field(repr=False)
    rest: str = field(repr=False)
    lines: list[str] = field(default_factory=list, repr=False)


def read_whatsapp(bundle: Bundle) -> Chat | None:
    """Read the first text that is a chat of WhatsApp; nothing where there is none."""
    for name in bundle.find(".txt"):
        text = (bundle.read(name) or b"").decode("utf-8", "replace")
        if _is_chat(text):
            return _Reading(bundle, name).chat(text)
    return None


def looks_like_whatsapp(bundle: Bundle) -> bool:
    """Tell by the beginning of its text; among many texts only one that is called like a chat."""
    texts = bundle.find(".txt")
    likely = texts if len(bundle.names) == 1 else list(filter(_CALLED.search, texts))
    return any(_is_chat((bundle.read(name) or b"").decode("utf-8", "replace")) for name in likely)


def _is_chat(text: str) -> bool:
    begins = [line for line in text[:4096].split("\n") if line.strip()][:FIRST_LINES]
    return any(_message(line) for line in begins[:1]) or sum(map(bool, map(_message, begins))) > 1


def _message(line: str) -> _Message | None:
    found = _LINE.match(line.rstrip("\r"))
    if not found:
        return None
    date = found[1] or found[2]
    when = when_in(date)
    return _Message(when, _INVISIBLE.sub("", date), found[3]) if when else None


class _Reading:
    def __init__(self, bundle: Bundle, text_name: str) -> None:
        self._bundle = bundle
        self._text_name = text_name
        self._paths = {own_name(name): name for name in reversed(bundle.names)}
        self._used = {text_name}
        self._title = _title(own_name(text_name), bundle.title)

    def chat(self, text: str) -> Chat:
        messages, cut = _messages(text)
        moments, doubt = moments_of([message.when for message in messages])
        sayings = [self._saying(*each) for each in zip(messages, moments, strict=True)]
        others = [name for name in self._bundle.names if name not in self._used]
        files = tuple(filter(None, map(self._bundle.file, others)))
        why = self._bundle.why or (TOO_LONG if cut else doubt)
        return Chat(PROGRAM, self._title, tuple(sayings), files, why)

    def _saying(self, message: _Message, moment: datetime | None) -> Saying:
        whole = "\n".join([message.rest, *message.lines]).rstrip()
        named = _NAMED.fullmatch(whole)
        sender, text = (
            (_tidy(named[1]).lstrip("~ \u202f\u00a0"), named[2]) if named else ("", whole)
        )
        marked = text.startswith("\u200e")
        files, missing, text = self._media(text)
        if sender == self._title and marked and not files and not missing:
            sender = ""  # what the program itself says, in the name of the chat
        if moment is None:
            text = f"[{message.date}] {text}"
        contact = sender if _PHONE.fullmatch(sender) else ""
        return Saying(sender, moment, _tidy(text), contact, files, missing)

    def _media(self, text: str) -> tuple[tuple[ChatFile, ...], tuple[str, ...], str]:
        """Tell the files that a message names, those that didn't come, and what else it says."""
        name, rest = self._named(text)
        if name:
            path = self._paths.get(name)
            file = self._bundle.file(path) if path else None
            if path and file:
                self._used.add(path)
                return (file,), (), rest
            return (), (name,), rest
        said = _tidy(text)
        if _LEFT_OUT.fullmatch(said):
            return (), (said.strip("<>"),), ""
        marked = text.startswith("\u200e") and len(said) <= _LEFT_OUT_LENGTH
        if marked and _LEFT_OUT_WORDS.search(said):
            return (), (said,), ""
        return (), (), text

    def _named(self, text: str) -> tuple[str, str]:
        if attached := _ATTACHED.search(text):
            return _tidy(attached[1]), text[: attached.start()] + text[attached.end() :]
        noted = _WITH_NOTE.match(text)
        if noted:
            name = _tidy(noted[1])
            if name in self._paths or _OWN_NAME.fullmatch(name):
                return name, text[noted.end() :]
        return "", text


def _messages(text: str) -> tuple[list[_Message], bool]:
    messages: list[_Message] = []
    for line in text.split("\n"):
        message = _message(line)
        if message and len(messages) >= SAYINGS_LIMIT:
            return messages, True
        if message:
            messages.append(message)
        elif messages:
            messages[-1].lines.append(line.rstrip("\r"))
    return messages, False


def _tidy(text: str) -> str:
    return _INVISIBLE.sub("", text).strip()


def _title(name: str, bundle: str) -> str:
    """Tell with whom the chat is, by the name of its text or of the export."""
    for each in (name.removesuffix(".txt"), bundle):
        found = _TITLE.fullmatch(each.strip())
        if found:
            return found[1].strip()
    return bundle
