"""Lets what is costly wait while an editor steps from tip to tip."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

RESTED_MS = 150


class Rest(QTimer):
    """Does something at each first step; of steps in a row, once they have come to rest."""

    def __init__(self, parent: QObject, then: Callable[[], object]) -> None:
        super().__init__(parent, singleShot=True, interval=RESTED_MS)
        self._then, self._is_due = then, False
        self.timeout.connect(self._come_to_rest)

    def step(self) -> None:
        """Do it now, unless the last step was just now."""
        self._is_due = self.isActive()
        self.start()
        if not self._is_due:
            self._then()

    def forget(self) -> None:
        """Do nothing for the last step any more."""
        self._is_due = False

    def _come_to_rest(self) -> None:
        if self._is_due:
            self._is_due = False
            self._then()
