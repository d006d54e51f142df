from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.nouns import make_desk, same_desk
from tipdesk.store.database import Store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    store = make_desk(tmp_path)
    yield store
    store.close()


@pytest.fixture
def colleague(desk: Store) -> Iterator[Store]:
    store = same_desk(desk)
    yield store
    store.close()
