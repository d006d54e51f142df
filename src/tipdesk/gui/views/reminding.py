"""Says that a view has something new: never what, from whom, or even which view."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from tipdesk.desk.views import ViewLine, due_reminders
from tipdesk.gui import icons
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.notices.toasts import Toast

LOOK_MS = 60_000


class Reminding(QObject):
    """Looks once a minute; a view that was told of is told of again when more has come."""

    wanted = Signal(str)  # the search of the view that the editor wants to see

    def __init__(self, bridge: Bridge, window: QWidget, toast: Toast) -> None:
        super().__init__(window)
        self._bridge, self._window, self._toast = bridge, window, toast
        self._reminding: set[int] | None = None
        self._fresh: set[int] = set()
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and from now on."""
        self._clock.start()
        self.look()

    def end(self) -> None:
        """Look no more."""
        self._clock.stop()

    def know(self, views: Sequence[ViewLine]) -> None:
        """Take note which views remind: what lies in a fresh one already is nothing new."""
        reminding = {view.id for view in views if view.reminds}
        if self._reminding is not None:
            self._fresh |= reminding - self._reminding
        self._reminding = reminding

    def look(self) -> None:
        """Ask whether a view has something new."""
        store = self._bridge.lanes.store
        # What goes wrong is no news: in a minute it is looked again.
        self._bridge.aside(lambda: due_reminders(store), self._say, lambda _: None)

    def _say(self, told: Sequence[tuple[ViewLine, int]]) -> None:
        news = [view for view, _ in told if view.id not in self._fresh]
        self._fresh.clear()
        if not news:
            return
        sentence = self.tr("A view has something new")
        if len(news) > 1:
            sentence = self.tr("{0} views have something new").format(len(news))
        query = news[0].query
        self._toast.offer(sentence, self.tr("Show"), lambda: self.wanted.emit(query))
        if not self._window.isActiveWindow():
            QApplication.alert(self._window)
            tray = self._window.findChild(QSystemTrayIcon)
            if isinstance(tray, QSystemTrayIcon) and tray.isVisible():
                tray.showMessage(self.tr("Tipdesk"), sentence, icons.app_icon())
