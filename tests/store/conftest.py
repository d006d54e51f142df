from collections.abc import Iterator
from pathlib import Path

import pytest

from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store
from tipdesk.store.folder import Protection
from tipdesk.store.opening import create_desk


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    desk = create_desk(
        tmp_path / "desk", name="Test", editor="Mara Keller", protection=Protection.NONE
    )
    yield desk
    desk.close()


@pytest.fixture
def log_tips():
    def log(store: Store, *headlines: str):
        with store.begin("log") as work:
            work.add_all([Tip(headline=headline) for headline in headlines])
        return work.change

    return log
