import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.nouns import make_desk
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    desk = make_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def log_tips():
    def log(store: Store, *headlines: str):
        with store.begin("log") as work:
            work.add_all([Tip(headline=headline) for headline in headlines])
        return work.change

    return log


@pytest.fixture
def file_limit():
    """Let the disk refuse whatever grows beyond some bytes."""

    @contextmanager
    def limit(size: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limit
