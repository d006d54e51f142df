"""Searches for garbage on the window's thread, and there alone."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 250


class Sweeping(QObject):
    """Takes over from Python, which searches on whatever thread has just made an object.

    Garbage may be somebody whom a signal was to call. Qt then cuts that connection: it holds a lock
    of its own and waits for Python's, while the window's thread holds Python's and waits for Qt's.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(self._sweep)
        self._clock.start()

    @property
    def is_at_rest(self) -> bool:
        """Tell whether nobody searches for the time being."""
        return not self._clock.isActive()

    def rest(self) -> None:
        """Search no more until it is said: what is made now is no garbage."""
        self._clock.stop()

    def go_on(self) -> None:
        """Search again, now and then."""
        self._clock.start()

    def _sweep(self) -> None:
        made, most = gc.get_count(), gc.get_threshold()
        due = [age for age in range(len(made)) if made[age] > most[age]]
        if due:
            gc.collect(due[-1])
