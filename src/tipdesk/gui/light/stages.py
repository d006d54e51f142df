"""Stages: where the loupe shows one file, each kind of file on its own."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.light import saying
from tipdesk.gui.light.glass import Glass
from tipdesk.gui.light.view import PictureView
from tipdesk.gui.tip import saying as files
from tipdesk.gui.tip.pictures import LARGE, Key, Pictures
from tipdesk.intake.thumbnails import THUMBNAIL
from tipdesk.newsroom.lines import PictureLine
from tipdesk.newsroom.states import FileKind, ReadState


class Stage(QWidget):
    """Shows one file at a time; another kind of file than pictures brings its own.

    The loupe calls `show_file` for every file of the stage's kinds, and `leave` when it turns to
    one of another kind or is closed: what plays has to stop then. The widget that has the keyboard
    is `self.focusProxy()`. Its accessible name says which file it shows.
    """

    uncovered = Signal()  # the editor asked to see what is graphic
    stepped = Signal(int)  # to a neighbour, where the stage hears the arrows itself

    def show_file(self, line: PictureLine, *, covered: bool) -> None:
        """Show this file; while it is covered, nothing sharp of it."""
        raise NotImplementedError

    def leave(self) -> None:
        """Let go of the file."""
        raise NotImplementedError


Stages = dict[FileKind, Callable[[Bridge], Stage]]


class PictureStage(Stage):
    """Shows pictures, and the poster or the glyph of what nobody else shows."""

    def __init__(self, bridge: Bridge, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self.view = PictureView(Glass(bridge, self))
        self.view.setAccessibleName(self.tr("Picture"))  # until one is shown
        self.view.uncovered.connect(self.uncovered)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_file(self, line: PictureLine, *, covered: bool) -> None:
        """Show its small picture at once and then all its pixels."""
        view, why = self.view, files.why_no_picture(line)
        decoded = line.kind is FileKind.PICTURE and line.state is ReadState.READ
        view.show_picture(
            line.digest if decoded else "", files.sides(line) or (1, 1), covered=covered
        )
        view.cover = saying.cover(graphic=line.graphic)
        view.setAccessibleName(saying.aloud(line))
        view.setAccessibleDescription(view.cover if covered else why)
        if why:
            unreadable = line.state is ReadState.UNREADABLE
            kind = FileKind.UNREADABLE if unreadable else line.kind
            view.show_words(why, words.glyph(kind))
            return
        large = Key(line.digest, LARGE, covered)
        is_here = self._pictures.here(large) is not None
        small = Key(line.digest, THUMBNAIL, covered)
        key = large if is_here or not (decoded or covered) else small
        self._pictures.ask(key, self._take_preview, place=f"stage/{id(self)}")

    def fetch_ahead(self, line: PictureLine) -> None:
        """Have a picture made ready that is likely to be shown next."""
        if line.kind is FileKind.PICTURE and line.state is ReadState.READ:
            self._pictures.ask_once(Key(line.digest, LARGE, blurred=False), lambda _: None)

    def leave(self) -> None:
        """Let go of the picture."""
        self.view.show_picture("", (1, 1), covered=False)

    def _take_preview(self, picture: QPixmap | None) -> None:
        self.view.show_preview(picture)
