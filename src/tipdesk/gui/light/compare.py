"""Two to four pictures beside each other, zoomed and pushed together."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from tipdesk.gui import theme
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.light.camera import Look
from tipdesk.gui.light.glass import Glass
from tipdesk.gui.light.view import PictureView
from tipdesk.gui.tip.pictures import LARGE, Key, Pictures
from tipdesk.intake.thumbnails import THUMBNAIL
from tipdesk.newsroom.likeness import Turn

MOST = 4
_CURRENT = "border-top: 2px solid palette(link);"
_OTHER = "border-top: 2px solid transparent;"
_SIDE_BY_SIDE = 3  # four stand two by two


class Shown(NamedTuple):
    """One of the pictures; `still` is not so for a film, of which only the poster is shown."""

    digest: str
    title: str
    covered: bool = False
    still: bool = True
    turn: Turn = Turn.UPRIGHT  # how it is shown, so that it lies like the others


class Compare(QWidget):
    """Shows pictures by their digests, each with a line of words below it.

    What is done to one is done to all; not while Alt is held, nor when they are unlinked.
    """

    uncovered = Signal(int)  # which of them was asked for
    turned_to = Signal(int)  # which of them has the keyboard

    def __init__(self, bridge: Bridge, pictures: Pictures | None = None) -> None:
        super().__init__()
        self._bridge = bridge
        self._pictures = pictures or Pictures(bridge, self)
        self._panes: list[_Pane] = []
        self.is_linked = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(1)

    @property
    def views(self) -> list[PictureView]:
        """Give the views in use, in their order."""
        return [pane.view for pane in self._panes if not pane.isHidden()]

    @property
    def current(self) -> int:
        """Tell which picture has the keyboard; the first where none has."""
        return next((at for at, view in enumerate(self.views) if view.hasFocus()), 0)

    def show_pictures(self, shown: Sequence[Shown]) -> None:
        """Show these, at most four."""
        while len(self._panes) < min(len(shown), MOST):
            self._add_pane()
        many = min(len(shown), MOST)
        columns = many if many <= _SIDE_BY_SIDE else 2
        for at, pane in enumerate(self._panes):
            self._grid.removeWidget(pane)
            if at < many:
                self._grid.addWidget(pane, at // columns, at % columns)
                pane.show_picture(self._pictures, shown[at])
            else:
                pane.leave()
            pane.setVisible(at < many)

    def leave(self) -> None:
        """Let go of all pictures."""
        for pane in self._panes:
            pane.leave()

    def end(self) -> None:
        """Let go of all pictures at once, and for good."""
        for pane in self._panes:
            pane.view.glass.end()

    def step_focus(self, by: int) -> None:
        """Give the keyboard to a neighbour."""
        views = self.views
        if views:
            views[(self.current + by) % len(views)].setFocus(Qt.FocusReason.TabFocusReason)

    def _add_pane(self) -> None:
        pane = _Pane(self._bridge, self)
        at = len(self._panes)
        pane.view.looked.connect(partial(self._follow, pane.view))
        pane.view.uncovered.connect(partial(self.uncovered.emit, at))
        pane.view.focused.connect(partial(self._turn_to, at))
        self._panes.append(pane)

    def _turn_to(self, at: int) -> None:
        for other, pane in enumerate(self._panes):
            pane.mark(on=other == at)
        self.turned_to.emit(at)

    def _follow(self, leader: PictureView, look: Look) -> None:
        alone = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
        if self.is_linked and not alone:
            place = look.shown_by(leader.lies)
            for view in self.views:
                if view is not leader:
                    view.follow(place.lying(view.lies))


class _Pane(QWidget):
    """One of the pictures with its line."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = PictureView(Glass(bridge, self))
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(theme.font(theme.Face.META))
        self._title.setContentsMargins(12, 7, 12, 8)
        self._title.setWordWrap(True)
        self._title.setProperty("said", "muted")
        self.mark(on=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._title)

    def show_picture(self, pictures: Pictures, shown: Shown) -> None:
        """Show this picture."""
        self._title.setText(shown.title)
        self.view.setAccessibleName(shown.title)
        digest = shown.digest if shown.still else ""
        self.view.show_picture(digest, (1, 1), covered=shown.covered, turn=shown.turn)
        size = THUMBNAIL if shown.still or shown.covered else LARGE
        key = Key(shown.digest, size, shown.covered)
        pictures.ask(key, self._take_preview, place=f"compare/{id(self)}")

    def mark(self, *, on: bool) -> None:
        """Say by a line and by the strength of its words whether it has the keyboard."""
        self._title.setProperty("said", "" if on else "muted")
        self._title.setStyleSheet(_CURRENT if on else _OTHER)

    def leave(self) -> None:
        """Let go of the picture."""
        self.view.show_picture("", (1, 1), covered=False)

    def _take_preview(self, picture: QPixmap | None) -> None:
        self.view.show_preview(picture)
