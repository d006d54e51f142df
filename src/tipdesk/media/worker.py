"""Reads strangers' files in walled-in processes and turns every mishap into a result."""

import errno
import os
import stat
import threading
from pathlib import Path
from typing import Self

from tipdesk.media.answers import LyingAnswer, longest, parse
from tipdesk.media.kinds import AUDIO, HEAD, PICTURE, VIDEO, Kind, kind_of
from tipdesk.media.lifeline import Outcome, Server, ServerLost, is_out_of_time
from tipdesk.media.reading import Reading
from tipdesk.media.wall.confine import CAN_CONFINE, Limits

LIMITS = {PICTURE: Limits(), VIDEO: Limits(cpu=30, wall=60), AUDIO: Limits(cpu=30, wall=60)}

EMPTY = "The file is empty."
CRASHED = "The reader crashed on this file; the original is kept."
TOO_LONG = "Reading this file took too long; the original is kept."
LIED = "The reader gave an impossible answer for this file; the original is kept."
LOST = "The reader could not be started; the original is kept."
NO_WALL = "Tipdesk decodes pictures and videos only on Linux and macOS yet; the original is kept."
NOT_A_FILE = "This is not a plain file; it was not opened."
UNOPENED = "The file could not be opened."
REFUSED = {
    errno.ENOENT: "The file is no longer there.",
    errno.EACCES: "The file may not be read by this user.",
    errno.ELOOP: "This is a link to a file; it was not followed.",
    errno.ENXIO: NOT_A_FILE,
}


class Readers:
    """A pool of walled-in readers; threads may share it."""

    def __init__(
        self,
        workers: int = 2,
        *,
        limits: dict[str, Limits] = LIMITS,
        module: str = "tipdesk.media.readers",
    ) -> None:
        self._limits = limits
        self._module = module
        self._turns = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._closed = False
        # Started now, so that it is warm when the first file comes; nobody waits for it.
        self._server = Server(module) if CAN_CONFINE else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: Path, *, size: int = 512) -> Reading:
        """Return what the file says about itself, with a preview of at most `size` a side.

        Never raises for a bad file: whatever goes wrong is a reading of kind "unreadable".
        """
        try:
            file, head = _open(path)
        except OSError as error:
            return _unreadable(REFUSED.get(error.errno or 0, UNOPENED))
        try:
            return self._look(file, kind_of(head, path.name), size) if head else _unreadable(EMPTY)
        finally:
            os.close(file)

    def close(self) -> None:
        """End the server and whatever it still reads."""
        with self._lock:
            self._closed = True
            server, self._server = self._server, None
        if server:
            server.end()

    def _look(self, file: int, looks_like: Kind, size: int) -> Reading:
        kind, mime = looks_like
        if kind not in self._limits:
            return Reading(kind, mime)
        if not CAN_CONFINE:
            return _unreadable(NO_WALL, mime)
        with self._turns:
            return self._ask(file, mime, size, self._limits[kind])

    def _ask(self, file: int, mime: str, size: int, limits: Limits) -> Reading:
        for _attempt in range(2):
            server = self._running()
            try:
                outcome = server.ask(file, size, limits, longest(size))
            except ServerLost:
                self._forget(server)
            else:
                return _judge(outcome, mime, size)
        return _unreadable(LOST, mime)

    def _running(self) -> Server:
        with self._lock:
            if self._closed:
                raise RuntimeError("the readers are closed")
            if self._server is None:
                self._server = Server(self._module)
            return self._server

    def _forget(self, lost: Server) -> None:
        with self._lock:
            if self._server is lost:
                self._server = None
        lost.end()


def _open(path: Path) -> tuple[int, bytes]:
    """Open a plain file, never following a link nor waiting; return it with its first bytes."""
    flags = os.O_RDONLY
    for guard in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, guard, 0)
    file = os.open(path, flags)
    try:
        return file, _head(file)
    except OSError:
        os.close(file)
        raise


def _head(file: int) -> bytes:
    if not stat.S_ISREG(os.fstat(file).st_mode):
        raise OSError(errno.ENXIO, "not a plain file")
    head = os.read(file, HEAD)
    os.lseek(file, 0, os.SEEK_SET)  # the reader shares this position
    return head


def _judge(outcome: Outcome, mime: str, size: int) -> Reading:
    if is_out_of_time(outcome):
        return _unreadable(TOO_LONG, mime)
    if outcome.exit_code != 0:
        return _unreadable(CRASHED, mime)
    try:
        return parse(outcome.answer, size)
    except LyingAnswer:
        return _unreadable(LIED, mime)


def _unreadable(reason: str, mime: str = "application/octet-stream") -> Reading:
    return Reading("unreadable", mime, reason)
