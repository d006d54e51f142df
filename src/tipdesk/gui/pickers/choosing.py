"""The pickers of the desk: state, tags, assignee, story, priority; each works on a selection."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from tipdesk.desk.counts.counting import counts
from tipdesk.desk.counts.gathering import Gathering, gathered
from tipdesk.desk.people import editors
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import assign, prioritise
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.choices import Choice
from tipdesk.gui.pickers.doing import Tips, do_to
from tipdesk.gui.pickers.moving import Mover
from tipdesk.gui.pickers.picker import Picker
from tipdesk.gui.tips.row.saying import USUAL_PRIORITY
from tipdesk.newsroom.moves import ALLOWED, CLOSED, needs_reason
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tip import LEAST_URGENT, MOST_URGENT
from tipdesk.store.database import Store
from tipdesk.stories.reading import stories
from tipdesk.stories.reshelving import reshelve

Tick = Qt.CheckState


class Offer(NamedTuple):
    """What the selection is like, and what can be chosen for it."""

    these: Gathering
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
        self._bridge.ask(lambda store: gathered(store, tips), offer, view="picker")
        return picker

    def tags(self, tips: Tips, anchor: QWidget) -> Picker:
        """Tick tags on and off; a dash is a tag that only some of the tips have."""
        new = self.tr("New tag “{0}”")
        picker = self._open(self.tr("Tags of {0}"), tips, anchor, several=True, new=new)

        def ask(store: Store) -> Offer:
            known = [(name, words.number(count)) for name, count in counts(store).tags]
            return Offer(gathered(store, tips), known)

        def ticked(on: list[str], off: list[str]) -> None:
            verb = partial(retag, add=on, remove=off)
            do_to(self._bridge, tips, verb)

        picker.ticked.connect(ticked)
        self._offer_ticks(picker, ask, lambda these: these.tags)
        return picker

    def story(self, tips: Tips, anchor: QWidget) -> Picker:
        """Tick stories on and off; one that isn't there is founded."""
        new = self.tr("New story “{0}”")
        picker = self._open(self.tr("Stories of {0}"), tips, anchor, several=True, new=new)

        def ask(store: Store) -> Offer:
            known = [(line.slug, line.headline or words.tips(line.tips)) for line in stories(store)]
            return Offer(gathered(store, tips), known)

        def ticked(on: list[str], off: list[str]) -> None:
            do_to(self._bridge, tips, partial(reshelve, put=on, take_out=off))

        picker.ticked.connect(ticked)
        self._offer_ticks(picker, ask, lambda these: these.stories)
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
            do_to(self._bridge, tips, partial(assign, name=choice.key))

        picker.chosen.connect(chosen)
        self._bridge.ask(colleagues, partial(picker.offer_made, people), view="picker")
        return picker

    def priority(self, tips: Tips, anchor: QWidget) -> Picker:
        """Choose how urgent tips are; how many have each priority now stands beside it."""
        picker = self._open(self.tr("Priority of {0}"), tips, anchor)

        def chosen(choice: Choice) -> None:
            do_to(self._bridge, tips, partial(prioritise, priority=int(choice.key)))

        picker.chosen.connect(chosen)
        offer = partial(picker.offer_made, self._priorities)
        self._bridge.ask(lambda store: gathered(store, tips), offer, view="picker")
        return picker

    def _priorities(self, these: Gathering) -> list[Choice]:
        said = {
            MOST_URGENT: self.tr("most urgent"),
            USUAL_PRIORITY: self.tr("usual"),
            LEAST_URGENT: self.tr("least urgent"),
        }
        return [
            Choice(
                str(each),
                " · ".join(filter(None, (str(each), said.get(each, "")))),
                words.tips(these.priorities[each]) if each in these.priorities else "",
            )
            for each in range(MOST_URGENT, LEAST_URGENT + 1)
        ]

    def _open(
        self, title: str, tips: Tips, anchor: QWidget, *, several: bool = False, new: str = ""
    ) -> Picker:
        said = title.format(words.numbers(tips))
        picker = Picker(anchor.window(), said, several=several, new=new)
        picker.open_at(anchor)
        return picker

    def _steps(self, these: Gathering) -> list[Choice]:
        now = set(these.states)
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
        worn: Callable[[Gathering], dict[str, int]],
    ) -> None:
        offer = partial(picker.offer_made, lambda answer: with_ticks(answer, worn))
        self._bridge.ask(ask, offer, view="picker")


def colleagues(store: Store) -> list[str]:
    """Name the editors, whoever sits here first: they may not have done anything yet."""
    return list(dict.fromkeys((store.editor, *editors(store))))


def with_ticks(answer: Offer, worn: Callable[[Gathering], dict[str, int]]) -> list[Choice]:
    """Make choices whose ticks say whether all, some or none of the tips have each name."""
    having = {name.casefold(): number for name, number in worn(answer.these).items()}
    names = {name.casefold(): (name, detail) for name, detail in answer.names}
    for name in worn(answer.these):
        names.setdefault(name.casefold(), (name, ""))
    choices = [
        Choice(name, name, detail, tick=_tick(having.get(key, 0), answer.these.tips))
        for key, (name, detail) in names.items()
    ]
    return sorted(choices, key=lambda choice: choice.tick is Tick.Unchecked)


def _tick(having: int, all_of: int) -> Tick:
    if not having:
        return Tick.Unchecked
    return Tick.Checked if having == all_of else Tick.PartiallyChecked
