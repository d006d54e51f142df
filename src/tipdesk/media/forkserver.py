"""The process that holds the readers loaded and forks a walled-in child for each file.

It is a program of its own, so nothing of the window, its threads or its secrets is in it. It never
reads a stranger's byte itself: it hands the descriptors on, watches the clock and reports how each
child ended.
"""

import gc
import os
import select
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from tipdesk.media.answers import pack
from tipdesk.media.reading import Reading
from tipdesk.media.wall.confine import Limits, confine, loaded

# Longest side of the preview, CPU seconds, waiting seconds, bytes of memory.
REQUEST = struct.Struct(">IIIQ")
# How the child ended: as os.waitstatus_to_exitcode() says it, and whether the clock killed it.
END = struct.Struct(">i?")

Job = Callable[[int, int], Reading]


@dataclass(frozen=True, slots=True)
class _Child:
    deadline: float
    report: int


def serve(control: socket.socket, job: Job) -> None:
    """Run `job` in a fresh confined child for each request until the other side hangs up."""
    wake, alarm = os.pipe()
    os.set_blocking(alarm, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(alarm, warn_on_full_buffer=False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    loaded()
    gc.freeze()
    children: dict[int, _Child] = {}
    asked = select.poll()
    asked.register(control, select.POLLIN)
    asked.register(wake, select.POLLIN)
    hung_up = False
    while not hung_up:
        ready = {handle for handle, _ in asked.poll(_milliseconds_left(children))}
        if wake in ready:
            os.read(wake, 512)
        _bury(children)
        _kill_overdue(children)
        if control.fileno() in ready:
            hung_up = not _take(control, job, children)
    for pid in children:
        os.kill(pid, signal.SIGKILL)


def _milliseconds_left(children: dict[int, _Child]) -> float | None:
    if not children:
        return None
    return max(0.0, min(c.deadline for c in children.values()) - time.monotonic()) * 1000 + 1


def _take(control: socket.socket, job: Job, children: dict[int, _Child]) -> bool:
    request, handles, _, _ = socket.recv_fds(control, REQUEST.size, 3)
    if not request:
        return False
    size, cpu, wall, memory = REQUEST.unpack(request)
    file, answer, report = handles
    pid = os.fork()
    if pid == 0:
        _live(job, file, answer, (size, Limits(memory, cpu, wall)))
    os.close(file)
    os.close(answer)
    children[pid] = _Child(time.monotonic() + wall, report)
    return True


def _live(job: Job, file: int, answer: int, terms: tuple[int, Limits]) -> None:
    """Be the child: wall off, read, answer, and never return."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _close_all_but(file, answer)
        size, limits = terms
        confine(limits)
        left = memoryview(pack(job(file, size)))
        while left:
            left = left[os.write(answer, left) :]
        status = 0
    finally:
        os._exit(status)


def _close_all_but(*kept: int) -> None:
    highest = os.sysconf("SC_OPEN_MAX")
    for low, high in pairwise([2, *sorted(kept), highest]):
        os.closerange(low + 1, high)


def _kill_overdue(children: dict[int, _Child]) -> None:
    now = time.monotonic()
    for pid, child in list(children.items()):
        if child.deadline <= now:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            _report(children.pop(pid), -signal.SIGKILL, overdue=True)


def _bury(children: dict[int, _Child]) -> None:
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        _report(children.pop(pid), os.waitstatus_to_exitcode(status), overdue=False)


def _report(child: _Child, code: int, *, overdue: bool) -> None:
    try:
        os.write(child.report, END.pack(code, overdue))
    except BrokenPipeError:
        pass  # who asked no longer waits
    finally:
        os.close(child.report)


def main(job: Job) -> None:
    """Serve the socket whose number stands on the command line."""
    control = socket.socket(fileno=int(sys.argv[1]))
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silence, stream)
    serve(control, job)
