"""Shared memory between us and a walled player: places for frames and for sound, by number."""

import fcntl
import mmap
import os
import tempfile
from typing import Self

RATE = 48_000  # samples a second, each of two channels of 16 bits
CHANNELS = 2
SAMPLE_BYTES = 2 * CHANNELS
SOUND_SAMPLES = 2_048
SOUND_BYTES = SOUND_SAMPLES * SAMPLE_BYTES
SOUNDS = 24  # a second ahead
LONG_SIDE, SHORT_SIDE = 1_920, 1_080
# Rows are padded to 64 bytes by the scaler.
PICTURE_BYTES = 4 * LONG_SIDE * SHORT_SIDE + 64 * LONG_SIDE
PICTURES = 6
STILL_BYTES = 3 * 64_000_000


class Memory:
    """Memory that a walled child may be given; it can be made neither smaller nor larger."""

    def __init__(self, size: int) -> None:
        self.file = _unnamed(size)
        self.bytes = memoryview(mmap.mmap(self.file, size)).toreadonly()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it; what was cut out of `bytes` stays readable as long as it is held."""
        os.close(self.file)


def _unnamed(size: int) -> int:
    if not hasattr(os, "memfd_create"):
        with tempfile.TemporaryFile() as unnamed:
            unnamed.truncate(size)
            return os.dup(unnamed.fileno())
    file = os.memfd_create("tipdesk", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.truncate(file, size)
    # Who could shrink it would crash whoever looks at it.
    fcntl.fcntl(
        file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
    )
    return file
