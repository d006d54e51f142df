"""The process that holds the readers loaded and forks a walled-in child for each tip.

It is a program of its own, so nothing of the window, its threads or its secrets is in it. It never
reads a stranger's byte itself: it hands descriptors on, measures out processor time and tells how
each child ended. A child talks with us over its line alone. What holds it is its leash, a socket
between us and this server: we ask for time there, and let go of it to have the child killed.
"""

import fcntl
import gc
import mmap
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping

from tipdesk.media.line import ALLOW, END, HIRE, MOST_SHARED, Entrance, Line
from tipdesk.media.wall.confine import FILE, Limits, confine, loaded
from tipdesk.media.wall.seccomp import LINE

Prepare = Callable[[bytes], None]
Terms = tuple[Entrance, int, int]


def serve(control: socket.socket, entrances: Mapping[str, Entrance]) -> None:
    """Fork a confined child for each request until the other side hangs up."""
    wake, alarm = os.pipe()
    os.set_blocking(alarm, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(alarm, warn_on_full_buffer=False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    loaded()
    gc.freeze()
    leashes: dict[int, int] = {}  # descriptor of the leash: process
    asked = select.poll()
    asked.register(control, select.POLLIN)
    asked.register(wake, select.POLLIN)
    hung_up = False
    while not hung_up:
        ready = [handle for handle, _ in asked.poll()]
        # Leashes first: what follows closes some and opens others under the same numbers.
        for leash in leashes.keys() & set(ready):
            _heed(leash, leashes[leash])
        if wake in ready:
            os.read(wake, 512)
            for leash in _bury(leashes):
                asked.unregister(leash)
                os.close(leash)
        if control.fileno() in ready:
            hired = _hire(control, entrances)
            hung_up = hired is None
            if hired is not None:
                leashes |= hired
                asked.register(next(iter(hired)), select.POLLIN)
    for pid in leashes.values():
        os.kill(pid, signal.SIGKILL)


def _hire(control: socket.socket, entrances: Mapping[str, Entrance]) -> dict[int, int] | None:
    request, handles, _, _ = socket.recv_fds(control, HIRE.size, 3 + MOST_SHARED)
    if not request:
        return None
    name, memory, cpu = HIRE.unpack(request)
    line, leash, file, *shared = handles
    pid = os.fork()
    if pid == 0:
        entrance = entrances[name.rstrip(b"\0").decode()]
        _live((entrance, memory, cpu), (line, file), shared)
    for handle in (line, file, *shared):
        os.close(handle)
    return {leash: pid}


def _live(terms: Terms, handles: tuple[int, int], shared: list[int]) -> None:
    """Be the child: wall off, let the entrance work, and never return."""
    status = 1
    entrance, memory, cpu = terms
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        mapped = tuple(mmap.mmap(handle, 0) for handle in shared)
        _keep_only(*handles)
        line = Line(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, LINE), mapped)
        limits = Limits(memory + sum(map(len, mapped)), cpu)
        confine(limits, descriptors=FILE + 1)
        entrance(FILE, line)
        status = 0
    except EOFError:
        status = 0  # our side hung up
    finally:
        os._exit(status)


def _keep_only(line: int, file: int) -> None:
    """Leave open but two descriptors beside the silenced streams, under their agreed numbers."""
    aside = [fcntl.fcntl(handle, fcntl.F_DUPFD, FILE + 1) for handle in (line, file)]
    os.dup2(aside[0], LINE)
    os.dup2(aside[1], FILE)
    os.closerange(FILE + 1, os.sysconf("SC_OPEN_MAX"))


def _heed(leash: int, pid: int) -> None:
    asked = os.read(leash, ALLOW.size)
    if len(asked) < ALLOW.size:
        os.kill(pid, signal.SIGKILL)
    elif hasattr(resource, "prlimit"):
        _, most = resource.prlimit(pid, resource.RLIMIT_CPU)
        soft = int(_cpu_of(pid)) + 1 + ALLOW.unpack(asked)[0]
        resource.prlimit(pid, resource.RLIMIT_CPU, (soft, most))


def _cpu_of(pid: int) -> float:
    # How Linux names the CPU clock of another process; it stands until the child is buried.
    return time.clock_gettime((~pid << 3) | 2)


def _bury(leashes: dict[int, int]) -> list[int]:
    """Tell how each child that has died ended; return their leashes."""
    gone = []
    held_by = {pid: leash for leash, pid in leashes.items()}
    while held_by:
        pid, status, used = os.wait4(-1, os.WNOHANG)
        if not pid:
            break
        leash = held_by.pop(pid)
        del leashes[leash]
        gone.append(leash)
        try:
            os.write(leash, END.pack(os.waitstatus_to_exitcode(status), used.ru_maxrss * 1024))
        except (BrokenPipeError, ConnectionResetError):
            continue  # who held it has let go
    return gone


def main(entrances: Mapping[str, Entrance], prepare: Prepare | None = None) -> None:
    """Serve the socket named on the command line, having loaded what the file beside it holds."""
    control = socket.socket(fileno=int(sys.argv[1]))
    with os.fdopen(int(sys.argv[2]), "rb") as handed_over:
        anchors = handed_over.read()
    if prepare is not None:
        prepare(anchors)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silence, stream)
    serve(control, entrances)
