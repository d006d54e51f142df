"""Notices what the open tip looks like: asked aside, after it is shown and while nobody waits."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tipdesk.desk.triaging.merging import split_tip, taken_in
from tipdesk.desk.verifying.likewise import Likewise, says_the_same
from tipdesk.gui.alike.dialog import AlikeDialog
from tipdesk.gui.alike.line import AlikeLine
from tipdesk.gui.bridge import Bridge
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import OpenTip
from tipdesk.store.database import Store

ASKED_AFTER_MS = 400  # who steps from tip to tip asks nothing


class _Told(NamedTuple):
    alike: Sequence[Likewise]
    taken_in: Sequence[TipId]


class Noticing(QObject):
    """Fills the line of the open tip; only the newest question is answered."""

    tip_asked = Signal(object)  # TipId

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._window = bridge, parent
        self._tip: OpenTip | None = None
        self._turn = 0
        self.found: Sequence[Likewise] = ()
        self.line = AlikeLine()
        self.line.tip_asked.connect(self.tip_asked.emit)
        self.line.compare_asked.connect(self.compare)
        self.line.split_asked.connect(self._split)
        self._later = QTimer(self, singleShot=True, interval=ASKED_AFTER_MS)
        self._later.timeout.connect(self._ask)
        bridge.changed.connect(self._follow)

    def show_tip(self, tip: OpenTip) -> None:
        """Say what is known of this tip, and ask what it looks like in a moment."""
        before, self._tip = self._tip, tip
        self._turn += 1
        another = before is None or before.line.id != tip.line.id or before.line.trashed
        if another or tip.line.trashed:
            self._forget()
        if tip.merged_into is not None:
            self.line.say_went_into(tip.merged_into)
        if tip.line.trashed:
            self._later.stop()
        else:
            self._later.start()

    def compare(self) -> AlikeDialog | None:
        """Show the open tip and what looks like it side by side."""
        if self._tip is None or not self.found:
            return None
        dialog = AlikeDialog(self._bridge, self._tip.line.id, self.found, self._window)
        dialog.tip_asked.connect(self.tip_asked.emit)
        dialog.show()
        return dialog

    def end(self) -> None:
        """Ask nothing any more."""
        self._later.stop()
        self._turn += 1

    def _ask(self) -> None:
        if self._tip is None:
            return
        self._turn += 1
        question = partial(_look, self._bridge.lanes.store, self._tip.line.id)
        self._bridge.aside(question, partial(self._tell, self._turn), self._leave_it)

    def _tell(self, turn: int, told: _Told) -> None:
        if self._tip is None or turn != self._turn:
            return
        self._forget()
        linked = {link.other.id for link in self._tip.links}
        self.found = [one for one in told.alike if one.tip.id not in linked]
        if self.found:
            self.line.say_alike(self.found)
        if told.taken_in:
            self.line.say_took_in(told.taken_in)

    def _forget(self) -> None:
        self.found = ()
        self.line.clear()

    def _leave_it(self, _: TipdeskError) -> None:
        """Say nothing: the tip is gone meanwhile, and whoever shows it says so."""

    def _follow(self, change: Change) -> None:
        known = {one.tip.id for one in self.found}
        if self._tip is not None and known & change.tips:
            self._later.start()

    def _split(self) -> None:
        if self._tip is not None:
            tip = self._tip.line.id
            self._bridge.do(lambda store: split_tip(store, tip))


def _look(store: Store, tip: TipId) -> _Told:
    return _Told(says_the_same(store, tip), taken_in(store, tip))
