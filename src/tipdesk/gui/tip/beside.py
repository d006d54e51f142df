"""The column beside the files of the open tip, as the tip knows it; the window puts one there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea

from tipdesk.newsroom.lines import MediaLine, OpenTip

WIDE, NARROW = 340, 276
LEAST = 184  # where the window is too narrow for more; long words are cut then


class Beside(QScrollArea):
    """Is told which file is looked at; by itself it shows nothing."""

    tip_asked = Signal(object)  # TipId: another tip is to be opened
    seen_before = Signal(str)  # digest: other tips have the file that is looked at, too

    def show_media(self, tip: OpenTip | None, media: MediaLine | None) -> None:
        """Take notice of the file that is looked at."""
        raise NotImplementedError
