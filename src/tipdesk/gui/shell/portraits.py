"""Takes pictures of the window, for the guide and for whoever judges how it looks."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer

from tipdesk.gui import theme
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.window import Window

SIZES = ((1280, 800), (1920, 1080))
_LOOK_MS, _QUIET_LOOKS, _PATIENCE_LOOKS = 50, 8, 400


class Stillness(QObject):
    """Waits until nothing is asked any more and everything that came is painted."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._quiet = self._looks = 0
        self._loop = QEventLoop()
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self._look)

    def wait(self) -> None:
        """Wait for it, but not for ever."""
        self._quiet = self._looks = 0
        self._clock.start()
        self._loop.exec()
        self._clock.stop()

    def _look(self) -> None:
        self._looks += 1
        self._quiet = 0 if self._bridge.is_busy else self._quiet + 1
        if self._quiet >= _QUIET_LOOKS or self._looks >= _PATIENCE_LOOKS:
            self._loop.quit()


def take(window: Window, bridge: Bridge, into: Path) -> list[Path]:
    """Picture the window in light and dark at the usual sizes; give the files."""
    still = Stillness(bridge)
    taken = []
    for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
        window.choose_scheme(scheme)
        for width, height in SIZES:
            window.resize(width, height)
            still.wait()
            file = into / f"window-{scheme.value}-{width}x{height}.png"
            window.grab().save(str(file))
            taken.append(file)
    return taken
