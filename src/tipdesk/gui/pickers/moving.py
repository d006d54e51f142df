"""Takes tips a step further, and asks first what the step needs: a reason, or where it was used."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tipdesk.desk.counts.gathering import Gathering, gathered
from tipdesk.desk.triaging.triage import move
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.doing import Tips, do_to
from tipdesk.gui.pickers.forms import PublishForm, ReasonForm
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.moves import ALLOWED, OFF_THE_LINE, check_move, needs_reason
from tipdesk.newsroom.states import Closing, Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.stories.publishing import kill, publish


class Beside(NamedTuple):
    """Where a form opens, and the credit that it begins with."""

    anchor: QWidget
    credit: str


class Mover(QObject):
    """Moves one tip or many; what the workflow doesn't allow is said in words."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def move(self, tips: Tips, to: Workflow, anchor: QWidget, credit: str = "") -> None:
        """Take the step, after asking beside `anchor` for what it needs."""
        asked = tuple(tips)
        self._bridge.ask(
            lambda store: gathered(store, asked),
            lambda these: self._prepare(asked, these, to, Beside(anchor, credit)),
        )

    def _prepare(self, tips: Tips, these: Gathering, to: Workflow, beside: Beside) -> None:
        movable = [state for state in these.states if to in ALLOWED[state]]
        if not movable:
            self._refuse(these, to)
        elif to is Workflow.PUBLISHED:
            self._ask_where(tips, these, beside)
        elif any(needs_reason(state, to) for state in movable):
            self._ask_why(tips, to, self._of_all(these, movable, tips), beside)
        else:
            do_to(self._bridge, tips, partial(move, to=to))

    def _refuse(self, these: Gathering, to: Workflow) -> None:
        others = [state for state in these.states if state is not to]
        if not others:
            return
        try:
            check_move(others[0], to, "")
        except TipdeskError as why:
            self._bridge.failed.emit(why)

    def _of_all(self, these: Gathering, movable: Sequence[Workflow], tips: Tips) -> str:
        """Name the tips that take the step, and of how many they are where others can't."""
        able = sum(these.states[state] for state in movable)
        if able == these.tips:
            return words.numbers(tips)
        return self.tr("{0} of {1}").format(words.number(able), words.tips(these.tips))

    def _ask_why(self, tips: Tips, to: Workflow, named: str, beside: Beside) -> None:
        deed, closes = self._deed(to), to is Workflow.SPIKED
        title = self.tr("{0} {1}").format(deed, named)
        form = ReasonForm(beside.anchor.window(), title, deed, closes=closes)
        form.given.connect(partial(self._take, tips, to))
        form.open_at(beside.anchor)

    def _take(self, tips: Tips, to: Workflow, reason: str, closing: Closing | None) -> None:
        if to is Workflow.KILLED:
            do_to(self._bridge, tips, partial(kill, reason=reason))
        else:
            do_to(self._bridge, tips, partial(move, to=to, reason=reason, closing=closing))

    def _ask_where(self, tips: Tips, these: Gathering, beside: Beside) -> None:
        able = [state for state in these.states if Workflow.PUBLISHED in ALLOWED[state]]
        title = self.tr("Publish {0}").format(self._of_all(these, able, tips))
        form = PublishForm(beside.anchor.window(), title, list(these.stories), beside.credit)
        form.given.connect(partial(self._publish, tips))
        form.open_at(beside.anchor)

    def _publish(self, tips: Tips, use: NewUse) -> None:
        do_to(self._bridge, tips, partial(publish, use=use))

    def _deed(self, to: Workflow) -> str:
        if to in OFF_THE_LINE:
            return self.tr("Spike") if to is Workflow.SPIKED else self.tr("Kill")
        return self.tr("Reopen")
