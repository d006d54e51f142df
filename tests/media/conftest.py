"""One pool of readers for the whole room, and a way to have bytes read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tipdesk.media.reading import Reading
from tipdesk.media.worker import Readers

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    with Readers() as pool:
        yield pool


@pytest.fixture
def read(readers: Readers, tmp_path: Path) -> Read:
    """Have bytes read as a file without a telling name."""

    def read_bytes(content: bytes, size: int = 512) -> Reading:
        path = tmp_path / "unnamed"
        path.write_bytes(content)
        return readers.read(path, size=size)

    return read_bytes
