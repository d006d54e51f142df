"""The pool of walled-in readers: whatever happens to them, strangers' files only ever give results.

To find the system call that a library misses behind the wall: `strace -f -e trace=all -Z` on
`python -m pytest` of its test, or on `tipdesk inspect FILE`, and look for EPERM in the child's
calls; whoever adds one to `wall/seccomp.py` says there why it is harmless. What a library opens or
imports late (data files, plugins, codecs) must be loaded in the fork server before: see `load` in
`readers/entrance.py`.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from tipdesk.media.conversation import LOST, Conversation, ReaderEnded
from tipdesk.media.kinds import AUDIO, PICTURE, VIDEO
from tipdesk.media.lifeline import Child, Server, ServerLost
from tipdesk.media.plainfile import opened, refusal
from tipdesk.media.reading import Reading
from tipdesk.media.sitting import NO_WALL, Sitting
from tipdesk.media.wall.confine import CAN_CONFINE, Limits

# By kind or, where only some of a kind are decoded, by MIME type; others are not opened.
LIMITS = {
    PICTURE: Limits(),
    VIDEO: Limits(cpu=30, wall=60),
    AUDIO: Limits(cpu=30, wall=60),
    "application/pdf": Limits(),
}
READ_BY_WORKER = frozenset(LIMITS)
# Raised when the readers find more in files than before: files read by older ones are read again.
READER_VERSION = 2
CONVERSATION = Limits(cpu=30, wall=20)


class Readers:
    """A pool of walled-in readers; threads may share it.

    `anchors` are trust lists, packed by `trust.pack`; `workers` read at the same time.
    """

    def __init__(
        self,
        workers: int = 2,
        *,
        limits: Mapping[str, Limits] = LIMITS,
        anchors: bytes = b"",
        module: str = "tipdesk.media.readers",
    ) -> None:
        self._limits = limits
        self._start = (module, anchors)
        self._turns = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._closed = False
        # Started now, so that it is warm when the first file comes; nobody waits for it.
        self._server = Server(*self._start) if CAN_CONFINE else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sitting(self) -> Sitting:
        """Begin to read the files of one tip, all of them in one fresh child."""
        return Sitting(self._hire, self._limits, self._turns)

    def read(self, path: Path, *, size: int = 512, frames: int = 0, hasty: bool = False) -> Reading:
        """Read one file in a fresh child; see Sitting.read()."""
        with self.sitting() as sitting:
            return sitting.read(path, size=size, frames=frames, hasty=hasty)

    def converse(
        self,
        entrance: str,
        path: Path,
        *,
        limits: Limits = CONVERSATION,
        shared: Sequence[int] = (),
    ) -> Conversation:
        """Have a fresh child run the entrance on one file; it maps the memfds `shared` first.

        Raises ReaderEnded, saying why, where there can be no conversation about this file.
        """
        if not CAN_CONFINE:
            raise ReaderEnded(NO_WALL)
        try:
            with opened(path) as (file, _):
                return Conversation(self._hire(entrance, file, limits, shared), limits)
        except OSError as error:
            raise ReaderEnded(refusal(error)) from None
        except ServerLost:
            raise ReaderEnded(LOST) from None

    def close(self) -> None:
        """End the server and whatever it still reads."""
        with self._lock:
            self._closed = True
            server, self._server = self._server, None
        if server:
            server.end()

    def _hire(self, entrance: str, file: int, limits: Limits, shared: Sequence[int] = ()) -> Child:
        server = self._running()
        try:
            return server.hire(entrance, file, limits, shared)
        except ServerLost:
            self._forget(server)
        return self._running().hire(entrance, file, limits, shared)

    def _running(self) -> Server:
        with self._lock:
            if self._closed:
                raise RuntimeError("the readers are closed")
            if self._server is None:
                self._server = Server(*self._start)
            return self._server

    def _forget(self, lost: Server) -> None:
        with self._lock:
            if self._server is lost:
                self._server = None
        lost.end()
