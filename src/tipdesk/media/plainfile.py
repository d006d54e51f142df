"""Opens a stranger's file for a child: a plain file, never a link, never one that waits."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tipdesk.media.kinds import HEAD

NOT_A_FILE = "This is not a plain file; it was not opened."
UNOPENED = "The file could not be opened."
REFUSED = {
    errno.ENOENT: "The file is no longer there.",
    errno.EACCES: "The file may not be read by this user.",
    errno.ELOOP: "This is a link to a file; it was not followed.",
    errno.ENXIO: NOT_A_FILE,
}


@contextmanager
def opened(path: Path) -> Iterator[tuple[int, bytes]]:
    """Give the descriptor of a plain file and its first bytes."""
    flags = os.O_RDONLY
    for guard in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, guard, 0)
    file = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(errno.ENXIO, "not a plain file")
        yield file, os.pread(file, HEAD, 0)
    finally:
        os.close(file)


def refusal(error: OSError) -> str:
    """Say in a sentence why a file was not opened."""
    return REFUSED.get(error.errno or 0, UNOPENED)
