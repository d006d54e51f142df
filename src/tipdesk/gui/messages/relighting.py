"""Lights what a search found in the messages on the page, one message a turn."""

from collections import deque
from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import QObject, QTimer

from tipdesk.gui.lit import Marks
from tipdesk.gui.messages.body import Body


class Relighting(QObject):
    """Keeps the search; a page of a hundred long messages doesn't hold up the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._marks: Marks | None = None
        self._waiting: deque[Body] = deque()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._light_one)

    def look_for(self, marks: Marks | None, bodies: Iterable[Body]) -> None:
        """Take up another search, or none, for these messages."""
        self._marks = marks
        self._waiting = deque(bodies)
        self._next.start()

    def light(self, *bodies: Body) -> None:
        """Light these as well: they are new on the page."""
        if self._marks is not None:
            self._waiting.extend(bodies)
            self._next.start()

    def _light_one(self) -> None:
        if self._waiting:
            body = self._waiting.popleft()
            if shiboken6.isValid(body):
                body.look_for(self._marks)
            self._next.start()
