"""Makes one tip of those that are chosen; asks which of them stays, the oldest first."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tipdesk.desk.searching.listing import tip_lines
from tipdesk.desk.triaging.merging import merge_tips
from tipdesk.gui import times, words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.choices import Choice
from tipdesk.gui.pickers.doing import Tips, do_to
from tipdesk.gui.pickers.picker import Picker
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.names import shown

MOST = 50  # who chose more has not looked at them


class Merger(QObject):
    """Opens the picker and does what was chosen: one change, one undo."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def ask(self, tips: Tips, anchor: QWidget) -> Picker | None:
        """Offer the tips, each as the one that stays; say it where they are too few or many."""
        if not 1 < len(tips) <= MOST:
            self._bridge.failed.emit(NotValid(self._why_not(len(tips))))
            return None
        title = self.tr("Make one of {0}: which stays?").format(words.numbers(list(tips)))
        picker = Picker(anchor.window(), title)
        picker.chosen.connect(partial(self._merge, tips))
        picker.open_at(anchor)
        offer = partial(picker.offer_made, self._choices)
        self._bridge.ask(lambda store: tip_lines(store, tips), offer, view="picker")
        return picker

    def _why_not(self, count: int) -> str:
        if count > MOST:
            said = self.tr("At most {0} tips become one at a time; nothing was changed.")
            return said.format(words.number(MOST))
        return self.tr("Choose the tips that are to become one: two or more, with Ctrl or Shift.")

    def _choices(self, lines: list[TipLine]) -> list[Choice]:
        oldest_first = sorted(lines, key=lambda line: (line.received_at, line.id))
        return [
            Choice(
                str(line.id),
                f"{tip_number(line.id)}  {shown(line.headline)}",
                times.when(line.received_at),
                words.glyph(line.workflow),
                words.role(line.workflow),
            )
            for line in oldest_first
        ]

    def _merge(self, tips: Tips, choice: Choice) -> None:
        into = TipId(int(choice.key))
        do_to(self._bridge, tips, lambda store, these: merge_tips(store, into, these))
