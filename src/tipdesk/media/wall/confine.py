"""Builds the wall around the process that is about to read a stranger's bytes."""

import ctypes
import functools
import os
import platform
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from tipdesk.media.wall import landlock, seccomp

if sys.platform != "win32":
    import resource

# A child has its line, the file at hand, and silenced streams below them; nothing else.
FILE = seccomp.LINE + 1
# Seconds of processor time that no child outlives, however many files it reads.
CPU_IN_ALL = 6 * 3600
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
CAN_CONFINE = hasattr(os, "fork")
_LINUX = platform.system() == "Linux"
_libc = ctypes.CDLL(None, use_errno=True) if _LINUX else None
_filter = seccomp.program() if seccomp.is_known_machine() else b""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost: bytes of memory on top of the loaded program, seconds."""

    memory: int = 1 << 30
    cpu: int = 10
    wall: int = 20


def confine(limits: Limits, *, descriptors: int = 0) -> None:
    """Take everything from this process but its open files, memory and time within limits.

    Only numbers below `descriptors` can be opened or handed in from now on. Raises OSError where
    a wall that this platform has does not stand; read nothing then.
    """
    if _LINUX:
        _limit(resource.RLIMIT_AS, loaded() + limits.memory)
    # The lower limit is for one file: the fork server raises it for the next one, where it can.
    can_raise = hasattr(resource, "prlimit")
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu if can_raise else CPU_IN_ALL, CPU_IN_ALL))
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    if _libc is not None:
        _prctl(_libc, _PR_SET_PDEATHSIG, signal.SIGKILL)
        _prctl(_libc, _PR_SET_DUMPABLE, 0)
        _prctl(_libc, _PR_SET_NO_NEW_PRIVS, 1)
        landlock.install(_libc)
    _limit(resource.RLIMIT_NOFILE, descriptors)
    if _libc is not None and _filter:
        seccomp.install(_libc, _filter)
    else:
        _limit(resource.RLIMIT_NPROC, 0)  # on Linux this counts threads too, which HEIC needs


def wall() -> list[str]:
    """Say in words which walls stand on this machine."""
    if not CAN_CONFINE:
        return ["nothing: strangers' pictures and videos are kept, but not decoded"]
    walls = [
        "a fresh process for each tip, without the program's memory, files or environment",
        "no file, socket or pipe can be opened; none but the file at hand (read only) is open",
        "limits on memory, processor time and waiting time; no output but short answers",
    ]
    if _libc is not None and landlock.version(_libc):
        walls.append(f"Landlock {landlock.version(_libc)}: no path of the file system at all")
    if _filter:
        walls.append(
            f"seccomp: {len(seccomp.ALLOWED)} harmless system calls and memory without new code;"
            " no network, no new process, no look at other processes"
        )
    return walls


@functools.cache
def loaded() -> int:
    """Return the bytes of memory this program maps; remembered, so that forks need not ask."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit(what: int, most: int) -> None:
    resource.setrlimit(what, (most, most))


def _prctl(libc: ctypes.CDLL, what: int, value: int) -> None:
    if libc.prctl(what, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel refused a restriction")
