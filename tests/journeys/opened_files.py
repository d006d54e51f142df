"""What a traced process and its threads did with files, from the log of strace."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = "open,openat,openat2,creat,read,pread64,readv,preadv,preadv2,mmap,sendfile,copy_file_range"
TRACE = ["strace", "-f", "-qq", "-y", "-s", "0", "-e", f"trace={CALLS},clone,clone3,fork,vfork"]
_LINE = re.compile(r"(\d+) +(.*)")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\w+)(<.*?>)?")
_OPENED = re.compile(r'"([^"]*)", ?(.*)')
_HANDLE = re.compile(r"\d+<([^>]*)>")


@dataclass(frozen=True)
class Done:
    """One system call with a file of this path: its name, flags or arguments, and its result."""

    call: str
    path: str
    said: str
    result: int


def done_by_the_window(log: Path) -> list[Done]:
    """List what the first process of the log and its threads did; its children don't count."""
    ours: set[str] = set()
    done = []
    for pid, call, said, result, path in _calls(log):
        ours = ours or {pid}
        if pid not in ours:
            continue
        if call.startswith("clone"):
            ours |= {result} if "CLONE_THREAD" in said else set()
        elif path:
            done.append(Done(call, path, said, int(result, 0)))
    return done


def _calls(log: Path) -> Iterator[tuple[str, str, str, str, str]]:
    begun: dict[str, str] = {}
    for line in log.read_text(errors="replace").splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        pid, text = found.groups()
        if text.endswith("<unfinished ...>"):
            begun[pid] = text.removesuffix("<unfinished ...>")
            continue
        if resumed := _RESUMED.match(text):
            text = begun.pop(pid, "") + resumed[1]
        if call := _CALL.match(text):
            name, said, result, opened = call.groups()
            yield pid, name, said, result, _path(name, said, opened)


def _path(name: str, said: str, opened: str | None) -> str:
    if name.startswith(("open", "creat")):
        if opened:
            return opened.strip("<>")
        asked = _OPENED.search(said)
        return asked[1] if asked else ""
    handles = _HANDLE.findall(said)
    return handles[0] if handles else ""
