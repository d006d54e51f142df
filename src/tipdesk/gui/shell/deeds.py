"""What an editor does to the chosen tips by key, menu or drop, and how it is taken back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tipdesk.desk.changes.undoing import redo, undo, undo_change
from tipdesk.desk.searching.listing import tip_ids, tip_lines
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import assign, protect, restore, trash
from tipdesk.gui.actions import FAVOURITES, Actions
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.pickers.choosing import Chooser
from tipdesk.gui.pickers.doing import Tips, Verb, do_to, do_watched
from tipdesk.gui.pickers.merging import Merger
from tipdesk.gui.pickers.moving import Mover
from tipdesk.gui.pickers.snoozing import Snoozer
from tipdesk.gui.sidebar.entries import Entry, Sort
from tipdesk.gui.trash.deleting import Deleter
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import ChangeId, TipId
from tipdesk.newsroom.states import Workflow
from tipdesk.store.database import Store
from tipdesk.stories.putting import put


class Deeds(QObject):
    """Does it to whatever is chosen; with nothing chosen, it says so."""

    nothing_chosen = Signal()

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        chosen: Callable[[], Tips],
        whole: Callable[[], str | None],
        anchor: Callable[[], QWidget],
    ) -> None:
        """`whole` gives the search whose results are all meant, if they are."""
        super().__init__(bridge)
        self._bridge = bridge
        self._actions = actions
        self._chosen, self._whole = chosen, whole
        self._anchor = anchor
        self._favourites: tuple[str, ...] = ()
        self.chooser = Chooser(bridge, self)
        self.mover = Mover(bridge, self)
        self.snoozer = Snoozer(bridge, self)
        self.merger = Merger(bridge, self)
        self.deleter = Deleter(bridge, self)

    def offer(self) -> None:
        """Put these deeds behind the window's actions."""
        actions = self._actions
        pickers = {
            "change.state": self.chooser.state,
            "change.tags": self.chooser.tags,
            "change.assign": self.chooser.assignee,
            "change.story": self.chooser.story,
            "change.priority": self.chooser.priority,
            "change.snooze": self.snoozer.ask,
            "change.merge": self.merger.ask,
        }
        for name, pick in pickers.items():
            actions.on(name, partial(self._pick, pick))
        for name, to in {
            "change.archive": Workflow.ARCHIVED,
            "change.spike": Workflow.SPIKED,
            "change.publish": Workflow.PUBLISHED,
        }.items():
            actions.on(name, partial(self.move_to, to))
        actions.on("change.protect", lambda: self._do(_turn_protection))
        actions.on("change.trash", lambda: self._do(trash))
        actions.on("change.restore", lambda: self._do(restore))
        actions.on("change.delete", lambda: self._pick(self._delete))
        actions.on("change.empty_trash", lambda: self.deleter.ask_all(self._anchor().window()))
        actions.on("edit.undo", self.undo)
        actions.on("edit.redo", self.redo)
        for digit in range(1, FAVOURITES + 1):
            actions.on(f"tag.{digit}", partial(self._tag, digit))

    def _pick(self, pick: Callable[[Tips, QWidget], object]) -> None:
        self.with_tips(lambda tips: pick(tips, self._anchor()))

    def _delete(self, tips: Tips, anchor: QWidget) -> None:
        self.deleter.ask(tips, anchor.window())

    def know_favourites(self, tags: Sequence[str]) -> None:
        """Take note of the nine tags that the digits stand for: the most used ones."""
        self._favourites = tuple(tags[:FAVOURITES])
        for digit, tag in enumerate(self._favourites, 1):
            self._actions[f"tag.{digit}"].setText(self.tr("Tag # {0}").format(tag))

    def undo(self) -> None:
        """Take back the editor's last change."""
        do_watched(self._bridge, self.tr("Undoing"), undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        do_watched(self._bridge, self.tr("Doing again"), redo)

    def undo_one(self, change: ChangeId) -> None:
        """Take back one change, as its toast offers."""
        verb = partial(undo_change, change=change)
        do_watched(self._bridge, self.tr("Undoing"), verb)

    def move_to(self, to: Workflow) -> None:
        """Take the chosen tips a step, asking for what it needs."""
        self.with_tips(lambda tips: self.mover.move(tips, to, self._anchor()))

    def drop_on(self, entry: Entry, tips: Tips, anchor: QWidget) -> None:
        """Do what dropping tips on an entry of the sidebar means."""
        verbs: dict[Sort, Verb] = {
            Sort.STORY: lambda store, these: put(store, these, entry.name),
            Sort.TAG: lambda store, these: retag(store, these, add=[entry.name]),
            Sort.MINE: lambda store, these: assign(store, these, store.editor),
            Sort.UNASSIGNED: lambda store, these: assign(store, these, ""),
            Sort.PROTECTED: lambda store, these: protect(store, these, on=True),
            Sort.TRASH: trash,
        }
        if entry.sort is Sort.STATE:
            self.mover.move(tips, Workflow(entry.name), anchor)
        elif entry.sort in verbs:
            do_to(self._bridge, tips, verbs[entry.sort])

    def _tag(self, digit: int) -> None:
        if digit <= len(self._favourites):
            tag = self._favourites[digit - 1]
            self._do(lambda store, tips: retag(store, tips, add=[tag]))

    def _do(self, verb: Verb) -> None:
        self.with_tips(lambda tips: do_to(self._bridge, tips, verb))

    def with_tips(self, call: Callable[[Tips], object]) -> None:
        """Act on the chosen tips; of all results, on those that are found now."""
        query = self._whole()
        if query is not None:
            self._bridge.ask(lambda store: all_of(store, query), call, view="whole")
        elif tips := tuple(self._chosen()):
            call(tips)
        else:
            self.nothing_chosen.emit()


def all_of(store: Store, query: str) -> Tips:
    """Name all tips that a search finds."""
    return tuple(TipId(tip) for tip in tip_ids(store, query))


def _turn_protection(store: Store, tips: Tips) -> Change:
    """Protect the sources; lift it only where all of them are protected already."""
    on = not all(line.protected for line in tip_lines(store, tips))
    return protect(store, tips, on=on)
