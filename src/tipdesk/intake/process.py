"""Names this process so that another can tell, later, whether it is still alive."""

import os
import platform
import sys
from pathlib import Path

_STATE, _STARTED = 2, 21  # fields of /proc/PID/stat, counted from 0
_GONE = ("Z", "X")


def this_process() -> str:
    """Say "host:pid:start-time"; the start time tells us from a later process of that number."""
    return f"{platform.node()}:{os.getpid()}:{_started(os.getpid())}"


def is_gone(process: str) -> bool:
    """Tell whether a process has ended; one of another host counts as still there."""
    match process.rsplit(":", 2):
        case [host, pid, started] if host == platform.node() and pid.isdecimal():
            return not _runs(int(pid)) or _started(int(pid)) != started
        case _:
            return not process


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        # Signal 0 would end the process there; its start time is unknown, too.
        return pid == os.getpid()
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    fields = _fields(pid)
    return not fields or fields[_STATE] not in _GONE


def _started(pid: int) -> str:
    fields = _fields(pid)
    return fields[_STARTED] if fields else ""


def _fields(pid: int) -> list[str]:
    """Read what the kernel says about a process; nothing where it has no such page."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return []
    number, _, rest = said.partition(" (")
    # The name in brackets may hold blanks and brackets itself.
    return [number, "", *rest.rpartition(") ")[2].split()]
