"""Asks the window that has a desk open to come forward. No Qt here: a second start is quick."""

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_runtime_path

if TYPE_CHECKING:
    import socket

CALL, ANSWER = b"tipdesk 1 come forward\n", b"coming\n"
_PATIENCE = 1.0
_LETTERS = 24


def ring(desk: Path) -> bool:
    """Ask the window on this desk to come forward; tell whether there is one that does."""
    if (bell := _bell_that_hangs(desk)) is None:
        return False
    import socket  # noqa: PLC0415  most starts find nobody to ask

    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(_PATIENCE)
            line.connect(str(bell))
            line.sendall(CALL)
            return _heard(line) == ANSWER
    except (OSError, AttributeError):  # nobody answers, or the system has no such sockets
        return False


def _bell_that_hangs(desk: Path) -> Path | None:
    folder = _folder()
    try:
        if folder is None or not any(folder.iterdir()):
            return None
    except OSError:
        return None
    return bell_of(desk)


def bell_of(desk: Path) -> Path | None:
    """Tell where the window on a desk listens; None where others could listen there, too."""
    folder = _folder()
    try:
        if folder is None or not _is_private(folder):
            return None
        place = str(desk.expanduser().resolve()).encode("utf-8", "surrogateescape")
    except (OSError, RuntimeError):
        return None
    import hashlib  # noqa: PLC0415  most starts do without it

    return folder / hashlib.sha256(place).hexdigest()[:_LETTERS]


def _folder() -> Path | None:
    """Give the folder of this person's running programs, where the system has one."""
    if sys.platform == "linux" and not os.environ.get("XDG_RUNTIME_DIR"):
        return None
    return user_runtime_path("tipdesk")


def _is_private(folder: Path) -> bool:
    """Tell whether a folder is one of this person's, and nobody else's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not hasattr(os, "getuid"):
        return True  # a pipe of Windows, which is for its owner alone
    told = folder.lstat()
    shared = stat.S_IMODE(told.st_mode) & 0o077
    return stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() and not shared


def _heard(line: "socket.socket") -> bytes:
    heard = b""
    while len(heard) < len(ANSWER) and (more := line.recv(len(ANSWER) - len(heard))):
        heard += more
    return heard
