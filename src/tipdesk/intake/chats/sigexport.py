"""Reads what signal-export makes of Signal: a `chat.md` and its media, a folder for each chat."""

import re
from datetime import datetime

from tipdesk.intake.chats.bundle import Bundle, own_name
from tipdesk.intake.chats.chat import Chat, ChatFile, Saying

PROGRAM = "Signal"
ALL = "All chats"
CHAT = "Chat: {0}"

_LINE = re.compile(r"\[(\d{4}-\d\d-\d\d)[ T,]{1,2}(\d\d:\d\d(?::\d\d)?)\] ?([^:\n]{0,120}): ?(.*)")
_LINK = re.compile(r"!?\[([^\]\n]{0,255})\]\((?:\./)?(media/[^)\n]{1,500})\)")
_BEGIN = 4096


def read_sigexport(bundle: Bundle) -> Chat | None:
    """Read the chats in a bundle; nothing where there are none."""
    names = [name for name in bundle.find("chat.md") if own_name(name) == "chat.md"]
    texts = {name: (bundle.read(name) or b"").decode("utf-8", "replace") for name in names}
    if not any(_LINE.match(text.lstrip()[:_BEGIN]) for text in texts.values()):
        return None
    reading = _Reading(bundle)
    sayings: list[Saying] = []
    for name, text in texts.items():
        if len(texts) > 1:
            sayings.append(Saying("", None, CHAT.format(_title(name, bundle))))
        sayings += reading.sayings(name, text)
    others = (name for name in bundle.names if name not in reading.used | set(texts))
    files = tuple(filter(None, map(bundle.file, others)))
    title = ALL if len(texts) > 1 else _title(names[0], bundle)
    return Chat(PROGRAM, title, tuple(sayings), files, bundle.why)


class _Reading:
    def __init__(self, bundle: Bundle) -> None:
        self.used: set[str] = set()
        self._bundle = bundle

    def sayings(self, name: str, text: str) -> list[Saying]:
        messages: list[tuple[re.Match[str], list[str]]] = []
        for line in text.split("\n"):
            found = _LINE.fullmatch(line.rstrip())
            if found:
                messages.append((found, [found[4]]))
            elif messages:
                messages[-1][1].append(line.rstrip())
        folder = name.rpartition("/")[0]
        return [self._saying(found, "\n".join(lines), folder) for found, lines in messages]

    def _saying(self, found: re.Match[str], text: str, folder: str) -> Saying:
        files: list[ChatFile] = []
        missing: list[str] = []
        for link in _LINK.finditer(text):
            path = f"{folder}/{link[2]}".lstrip("/")
            file = self._bundle.file(path)
            if file:
                self.used.add(path)
                files.append(ChatFile(link[1] or file.name, file.data))
            else:
                missing.append(link[1] or own_name(link[2]))
        said = _LINK.sub("", text).strip()
        return Saying(found[3].strip(), _moment(found), said, "", tuple(files), tuple(missing))


def _moment(found: re.Match[str]) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{found[1]} {found[2]}")
    except ValueError:
        return None


def _title(name: str, bundle: Bundle) -> str:
    return own_name(name.rpartition("/")[0]) or bundle.title
