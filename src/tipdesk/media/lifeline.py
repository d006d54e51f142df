"""Our end of the line to the fork server: start it, hand it a file, wait for the answer."""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Self

from tipdesk.media.forkserver import END, REQUEST
from tipdesk.media.wall.confine import Limits

PATIENCE = 30.0  # seconds beyond a file's own limit before the server itself is given up
CHUNK = 1 << 20


class ServerLost(Exception):
    """The fork server is gone; the file may be tried again with a new one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a child sent, how it exited (a signal counts negative), and whether time ran out."""

    answer: bytes = field(repr=False)
    exit_code: int
    overdue: bool


class Server:
    """A running fork server; threads may share it."""

    def __init__(self, module: str) -> None:
        self._control, theirs = socket.socketpair()
        self._sending = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", module, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=_environment(),
            )

    def end(self) -> None:
        """Hang up; the server kills its children and goes."""
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def ask(self, file: int, size: int, limits: Limits, most: int) -> Outcome:
        """Have the open `file` read; take at most `most` bytes of answer, and one more to tell."""
        request = REQUEST.pack(size, limits.cpu, limits.wall, limits.memory)
        with _Pipe() as answer, _Pipe() as report:
            try:
                with self._sending:
                    handles = [file, answer.write_end, report.write_end]
                    socket.send_fds(self._control, [request], handles)
            except OSError as error:
                raise ServerLost from error
            answer.close_write_end()
            report.close_write_end()
            deadline = time.monotonic() + limits.wall + PATIENCE
            sent = answer.drain(most + 1, deadline)
            answer.close_read_end()
            end = report.drain(END.size, deadline)
        if len(end) < END.size:
            raise ServerLost
        return Outcome(sent, *END.unpack(end))


class _Pipe:
    def __init__(self) -> None:
        self._read_end, self.write_end = os.pipe()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close_write_end()
        self.close_read_end()

    def close_write_end(self) -> None:
        if self.write_end >= 0:
            os.close(self.write_end)
            self.write_end = -1

    def close_read_end(self) -> None:
        if self._read_end >= 0:
            os.close(self._read_end)
            self._read_end = -1

    def drain(self, most: int, deadline: float) -> bytes:
        """Read until the other side closes, `most` bytes came or the deadline has passed."""
        came = bytearray()
        watch = select.poll()
        watch.register(self._read_end, select.POLLIN)
        while len(came) < most:
            left = deadline - time.monotonic()
            if left <= 0 or not watch.poll(left * 1000):
                break
            chunk = os.read(self._read_end, min(CHUNK, most - len(came)))
            if not chunk:
                break
            came += chunk
        return bytes(came)


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


def is_out_of_time(outcome: Outcome) -> bool:
    """Tell whether the child ended because it took too long."""
    return outcome.overdue or outcome.exit_code == -signal.SIGXCPU
