from collections.abc import Iterator

import pytest

from tipdesk.gui.bridge import Bridge
from tipdesk.jobs import Lanes
from tipdesk.media.worker import Readers
from tipdesk.store.database import Store


@pytest.fixture
def reading(desk: Store, light: None) -> Iterator[Bridge]:
    """A bridge whose lanes have real readers behind the wall."""
    with Readers() as readers:
        lanes = Lanes(desk, readers)
        yield Bridge(lanes)
        lanes.close()
