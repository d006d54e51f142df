"""Lets Ctrl+C in the terminal, and the end of a session, close the window as its cross does."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_HEEDED = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Hears of signals at once, also while Qt waits and no Python runs."""

    def __init__(self, ear: socket.socket) -> None:
        super().__init__()
        self._ear = ear
        self.stopped = False
        self._notifier = QSocketNotifier(ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._stop)

    def end(self) -> None:
        """Hear no more."""
        self._notifier.setEnabled(False)
        self.deleteLater()

    def _stop(self) -> None:
        heard = self._ear.recv(512)
        if any(each in heard for each in _HEEDED):
            self.stopped = True
            QApplication.closeAllWindows()


@contextmanager
def heeded() -> Iterator[Interrupts]:
    """Heed signals for a while; it must be the main thread that does."""
    ear, mouth = socket.socketpair()
    with ear, mouth:
        mouth.setblocking(False)
        interrupts = Interrupts(ear)
        before = {each: signal.signal(each, lambda *_: None) for each in _HEEDED}
        woken = signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        try:
            yield interrupts
        finally:
            signal.set_wakeup_fd(woken)
            for each, handler in before.items():
                signal.signal(each, handler)
            interrupts.end()
