"""Readies what the first look-up of pictures seen before would otherwise wait for."""

from PySide6.QtCore import QObject, QTimer

from tipdesk.gui.bridge import Bridge

RESTED_MS = 2_000


class Recalling(QTimer):
    """Reads the desk's fingerprints aside, once the window has come to rest."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=RESTED_MS)
        self._bridge = bridge
        self.timeout.connect(self._recall)

    def _recall(self) -> None:
        store = self._bridge.lanes.store

        def work() -> None:
            from tipdesk.desk.verifying.seen import recall  # noqa: PLC0415  brings numpy, slow to load

            recall(store)

        self._bridge.aside(work, lambda _: None)
