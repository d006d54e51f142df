"""Says what an editor thinks of the chosen pictures: stars, pick, reject."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from tipdesk.desk.annotating.choosing import MOST_STARS, choose, rate
from tipdesk.gui import words
from tipdesk.gui.actions import Actions
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.doing import AT_ONCE, do_watched
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.states import Choice
from tipdesk.store.database import Store

JUDGED = (
    *("light.pick", "light.reject", "light.clear"),
    *(f"rate.{stars}" for stars in range(MOST_STARS + 1)),
)
_CHOICES = {
    "light.pick": Choice.PICK,
    "light.reject": Choice.REJECT,
    "light.clear": Choice.NONE,
}


class Judging(QObject):
    """Does it to whatever is chosen; with nothing chosen, it says so."""

    nothing_chosen = Signal()

    def __init__(self, bridge: Bridge, chosen: Callable[[], Sequence[MediaId]]) -> None:
        super().__init__(bridge)
        self._bridge, self._chosen = bridge, chosen

    def offer(self, actions: Actions) -> None:
        """Put these deeds behind the window's actions."""
        for name, choice in _CHOICES.items():
            actions.on(name, partial(self.choose, choice))
        for stars in range(MOST_STARS + 1):
            actions.on(f"rate.{stars}", partial(self.rate, stars))

    def rate(self, stars: int) -> None:
        """Give the chosen files so many stars."""
        if media := self._media():
            self._judge(media, lambda store: rate(store, media, stars))

    def choose(self, choice: Choice) -> None:
        """Pick or reject the chosen files."""
        if media := self._media():
            self._judge(media, lambda store: choose(store, media, choice))

    def _judge(self, media: Sequence[MediaId], verb: Callable[[Store], Change]) -> None:
        title = self.tr("Judging {0}").format(words.several(len(media), "other"))
        do_watched(self._bridge, title, verb, many=len(media) > AT_ONCE)

    def _media(self) -> tuple[MediaId, ...]:
        media = tuple(self._chosen())
        if not media:
            self.nothing_chosen.emit()
        return media
