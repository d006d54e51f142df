"""Takes tips a step further, and asks first what the step needs: a reason, or where it was used."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tipdesk.desk.listing import tip_lines
from tipdesk.desk.triage import move
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.forms import PublishForm, ReasonForm
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.moves import ALLOWED, OFF_THE_LINE, check_move, needs_reason
from tipdesk.newsroom.states import Closing, Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.store.database import Store
from tipdesk.stories.publishing import kill, publish


class Mover(QObject):
    """Moves one tip or many; what the workflow doesn't allow is said in words."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def move(self, tips: Sequence[TipId], to: Workflow, anchor: QWidget, credit: str = "") -> None:
        """Take the step, after asking beside `anchor` for what it needs."""
        asked = tuple(tips)
        self._bridge.ask(
            lambda store: tip_lines(store, asked),
            lambda lines: self._prepare(lines, to, anchor, credit),
        )

    def _prepare(
        self, lines: Sequence[TipLine], to: Workflow, anchor: QWidget, credit: str
    ) -> None:
        movable = [line for line in lines if to in ALLOWED[line.workflow]]
        tips = [line.id for line in lines]
        if not movable:
            self._refuse(lines, to)
        elif to is Workflow.PUBLISHED:
            self._ask_where(lines, anchor, credit)
        elif any(needs_reason(line.workflow, to) for line in movable):
            self._ask_why(tips, to, anchor)
        else:
            self._bridge.do(lambda store: move(store, tips, to))

    def _refuse(self, lines: Sequence[TipLine], to: Workflow) -> None:
        if not lines or all(line.workflow is to for line in lines):
            return
        try:
            check_move(lines[0].workflow, to, "")
        except TipdeskError as why:
            self._bridge.failed.emit(why)

    def _ask_why(self, tips: list[TipId], to: Workflow, anchor: QWidget) -> None:
        deed, closes = self._deed(to), to is Workflow.SPIKED
        title = self.tr("{0} {1}").format(deed, words.numbers(tips))
        form = ReasonForm(anchor.window(), title, deed, closes=closes)
        form.given.connect(partial(self._take, tips, to))
        form.open_at(anchor)

    def _take(self, tips: list[TipId], to: Workflow, reason: str, closing: Closing | None) -> None:
        def step(store: Store) -> Change:
            if to is Workflow.KILLED:
                return kill(store, tips, reason)
            return move(store, tips, to, reason=reason, closing=closing)

        self._bridge.do(step)

    def _ask_where(self, lines: Sequence[TipLine], anchor: QWidget, credit: str) -> None:
        tips = [line.id for line in lines]
        stories = list(dict.fromkeys(slug for line in lines for slug in line.stories))
        title = self.tr("Publish {0}").format(words.numbers(tips))
        form = PublishForm(anchor.window(), title, stories, credit)
        form.given.connect(partial(self._publish, tips))
        form.open_at(anchor)

    def _publish(self, tips: list[TipId], use: NewUse) -> None:
        self._bridge.do(lambda store: publish(store, tips, use))

    def _deed(self, to: Workflow) -> str:
        if to in OFF_THE_LINE:
            return self.tr("Spike") if to is Workflow.SPIKED else self.tr("Kill")
        return self.tr("Reopen")
