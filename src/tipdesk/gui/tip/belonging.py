"""What a tip belongs to: its stories, its tags and the tips that show the same, named in a row."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tipdesk.gui.tip.chips import Chip
from tipdesk.gui.tip.flow import Flow
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.pool import Pool
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.lines import OpenTip, TipLine

MOST = 12  # chips of a kind; whoever wants the others opens the picker


class Belonging(QObject):
    """Keeps the chips and links at the end of a row."""

    story_removed = Signal(str)
    tag_removed = Signal(str)
    tip_asked = Signal(object)  # TipId

    def __init__(self, row: Flow, parent: QWidget) -> None:
        super().__init__(parent)
        self._row, self._start = row, row.count()
        self._told: tuple[Sequence[object], ...] = ()
        self._pools: tuple[Pool[Any, Any], ...] = (
            Pool(self._new_story, Chip.name),
            Pool(self._new_tag, Chip.name),
            Pool(self._new_link, SameAs.name),
        )

    def show_tip(self, tip: OpenTip) -> None:
        """Name what this tip belongs to."""
        others = {one.other.id: one.other for one in tip.links}
        told = (tip.line.stories[:MOST], tip.line.tags[:MOST], tuple(others.values()))
        if told == self._told:
            return
        self._told = told
        place = self._start
        for pool, names in zip(self._pools, told, strict=True):
            place += len(pool)
            for new in pool.fill(len(names)):
                self._put(new, place)
                place += 1
            pool.show(names)

    def _put(self, widget: QWidget, place: int) -> None:
        """Put it behind what stands before it, for the eye and for the Tab key."""
        item = self._row.itemAt(place - 1)
        before = item.widget() if item is not None else None
        self._row.insert_widget(place, widget)
        if before is not None:
            QWidget.setTabOrder(before, widget)

    def _new_story(self) -> Chip:
        chip = Chip(is_story=True)
        chip.removed.connect(self.story_removed)
        return chip

    def _new_tag(self) -> Chip:
        chip = Chip(is_story=False)
        chip.removed.connect(self.tag_removed)
        return chip

    def _new_link(self) -> "SameAs":
        link = SameAs(self.tr("Same as"))
        link.asked.connect(self.tip_asked)
        return link


class SameAs(Link):
    """Names a tip that an editor marked as showing the same."""

    asked = Signal(object)  # TipId

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._tip = TipId(0)
        self.clicked.connect(lambda: self.asked.emit(self._tip))

    def name(self, other: TipLine) -> None:
        """Stand for this tip."""
        self._tip = other.id
        self.say(tip_number(other.id), role="accent", glyph="link")
        self.setToolTip(f"<qt>{escape(other.headline)}</qt>")
