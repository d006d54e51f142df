"""Films and sounds under the loupe: the player, or the covered poster of what is graphic."""

from functools import partial

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tipdesk.gui.actions import Actions
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.light import saying
from tipdesk.gui.light.stages import PictureStage, Stage
from tipdesk.gui.player.grabbing import grab_still
from tipdesk.gui.player.playable import plays
from tipdesk.gui.player.player import Player
from tipdesk.gui.tip.pictures import LARGE, Key, Pictures
from tipdesk.newsroom.lines import PictureLine
from tipdesk.newsroom.states import FileKind


class FilmStage(Stage):
    """Plays what is a film or a sound; nothing is decoded before the first touch."""

    def __init__(self, actions: Actions, bridge: Bridge) -> None:
        super().__init__()
        self._pictures = Pictures(bridge, self)
        self._still = PictureStage(bridge, self._pictures)
        self._still.uncovered.connect(self.uncovered)
        self.player = Player(bridge)
        self.player.stage.keys = actions.keys
        self.player.reach_edges()
        self.player.grabbed.connect(partial(grab_still, bridge))
        self.player.stepped.connect(self.stepped)
        self._shown = QStackedWidget()
        self._shown.addWidget(self._still)
        self._shown.addWidget(self.player)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._shown)
        self._turn_to(self._still)

    def show_file(self, line: PictureLine, *, covered: bool) -> None:
        """Show the player, or the covered poster."""
        if (covered and line.kind is FileKind.VIDEO) or not plays(line):
            self.player.close_film()
            self._turn_to(self._still)
            self._still.show_file(line, covered=covered)
            return
        self._still.leave()
        self._turn_to(self.player)
        self.player.show_media(line, saying.aloud(line))
        if line.kind is FileKind.VIDEO:
            key = Key(line.digest, LARGE, blurred=False)
            self._pictures.ask(key, self._take_poster, place="poster")

    def leave(self) -> None:
        """End the film and let go of the poster."""
        self.player.close_film()
        self._still.leave()

    def _turn_to(self, shown: QWidget) -> None:
        self._shown.setCurrentWidget(shown)
        self.setFocusProxy(shown)

    def _take_poster(self, poster: QPixmap | None) -> None:
        if self.player.media is not None:
            self.player.show_poster(poster)
