"""Reads an exported chat, whichever program it comes from."""

from contextlib import closing
from pathlib import Path

from tipdesk.intake.chats.bundle import Bundle, bundle_of, own_name
from tipdesk.intake.chats.chat import Chat
from tipdesk.intake.chats.sigexport import read_sigexport
from tipdesk.intake.chats.signal import read_signal
from tipdesk.intake.chats.sources import LOCKED
from tipdesk.intake.chats.telegram import read_telegram
from tipdesk.intake.chats.whatsapp import looks_like_whatsapp, read_whatsapp

_READERS = (read_telegram, read_signal, read_sigexport, read_whatsapp)
_MARKS = frozenset({"result.json", "main.jsonl", "chat.md"})
_NAMES = (("result.json", "Telegram"), ("main.jsonl", "Signal"), (".txt", "WhatsApp"))


def is_chat(path: Path) -> bool:
    """Tell whether a folder, an archive or a single file looks like an exported chat."""
    bundle = bundle_of(path)
    if bundle is None:
        return False
    with closing(bundle):
        marked = (name for ending in _MARKS for name in bundle.find(ending))
        return any(own_name(name).lower() in _MARKS for name in marked) or looks_like_whatsapp(
            bundle
        )


def read_chat(path: Path) -> Chat | None:
    """Read a folder, an archive or a single file as a chat; nothing where it is none."""
    bundle = bundle_of(path)
    if bundle is None:
        return None
    with closing(bundle):
        found = next(filter(None, (read(bundle) for read in _READERS)), None)
        return found or _shut(bundle)


def _shut(bundle: Bundle) -> Chat | None:
    """Tell of an archive whose files can't be read, but whose names are those of a chat."""
    if bundle.why != LOCKED:
        return None
    programs = (program for ending, program in _NAMES if bundle.find(ending))
    return next((Chat(program, bundle.title, why=bundle.why) for program in programs), None)
