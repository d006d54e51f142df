"""Lets what is costly wait while an editor steps from tip to tip."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SOON_MS = 30  # what is seen first is painted by then
RESTED_MS = 150


class Rest(QTimer):
    """Does something soon after a step; of steps in a row, once they have come to rest."""

    def __init__(self, parent: QObject, then: Callable[[], object]) -> None:
        super().__init__(parent, singleShot=True)
        self.timeout.connect(then)
        self._lately = QTimer(self, singleShot=True, interval=RESTED_MS)

    def step(self) -> None:
        """Have it done soon, unless there was a step just now."""
        self.start(RESTED_MS if self._lately.isActive() else SOON_MS)
        self._lately.start()
