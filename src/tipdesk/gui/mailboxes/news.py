"""Says that tips came by mail: how many, and never what or from whom."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from tipdesk.gui import icons, words
from tipdesk.gui.forward import bring_forward
from tipdesk.gui.notices.toasts import Toast
from tipdesk.newsroom.ids import TipId

QUIET_MS = 30_000


class News(QObject):
    """Tells at most every half minute, on the desktop where it can and the window isn't in use."""

    wanted = Signal(list)  # TipId: the tips that the editor wants to see
    said = Signal(str)

    def __init__(self, window: QWidget, toast: Toast) -> None:
        super().__init__(window)
        self._window, self._toast = window, toast
        self._untold: list[TipId] = []
        self._told: list[TipId] = []
        self.on = True
        self.quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self.quiet.timeout.connect(self._say)
        self._tray: QSystemTrayIcon | None = None

    def tell(self, tips: list[TipId]) -> None:
        """Say that these came; soon, if something was said a moment ago."""
        self._untold += tips
        if not self.quiet.isActive():
            self._say()

    def stand_by(self, *, on: bool) -> None:
        """Be ready to tell on the desktop; without it, only in the window."""
        self.on = on
        if on and self._tray is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = QSystemTrayIcon(icons.app_icon(), self)
            self._tray.setToolTip(self.tr("Tipdesk"))
            self._tray.activated.connect(lambda _: self.show_tips())
            self._tray.messageClicked.connect(self.show_tips)
        if self._tray is not None:
            self._tray.setVisible(on)

    def show_tips(self) -> None:
        """Bring the window to the front, on the newest tips."""
        bring_forward(self._window)
        self.wanted.emit(self._told)

    def end(self) -> None:
        """Tell nothing any more."""
        self.quiet.stop()
        self._untold = []
        if self._tray is not None:
            self._tray.hide()

    def _say(self) -> None:
        if not self._untold:
            return
        self._told, self._untold = self._untold, []
        self.quiet.start()
        if not self.on:
            return
        sentence = self._sentence(len(self._told))
        self._toast.offer(sentence, self.tr("Show"), self.show_tips)
        if not self._window.isActiveWindow():
            QApplication.alert(self._window)
            if self._tray is not None:
                self._tray.showMessage(self.tr("Tipdesk"), sentence, icons.app_icon())
        self.said.emit(sentence)

    def _sentence(self, number: int) -> str:
        if number == 1:
            return self.tr("New tip")
        return self.tr("{0} new tips").format(words.number(number))
