"""The messages of the open tip, as the tip knows them; the window puts a tab there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tipdesk.gui.lit import Marks
from tipdesk.newsroom.lines import OpenTip


class Conversing(QWidget):
    """Is told which tip is open; by itself it shows nothing."""

    tip_asked = Signal(object)  # TipId: another tip is to be opened
    media_asked = Signal(object)  # MediaId: a file of this tip is to be looked at
    person_asked = Signal(object)  # ContributorId: who wrote in this tip is to be shown

    def show_tip(self, tip: OpenTip, *, reveal: bool) -> None:
        """Take notice of the tip that is open, and of whether its source may be named."""
        raise NotImplementedError

    def look_for(self, marks: Marks | None) -> None:
        """Light what a search found, or nothing."""
        raise NotImplementedError
