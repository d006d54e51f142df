"""Deletes tips in a process of its own and kills it on the way, for tests."""

import subprocess
import sys
from pathlib import Path

# A dot before each transaction, and before the files are removed.
DELETE = """
import os, sys
from pathlib import Path
from tipdesk.desk.triaging import deleting
from tipdesk.desk.triaging.weighing import in_trash
from tipdesk.store.opening import open_desk

deleting._AT_ONCE = 5
store = open_desk(Path(sys.argv[1]), editor="Mara Keller")
remove = deleting.unneeded.remove


def told(*_):
    os.write(1, b".")
    sys.stdin.buffer.raw.read(1)


def then_remove(store):
    told()
    remove(store)


deleting.unneeded.remove = then_remove
deleting.delete_tips(store, in_trash(store), told)
"""


def kill_deletion(desk: Path, step: int) -> None:
    """Begin to empty the trash, and kill it at a step."""
    command = [sys.executable, "-c", DELETE, str(desk)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as child:
        for _ in range(step):
            assert child.stdout.raw.read(1), "it ended before it could be killed"
            child.stdin.raw.write(b".")
        assert child.stdout.raw.read(1), "it ended before it could be killed"
        child.kill()
