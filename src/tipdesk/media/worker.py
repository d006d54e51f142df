"""Reads strangers' files in walled-in processes and turns every mishap into a result."""

import os
import select
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Self

from tipdesk.media.answers import LyingAnswer, longest, parse
from tipdesk.media.forkserver import END, REQUEST
from tipdesk.media.kinds import AUDIO, HEAD, PICTURE, VIDEO, kind_of
from tipdesk.media.reading import Reading
from tipdesk.media.wall.confine import Limits

LIMITS = {PICTURE: Limits(), VIDEO: Limits(cpu=30, wall=60), AUDIO: Limits(cpu=30, wall=60)}
PATIENCE = 5.0  # seconds beyond the limit before the server itself is given up

CRASHED = "The reader crashed on this file; the original is kept."
TOO_LONG = "Reading this file took too long; the original is kept."
LIED = "The reader gave an impossible answer for this file; the original is kept."
NO_READER = "The reader could not be started; the original is kept."


class Readers:
    """A pool of walled-in readers; threads may share it."""

    def __init__(
        self,
        workers: int = 2,
        *,
        limits: dict[str, Limits] = LIMITS,
        module: str = "tipdesk.media.forkserver",
    ) -> None:
        self._limits = limits
        self._module = module
        self._turns = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._server: _Server | None = _Server(module)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the server and whatever it still reads."""
        with self._lock:
            server, self._server = self._server, None
        if server:
            server.end()
