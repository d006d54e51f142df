"""Our end: start the fork server, hire a walled-in child, talk with it, tell how it ended."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from tipdesk.media.checks import LyingAnswer
from tipdesk.media.line import ALLOW, END, HANDED, HIRE, PREFIX, Header, framed
from tipdesk.media.wall.confine import Limits

_CHUNK = 1 << 20
_PARTING = 5.0  # seconds in which an honest child, or the server, has gone


class ServerLost(Exception):
    """The fork server is gone; the file may be tried again with a new one."""


class ChildEnded(Exception):
    """The child is gone; `exit_code` counts a signal negative, `peak` is bytes of memory."""

    def __init__(self, exit_code: int, peak: int) -> None:
        super().__init__(exit_code)
        self.exit_code, self.peak = exit_code, peak

    @property
    def out_of_time(self) -> bool:
        """Tell whether it used up its processor time."""
        return self.exit_code == -signal.SIGXCPU


class Overdue(Exception):
    """The child did not answer in time."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many bytes of header and of blob an honest answer has at most."""

    header: int
    blob: int


class Server:
    """A running fork server; threads may share it."""

    def __init__(self, module: str, anchors: bytes = b"") -> None:
        self._control, theirs = socket.socketpair()
        self._hiring = threading.Lock()
        self._has_hired = False
        with theirs, tempfile.TemporaryFile() as handed_over:
            handed_over.write(anchors)
            handed_over.seek(0)
            handles = [theirs.fileno(), handed_over.fileno()]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", module, *map(str, handles)],
                pass_fds=handles,
                stdin=subprocess.DEVNULL,
                env=_environment(),
                process_group=0,  # Ctrl+C is for us, who let go of it in our time
            )

    def hire(self, entrance: str, file: int, limits: Limits, shared: Sequence[int] = ()) -> "Child":
        """Have a fresh child fork that begins with the open `file`; raises ServerLost."""
        line, their_line = socket.socketpair()
        leash, their_leash = socket.socketpair()
        request = HIRE.pack(entrance.encode(), limits.memory, limits.cpu + 1)
        with their_line, their_leash:
            handles = [their_line.fileno(), their_leash.fileno(), file, *shared]
            self._has_hired = True
            try:
                with self._hiring:
                    socket.send_fds(self._control, [request], handles)
            except OSError as error:
                line.close()
                leash.close()
                raise ServerLost from error
        return Child(line, leash)

    def end(self) -> None:
        """Hang up; the server kills its children and goes."""
        self._control.close()
        if not self._has_hired:  # it may still be loading: nobody waits for that
            self._process.kill()
        try:
            self._process.wait(timeout=_PARTING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Child:
    """A walled-in child; one thread at a time."""

    def __init__(self, line: socket.socket, leash: socket.socket) -> None:
        self._line, self._leash = line, leash
        self._allowed_at = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when an answer comes."""
        return self._line.fileno()

    def hand(self, file: int) -> None:
        """Hand in the next file."""
        with suppress(OSError):  # who is gone is found gone when asked for the answer
            socket.send_fds(self._line, [HANDED], [file])

    def ask(self, request: Header, limits: Limits) -> None:
        """Send a request and give processor time for it."""
        self._allow(limits.cpu)
        with suppress(OSError):
            self._line.settimeout(limits.wall)
            self._line.sendall(framed(request))

    def answer(self, bounds: Bounds, seconds: float) -> tuple[bytes, bytes]:
        """Wait for an answer and return header and blob, unchecked but for their length.

        Raises Overdue, LyingAnswer, ChildEnded or ServerLost.
        """
        deadline = time.monotonic() + seconds
        length, behind = PREFIX.unpack(self._exactly(PREFIX.size, deadline))
        if length > bounds.header or behind > bounds.blob:
            raise LyingAnswer("an answer longer than agreed")
        return self._exactly(length, deadline), self._exactly(behind, deadline)

    def part(self) -> ChildEnded:
        """Let the child end by itself and tell how it went; raises Overdue or ServerLost."""
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_WR)
        try:
            return self._end(_PARTING)
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Hang up; the server kills the child if it still lives."""
        self._line.close()
        self._leash.close()

    def _allow(self, cpu: int) -> None:
        # Once a second is enough, since a second more is given: few files cost as much.
        if time.monotonic() - self._allowed_at >= 1:
            self._allowed_at = time.monotonic()
            with suppress(OSError):
                self._leash.sendall(ALLOW.pack(cpu + 1))

    def _exactly(self, count: int, deadline: float) -> bytes:
        came = bytearray()
        while len(came) < count:
            self._line.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                piece = self._line.recv(min(_CHUNK, count - len(came)))
            except TimeoutError:
                raise Overdue from None
            except ConnectionResetError:
                piece = b""
            if not piece:
                raise self._end(_PARTING)
            came += piece
        return bytes(came)

    def _end(self, seconds: float) -> ChildEnded:
        self._leash.settimeout(seconds)
        try:
            end = self._leash.recv(END.size, socket.MSG_WAITALL)
        except TimeoutError:
            raise Overdue from None
        except OSError as error:
            raise ServerLost from error
        if len(end) < END.size:
            raise ServerLost
        return ChildEnded(*END.unpack(end))


def _environment() -> dict[str, str]:
    # Nothing of ours (a passphrase, a session bus) goes along; one thread and one heap keep
    # forking sound and the memory limit meaningful.
    return {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "LC_ALL": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
