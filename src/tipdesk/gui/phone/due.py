"""Says when it is time for what was promised on the phone: the tip's number, and nothing else."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tipdesk.desk.calls import promises_due
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.notices.toasts import Toast
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.when import now

LOOK_MS = 20_000


class Due(QObject):
    """Looks three times a minute; what was missed before stands in the sidebar, under Late."""

    wanted = Signal(object)  # TipId

    def __init__(self, bridge: Bridge, window: QWidget, toast: Toast) -> None:
        super().__init__(window)
        self._bridge, self._window, self._toast = bridge, window, toast
        self._since = now()
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def end(self) -> None:
        """Look no more."""
        self._clock.stop()

    def look(self) -> None:
        """Ask what has become due since it was last asked."""
        since, self._since = self._since, now()
        ask = partial(promises_due, since=since, until=self._since)
        self._bridge.ask(ask, self._say)

    def _say(self, tips: Sequence[TipId]) -> None:
        if not tips:
            return
        first = tips[0]
        said = self.tr("{0}: what was promised on the phone is due now.").format(tip_number(first))
        if len(tips) > 1:
            said = self.tr("{0} and {1} more: what was promised on the phone is due now.")
            said = said.format(tip_number(first), len(tips) - 1)
        self._toast.offer(said, self.tr("Show"), partial(self.wanted.emit, first))
        if not self._window.isActiveWindow():
            QApplication.alert(self._window)
