"""Readies what the first keys of a session would otherwise wait for."""

from PySide6.QtCore import QObject, QTimer

from tipdesk.desk.opening import open_tips
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.gui import times
from tipdesk.gui.bridge import Bridge
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store

RESTED_MS = 2_000


class Readying(QTimer):
    """Does once aside, for nobody, what costs most the first time, when the window is at rest."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=RESTED_MS)
        self._bridge = bridge
        self.timeout.connect(self._ready)

    def _ready(self) -> None:
        store = self._bridge.lanes.store
        self._bridge.aside(lambda: _ready(store), lambda _: None, lambda _: None)


def _ready(store: Store) -> None:
    """Open a tip, see whether it is still listed, look for places and pictures seen before."""
    from tipdesk.desk.searching.renewing import renewed  # noqa: PLC0415  first needed here
    from tipdesk.desk.verifying.places import gazetteer  # noqa: PLC0415  first needed here
    from tipdesk.desk.verifying.seen import recall  # noqa: PLC0415  brings numpy, slow to load

    newest = tip_ids(store, limit=1)
    list(open_tips(store, map(TipId, newest)))
    renewed(store, newest, newest)
    times.exact(now())
    gazetteer()
    recall(store)
