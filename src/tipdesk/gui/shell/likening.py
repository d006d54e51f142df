"""Puts the line of what the open tip looks like into the window."""

from PySide6.QtCore import QObject

from tipdesk.gui.alike.dialog import AlikeDialog
from tipdesk.gui.alike.noticing import Noticing
from tipdesk.gui.shell.desk_page import DeskPage


class Likening(QObject):
    """Listens to the open tip; its line stands between the tip's head and its parts."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._window = page.shell
        self.noticing = Noticing(page.bridge, page.shell)
        page.tip.put_above_tabs(self.noticing.line)
        page.tip.shown.connect(self.noticing.show_tip)
        self.noticing.tip_asked.connect(page.tip.tip_asked.emit)

    def end(self) -> None:
        """Ask nothing any more, and close what stands beside the window."""
        self.noticing.end()
        for beside in self._window.findChildren(AlikeDialog):
            beside.close()
