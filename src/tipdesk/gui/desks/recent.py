"""The desks that were open lately, in the menu."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu

from tipdesk.gui.shell.window import Window
from tipdesk.newsroom.names import shown

_WIDEST = 420


class Recent(QObject):
    """Names each by its path, so that two of one name can't be taken for each other."""

    wanted = Signal(Path)

    def __init__(self, window: Window, known: Callable[[], Sequence[Path]]) -> None:
        """`known` gives the desks, the one that is open first."""
        super().__init__(window)
        self._window, self._known = window, known
        self.menu = QMenu(window)
        self.menu.setAccessibleName(self.tr("Recent desks"))
        self.menu.aboutToShow.connect(self._fill)
        self._action = window.acts["desk.recent"]
        self._action.setMenu(self.menu)
        window.acts.on("desk.recent", self.show)
        self.look()

    def look(self) -> None:
        """Offer the menu while there is another desk to open."""
        self._window.acts.offer("desk.recent", on=bool(self._known()))

    def show(self) -> None:
        """Show the desks below the menu's button."""
        button = self._window.bar.menu
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _fill(self) -> None:
        self.menu.clear()
        metrics = QFontMetrics(self.menu.font())
        for desk in self._known():
            path = shown(_short(desk))
            said = metrics.elidedText(path, Qt.TextElideMode.ElideMiddle, _WIDEST)
            action = self.menu.addAction(said.replace("&", "&&"))
            action.triggered.connect(partial(self._choose, desk))

    def _choose(self, desk: Path, _: bool = False) -> None:  # noqa: FBT001, FBT002  a signal's slot
        self.wanted.emit(desk)


def _short(desk: Path) -> str:
    """Write a path from the person's own folder on."""
    home = Path.home()
    return f"~/{desk.relative_to(home)}" if desk.is_relative_to(home) else str(desk)
