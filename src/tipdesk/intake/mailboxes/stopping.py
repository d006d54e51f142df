"""The wish to end, which any thread may utter and every wait on a server hears at once."""

import socket
import threading
from typing import Self


class Stop:
    """Set once, for good; a wait may be for it alone, or for it and a connection (`fileno`)."""

    def __init__(self) -> None:
        self._said = threading.Event()
        self._ear, self._mouth = socket.socketpair()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def set(self) -> None:
        """Ask to end."""
        if not self._said.is_set():
            self._said.set()
            self._mouth.close()  # whoever waits for the ear finds it at its end

    def is_set(self) -> bool:
        """Tell whether the end was asked for."""
        return self._said.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; tell whether the end was asked for."""
        return self._said.wait(seconds)

    def fileno(self) -> int:
        """Name what a selector watches: it becomes readable when the end is asked for."""
        return self._ear.fileno()

    def close(self) -> None:
        """Ask to end, and let go of everything."""
        self.set()
        self._ear.close()
