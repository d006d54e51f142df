"""Hears when Tipdesk is started again with the desk that is open here."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tipdesk.gui.desks.ringing import ANSWER, CALL

_AT_ONCE, _PATIENCE_MS = 4, 2_000


class Doorbell(QObject):
    """Listens for its one call, from programs of the same person; all else is hung up on."""

    rung = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_AT_ONCE)
        self._server.newConnection.connect(self._answer)
        self._callers: set[QLocalSocket] = set()

    def listen(self, bell: Path | None) -> bool:
        """Listen there; a bell that a window left behind when it broke is taken over."""
        self.hush()
        if bell is None or _is_answered(bell):
            return False
        QLocalServer.removeServer(str(bell))
        return self._server.listen(str(bell))

    def hush(self) -> None:
        """Listen no more."""
        for caller in tuple(self._callers):
            caller.abort()
        self._server.close()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            if len(self._callers) >= _AT_ONCE:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers.add(caller)
            caller.setReadBufferSize(len(CALL) + 1)
            caller.readyRead.connect(partial(self._hear, caller))
            caller.disconnected.connect(partial(self._forget, caller))
            QTimer.singleShot(_PATIENCE_MS, caller, caller.abort)
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        heard = bytes(caller.peek(len(CALL) + 1).data())
        if heard == CALL:
            caller.readAll()
            caller.write(ANSWER)
            caller.disconnectFromServer()
            self.rung.emit()
        elif not CALL.startswith(heard):
            caller.abort()

    def _forget(self, caller: QLocalSocket) -> None:
        self._callers.discard(caller)
        caller.deleteLater()


def _is_answered(bell: Path) -> bool:
    """Tell whether another window listens there; Qt would take its place without a word."""
    probe = QLocalSocket()
    probe.connectToServer(str(bell))
    is_answered = probe.state() is not QLocalSocket.LocalSocketState.UnconnectedState
    probe.abort()
    return is_answered
