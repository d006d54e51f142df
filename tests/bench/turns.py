"""Watches the window's thread: how much it works in one go, in milliseconds of its own CPU."""

import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class Turns(QObject):
    """Notes every turn of the event loop.

    CPU time of the thread and not the clock: another program on the same machine, or another
    thread of this one, must not make the window look slow. Rests cost nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.milliseconds: list[float] = []
        self.doing = ""  # what the editor is at: a long turn is told with it
        self.longest: dict[str, float] = {}
        self._since = time.thread_time()
        dispatcher = QAbstractEventDispatcher.instance()
        # Timers run after a rest without a waking, so both ends of a rest end a turn.
        dispatcher.awake.connect(self._note)
        dispatcher.aboutToBlock.connect(self._note)

    @property
    def worst(self) -> float:
        """Tell how long the longest turn was."""
        return max(self.milliseconds)

    def _note(self) -> None:
        now = time.thread_time()
        took = (now - self._since) * 1_000
        self.milliseconds.append(took)
        self.longest[self.doing] = max(took, self.longest.get(self.doing, 0))
        self._since = now


def spent(work: Callable[[], object]) -> float:
    """Tell how much CPU of this thread some work takes, in milliseconds."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1_000


def nth(values: list[float], part: float) -> float:
    """Give a percentile: 0.5 is the median, 0.99 what all but the worst hundredth stay under."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]
