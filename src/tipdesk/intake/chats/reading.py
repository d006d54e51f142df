"""Reads an exported chat, whichever program it comes from."""

from contextlib import closing
from pathlib import Path

from tipdesk.intake.chats.bundle import bundle_of
from tipdesk.intake.chats.chat import Chat
from tipdesk.intake.chats.sigexport import read_sigexport
from tipdesk.intake.chats.signal import read_signal
from tipdesk.intake.chats.telegram import read_telegram
from tipdesk.intake.chats.whatsapp import read_whatsapp

_READERS = (read_telegram, read_signal, read_sigexport, read_whatsapp)


def read_chat(path: Path) -> Chat | None:
    """Read a folder, an archive or a single file as a chat; nothing where it is none."""
    bundle = bundle_of(path)
    if bundle is None:
        return None
    with closing(bundle):
        return next(filter(None, (read(bundle) for read in _READERS)), None)
