"""Takes pictures of the window, for the guide and for whoever judges how it looks."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer

from tipdesk.gui import theme
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.scenes import SCENES, Stage, before, picture

SIZES = ((1280, 800), (1920, 1080))
_SCHEMES = (theme.Scheme.LIGHT, theme.Scheme.DARK)
_LOOK_MS, _QUIET_LOOKS, _PATIENCE_LOOKS = 20, 12, 1_000


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


def take(stage: Stage, into: Path, *, scenes: bool = False) -> list[Path]:
    """Picture the window in light and dark at the usual sizes; give the files.

    With `scenes`, what it can do is pictured as well.
    """
    camera = _Camera(stage, Stillness(stage.page.bridge), into)
    taken = []
    for scheme in _SCHEMES:
        stage.page.shell.choose_scheme(scheme)
        taken += [camera.take("window", scheme, size) for size in SIZES]
        if scenes:
            stage.page.shell.resize(*SIZES[0])
            taken += [camera.play(name, scheme) for name in SCENES]
    return taken


@dataclass(frozen=True, slots=True)
class _Camera:
    stage: Stage
    still: Stillness
    into: Path

    def take(self, name: str, scheme: theme.Scheme, size: tuple[int, int]) -> Path:
        """Picture the window as it stands, with what stands before it."""
        self.stage.page.shell.resize(*size)
        self.still.wait()
        file = self.into / f"{name}-{scheme.value}-{size[0]}x{size[1]}.png"
        picture(self.stage.page.shell).save(str(file))
        return file

    def play(self, name: str, scheme: theme.Scheme) -> Path:
        """Picture a scene, and leave the window as it was."""
        SCENES[name].begin(self.stage)
        file = self.take(name, scheme, SIZES[0])
        for one in before(self.stage.page.shell):
            one.close()
        SCENES[name].end(self.stage)
        self.still.wait()
        return file
