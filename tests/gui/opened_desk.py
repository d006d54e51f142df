"""A real desk behind a real bridge, for tests of what stands in the window."""

from collections.abc import Callable
from contextlib import closing
from functools import cache

import pytest
from pytestqt.qtbot import QtBot

from tests.nouns import same_desk
from tipdesk.desk.opening import open_tip
from tipdesk.gui.bridge import Bridge
from tipdesk.intake.arrival import Arrival, ArrivedFile
from tipdesk.intake.register import register
from tipdesk.media.drawing import picture
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import OpenTip
from tipdesk.newsroom.tip import NewTip
from tipdesk.store.database import Store

drawn = cache(picture)  # the tips of every test have the same numbers, and the same pictures


class Desk:
    """An open desk and the few things that tests ask of it."""

    def __init__(self, store: Store, bridge: Bridge) -> None:
        self.store, self.bridge = store, bridge
        self.failures: list[str] = []
        bridge.failed.connect(lambda error: self.failures.append(str(error)))

    def log(
        self, headline: str = "Flood at the bridge", pictures: int = 0, **said: object
    ) -> TipId:
        """Log a tip, as if it had come in before the window opened."""
        files = tuple(
            ArrivedFile(f"IMG_{n}.jpg", drawn("flood", size=(320, 240), seed=n))
            for n in range(pictures)
        )
        receipt = register(self.store, Arrival(NewTip(headline=headline, **said), files))
        assert receipt.tip is not None
        return receipt.tip

    def tip(self, tip: TipId, *, reveal: bool = False) -> OpenTip:
        """Read a tip from the store."""
        return open_tip(self.store, tip, reveal=reveal)

    def abroad(self, verb: Callable[[Store], object]) -> None:
        """Do something as a colleague does it, whose desk this one hears of later."""
        with closing(same_desk(self.store)) as theirs:
            verb(theirs)


@pytest.fixture
def opened(desk: Store, bridge: Bridge, qtbot: QtBot) -> Desk:
    """An empty desk that stands behind a window."""
    return Desk(desk, bridge)
