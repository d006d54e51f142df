from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.nouns import make_desk
from tipdesk.store.database import Store
from tipdesk.store.opening import open_desk


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    desk = make_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def reopened(store: Store) -> Iterator[Callable[[], Store]]:
    """Open the desk once more, as another program would."""
    opened = []

    def reopen() -> Store:
        opened.append(open_desk(store.folder.path, editor="Jonas Beck"))
        return opened[-1]

    yield reopen
    for desk in opened:
        desk.close()


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[Path]]:
    """Write files whose content is unlike any other's; `/` in a name makes folders."""

    def write(*names: str) -> list[Path]:
        paths = [tmp_path / "sent" / name for name in names]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"\xff\xd8\xff content of " + path.name.encode("utf-8", "replace"))
        return paths

    return write
