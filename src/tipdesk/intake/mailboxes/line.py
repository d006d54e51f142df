"""The line to a mail server: bytes in both directions, with a limit on everything.

Lines, literals and silences have limits that are checked before memory is taken, and each wait
ends when somebody asks to stop. Nothing that goes over the line is logged.
"""

import selectors
import socket
import ssl
import time

from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.newsroom.errors import Cancelled

PATIENCE = 60.0  # seconds without a byte
LONGEST_LINE = 1 << 20
_GULP = 1 << 18
_WOULD_WAIT = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
_ENDED = "The mailbox is no longer read; what was fetched by then is kept."


class Cut(Exception):
    """The connection ended, or nothing came for too long."""


class Nonsense(Exception):
    """The server says what no IMAP server says, or more than any may."""


class Line:
    """One connection that the caller has opened; it must not be used by two threads."""

    def __init__(self, sock: socket.socket, stop: Stop, *, patience: float = PATIENCE) -> None:
        self._sock, self._stop, self._patience = sock, stop, patience
        self._came = bytearray()
        self._watch()

    def _watch(self) -> None:
        self._sock.settimeout(0)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._stop, selectors.EVENT_READ)
        self._selector.register(self._sock, selectors.EVENT_READ)

    def protect(self, context: ssl.SSLContext, host: str) -> None:
        """Go on under TLS; what somebody put behind the answer to STARTTLS is not believed."""
        if self._came:
            raise Nonsense
        self._selector.close()
        self._sock.settimeout(self._patience)
        self._sock = context.wrap_socket(self._sock, server_hostname=host)
        self._watch()

    def send(self, data: bytes) -> None:
        """Send all of it."""
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._sock.send(rest) :]
            except _WOULD_WAIT as why:
                self._wait(self._patience, to_write=not isinstance(why, ssl.SSLWantReadError))
            except OSError:
                raise Cut from None

    def line(self) -> bytes:
        """Read up to the next end of a line, which is not given."""
        looked = 0
        while (end := self._came.find(b"\n", looked)) < 0:
            looked = len(self._came)
            if looked > LONGEST_LINE:
                raise Nonsense
            self._came += self._more(self._patience)
        line = bytes(self._came[:end])
        del self._came[: end + 1]
        return line.removesuffix(b"\r")

    def literal(self, size: int) -> bytes:
        """Read so many bytes, of which the caller knows that they aren't too many."""
        parts = [bytes(self._came[:size])]
        del self._came[:size]
        missing = size - len(parts[0])
        while missing:
            parts.append(self._more(self._patience, min(missing, _GULP)))
            missing -= len(parts[-1])
        return b"".join(parts)

    def stirs(self, seconds: float) -> bool:
        """Wait until a line begins to come, at most so long; tell whether one does."""
        if not self._came:
            try:
                self._came += self._more(seconds)
            except TimeoutError:
                return False
        return True

    def close(self) -> None:
        """Hang up."""
        self._selector.close()
        self._sock.close()

    def _more(self, patience: float, most: int = _GULP) -> bytes:
        until = time.monotonic() + patience
        while True:
            self._heed()
            try:
                came = self._sock.recv(most)
            except _WOULD_WAIT as why:
                left = until - time.monotonic()
                self._wait(left, to_write=isinstance(why, ssl.SSLWantWriteError))
            except OSError:
                raise Cut from None
            else:
                if not came:
                    raise Cut
                return came

    def _wait(self, seconds: float, *, to_write: bool) -> None:
        wanted = selectors.EVENT_WRITE if to_write else selectors.EVENT_READ
        self._selector.modify(self._sock, wanted)
        happened = self._selector.select(seconds) if seconds > 0 else []
        self._heed()
        if not happened:
            raise TimeoutError

    def _heed(self) -> None:
        if self._stop.is_set():
            raise Cancelled(_ENDED)
