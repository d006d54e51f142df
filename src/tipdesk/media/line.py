"""What goes over the sockets between us, the fork server and a child, and the child's line."""

import json
import mmap
import os
import select
import socket
import struct
from collections.abc import Callable
from typing import Any

from tipdesk.media.wall.seccomp import LINE

Header = dict[str, Any]
# Bytes of the header, bytes of the blob behind it.
PREFIX = struct.Struct(">II")
# Comes with the descriptor of a file that is handed in.
HANDED = b"\x01"

# Which entrance, bytes of memory, CPU seconds; with the child's end of the line, our end of the
# leash, the file and what is shared.
HIRE = struct.Struct(">16sQI")
MOST_SHARED = 8
# On the leash: from here on the child may use so many CPU seconds more.
ALLOW = struct.Struct(">I")
# On the leash: the exit code as os.waitstatus_to_exitcode() says it, the peak of memory in bytes.
END = struct.Struct(">iQ")


class Line:
    """The child's end of the line; our side is believed, so nothing is checked here."""

    def __init__(self, end: socket.socket, shared: tuple[mmap.mmap, ...] = ()) -> None:
        self.shared = shared
        self._end = end

    def receive(self, *, wait: bool = True) -> Header | None:
        """Return what our side asks; None where nothing is there and `wait` is false.

        Raises EOFError when our side has hung up.
        """
        if not wait and not self._has_come():
            return None
        length, _ = PREFIX.unpack(self._exactly(PREFIX.size))
        header: Header = json.loads(self._exactly(length))
        return header

    def take(self) -> int:
        """Wait for the next file and return its descriptor; raises EOFError when none comes."""
        _, handles, _, _ = socket.recv_fds(self._end, len(HANDED), 1)
        if not handles:
            raise EOFError
        return handles[0]

    def send(self, header: Header, blob: bytes | memoryview = b"") -> None:
        """Answer; waits where our side is slow to take it."""
        pieces = [memoryview(framed(header, len(blob))), memoryview(blob)]
        for left in pieces:
            while left:
                left = left[os.write(LINE, left) :]  # noqa: PLW2901

    def _has_come(self) -> bool:
        asked = select.poll()
        asked.register(LINE, select.POLLIN)
        return bool(asked.poll(0))

    def _exactly(self, count: int) -> bytes:
        came = b""
        while len(came) < count:
            piece = os.read(LINE, count - len(came))
            if not piece:
                raise EOFError
            came += piece
        return came


Entrance = Callable[[int, Line], None]


def framed(header: Header, behind: int = 0) -> bytes:
    """Turn a header into bytes for the line, `behind` bytes of blob to follow."""
    text = json.dumps(header, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    data = text.encode("utf-8", "replace")
    return PREFIX.pack(len(data), behind) + data
