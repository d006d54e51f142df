"""What follows the selection: words in the status bar, the panel for several, the next tip."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tipdesk.desk.counts.gathering import Gathering, gathered
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.together import Together
from tipdesk.gui.shell.advancing import Advance, Advancing
from tipdesk.gui.shell.window import Window
from tipdesk.gui.tips.view import TipsView
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store

LOOKED_AT = 20_000  # of more tips the panel tells what the first ones are like


class Selecting(QObject):
    """Tells how many tips are chosen, and what they are like where they are several."""

    def __init__(
        self,
        bridge: Bridge,
        window: Window,
        tips: TipsView,
        tip: QWidget,
        is_listed: Callable[[], bool],
    ) -> None:
        """`is_listed` tells whether the list stands there, not the board or the pictures."""
        super().__init__(bridge)
        self._bridge, self._window, self._tips = bridge, window, tips
        self._is_listed = is_listed
        self._asked: tuple[TipId, ...] = ()
        self.together = Together(window.acts, tip)
        self.advancing = Advancing(bridge, tips)
        if window.kept.advance in tuple(Advance):
            self.advancing.when = Advance(window.kept.advance)
        for when in Advance:
            window.acts.on(f"view.advance_{when.value}", partial(self._choose_advance, when))
        tips.all_selected.connect(self._say_whole)
        bridge.changed.connect(self._on_changed)

    def say(self, tips: Sequence[TipId]) -> None:
        """Tell of these tips."""
        said = self.tr("{0} selected").format(words.tips(len(tips))) if tips else ""
        self._window.status.selection.setText(said)
        self._asked = tuple(tips[:LOOKED_AT])
        if len(tips) > 1:
            self.together.show_count(len(tips))
            self._look()
        else:
            self.together.hide()

    def follow(self, tips: Sequence[TipId]) -> None:
        """Tell of the tips that are chosen in the list, while it is the list that is shown."""
        if self._is_listed():
            self.say(tips)

    def say_list(self) -> None:
        """Tell of the list again, which was away for the board or the pictures."""
        if self._tips.whole is None:
            self.follow(self._tips.selection())
        else:
            self._say_whole(len(self._tips.model.ids))

    def _choose_advance(self, when: Advance) -> None:
        self.advancing.when = when
        self._window.prefer("advance", when.value)

    def _look(self) -> None:
        if (query := self._tips.whole) is not None:
            question = partial(_first_of, query=query)
        else:
            question = partial(gathered, tips=self._asked)
        self._bridge.ask(question, self._tell, view="together")

    def _tell(self, these: Gathering) -> None:
        self.together.tell(these)

    def _say_whole(self, count: int) -> None:
        if not self._is_listed():
            return
        self._window.status.selection.setText(self.tr("{0} selected").format(words.tips(count)))
        self.together.show_count(count)
        self._look()

    def _on_changed(self, change: Change) -> None:
        if change and self.together.isVisible():
            self._look()


def _first_of(store: Store, query: str) -> Gathering:
    return gathered(store, [TipId(tip) for tip in tip_ids(store, query, limit=LOOKED_AT)])
