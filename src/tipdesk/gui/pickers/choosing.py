"""The four pickers of the desk: state, tags, assignee, story; each works on a selection."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from tipdesk.desk.counting import counts
from tipdesk.desk.listing import tip_lines
from tipdesk.desk.people import editors
from tipdesk.desk.tagging import retag
from tipdesk.desk.triage import assign
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.choices import Choice
from tipdesk.gui.pickers.moving import Mover
from tipdesk.gui.pickers.picker import Picker
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.moves import ALLOWED, CLOSED, needs_reason
from tipdesk.newsroom.states import Workflow
from tipdesk.store.database import Store
from tipdesk.stories.putting import put, take_out
from tipdesk.stories.reading import stories

Tips = Sequence[TipId]
Tick = Qt.CheckState


class Offer(NamedTuple):
    """The lines of the selection and what can be chosen for them."""

    lines: Sequence[TipLine]
    names: Sequence[tuple[str, str]]  # name, detail


class Chooser(QObject):
    """Opens the pickers beside what was clicked and does what was chosen."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._mover = Mover(bridge, self)

    def state(self, tips: Tips, anchor: QWidget) -> Picker:
        """Choose where tips stand; only steps that at least one of them may take are offered."""
        picker = self._open(self.tr("Move {0} to…"), tips, anchor)

        def chosen(choice: Choice) -> None:
            self._mover.move(tips, Workflow(choice.key), anchor)

        picker.chosen.connect(chosen)
        offer = partial(picker.offer_made, self._steps)
        self._bridge.ask(lambda store: tip_lines(store, tips), offer, view="picker")
        return picker

    def tags(self, tips: Tips, anchor: QWidget) -> Picker:
        """Tick tags on and off; a dash is a tag that only some of the tips have."""
        new = self.tr("New tag “{0}”")
        picker = self._open(self.tr("Tags of {0}"), tips, anchor, several=True, new=new)

        def ask(store: Store) -> Offer:
            known = [(name, words.number(count)) for name, count in counts(store).tags]
            return Offer(tip_lines(store, tips), known)

        def ticked(on: list[str], off: list[str]) -> None:
            self._bridge.do(lambda store: retag(store, tips, add=on, remove=off))

        picker.ticked.connect(ticked)
        self._offer_ticks(picker, ask, lambda line: line.tags)
        return picker

    def story(self, tips: Tips, anchor: QWidget) -> Picker:
        """Tick stories on and off; one that isn't there is founded."""
        new = self.tr("New story “{0}”")
        picker = self._open(self.tr("Stories of {0}"), tips, anchor, several=True, new=new)

        def ask(store: Store) -> Offer:
            known = [(line.slug, line.headline or words.tips(line.tips)) for line in stories(store)]
            return Offer(tip_lines(store, tips), known)

        picker.ticked.connect(partial(self._put, tips))
        self._offer_ticks(picker, ask, lambda line: line.stories)
        return picker

    def assignee(self, tips: Tips, anchor: QWidget) -> Picker:
        """Choose who works on tips, or nobody."""
        new = self.tr("New editor “{0}”")
        picker = self._open(self.tr("Assign {0} to…"), tips, anchor, new=new)

        def people(names: Sequence[str]) -> list[Choice]:
            nobody = Choice("", self.tr("Nobody"), glyph="nobody", role="muted")
            known = [Choice(name, name, glyph="person", role="muted") for name in names]
            return [*known, nobody]

        def chosen(choice: Choice) -> None:
            self._bridge.do(lambda store: assign(store, tips, choice.key))

        picker.chosen.connect(chosen)
        self._bridge.ask(editors, partial(picker.offer_made, people), view="picker")
        return picker

    def _open(
        self, title: str, tips: Tips, anchor: QWidget, *, several: bool = False, new: str = ""
    ) -> Picker:
        said = title.format(words.numbers(list(tips)))
        picker = Picker(anchor.window(), said, several=several, new=new)
        picker.open_at(anchor)
        return picker

    def _steps(self, lines: Sequence[TipLine]) -> list[Choice]:
        now = {line.workflow for line in lines}
        reachable = {step for state in now for step in ALLOWED[state]}
        return [
            Choice(
                step.value,
                self._step_in_words(step, now),
                self.tr("needs a reason") if any(needs_reason(was, step) for was in now) else "",
                words.glyph(step),
                words.role(step),
            )
            for step in Workflow
            if step in reachable
        ]

    def _step_in_words(self, step: Workflow, now: set[Workflow]) -> str:
        if step not in CLOSED and now <= set(CLOSED):
            return self.tr("{0} (reopen)").format(words.say(step))
        return words.say(step)

    def _offer_ticks(
        self,
        picker: Picker,
        ask: Callable[[Store], Offer],
        worn: Callable[[TipLine], Sequence[str]],
    ) -> None:
        offer = partial(picker.offer_made, lambda answer: with_ticks(answer, worn))
        self._bridge.ask(ask, offer, view="picker")

    def _put(self, tips: Tips, on: list[str], off: list[str]) -> None:
        for slug in on:
            self._bridge.do(partial(_putting, tips=tips, slug=slug))
        for slug in off:
            self._bridge.do(partial(_taking_out, tips=tips, slug=slug))


def with_ticks(answer: Offer, worn: Callable[[TipLine], Sequence[str]]) -> list[Choice]:
    """Make choices whose ticks say whether all, some or none of the tips have each name."""
    names = {name.casefold(): (name, detail) for name, detail in answer.names}
    having: dict[str, int] = {}
    for line in answer.lines:
        for name in worn(line):
            names.setdefault(name.casefold(), (name, ""))
            having[name.casefold()] = having.get(name.casefold(), 0) + 1
    choices = [
        Choice(name, name, detail, tick=_tick(having.get(key, 0), len(answer.lines)))
        for key, (name, detail) in names.items()
    ]
    return sorted(choices, key=lambda choice: choice.tick is Tick.Unchecked)


def _tick(having: int, all_of: int) -> Tick:
    if not having:
        return Tick.Unchecked
    return Tick.Checked if having == all_of else Tick.PartiallyChecked


def _putting(store: Store, tips: Tips, slug: str) -> Change:
    return put(store, tips, slug)


def _taking_out(store: Store, tips: Tips, slug: str) -> Change:
    return take_out(store, tips, slug)
