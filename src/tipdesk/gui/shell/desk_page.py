"""The open desk: sidebar, list and open tip side by side, and how they speak to each other."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import assign
from tipdesk.gui import drops
from tipdesk.gui.actions import Category
from tipdesk.gui.arriving.arrivals import ANYWHERE, Arrivals, Target
from tipdesk.gui.arriving.asking import ask_for_files, ask_for_folder
from tipdesk.gui.arriving.question import Question
from tipdesk.gui.board.view import Board
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.facts.panel import Facts
from tipdesk.gui.messages.tab import MessagesTab
from tipdesk.gui.notices.telling import Teller
from tipdesk.gui.pickers.palette import Palette
from tipdesk.gui.seen.dialog import SeenDialog
from tipdesk.gui.shell.boarding import Boarding
from tipdesk.gui.shell.deeds import Deeds
from tipdesk.gui.shell.exports import Exports
from tipdesk.gui.shell.lighting import Lighting
from tipdesk.gui.shell.panels import Panels
from tipdesk.gui.shell.readying import Readying
from tipdesk.gui.shell.selecting import Selecting
from tipdesk.gui.shell.window import Window
from tipdesk.gui.sidebar.entries import Entry, Sort, story_query, tag_query
from tipdesk.gui.sidebar.view import Sidebar
from tipdesk.gui.tip.pane import TipPane
from tipdesk.gui.tips.row.plan import Density
from tipdesk.gui.tips.search import SearchField
from tipdesk.gui.tips.view import TipsView
from tipdesk.gui.trash.bar import TrashBar
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import Counts
from tipdesk.newsroom.states import Channel, Workflow

LOOK_ABROAD_MS = 1_000


class DeskPage(QWidget):
    """Composes the views of one desk; they know the bridge, not each other."""

    def __init__(self, bridge: Bridge, window: Window) -> None:
        super().__init__()
        self.bridge, self.shell = bridge, window
        self.question = Question()
        self.arrivals = Arrivals(bridge, self.question, self)
        self.sidebar = Sidebar(bridge)
        self.tips = TipsView(bridge)
        self.tip = TipPane(bridge, Facts(bridge), MessagesTab(bridge))
        self.search = SearchField(bridge)
        self.panels = Panels(self.sidebar, self.tips, self.tip)
        self._place = QWidget(self.tips.table.viewport())
        self.exports = Exports(bridge, window, self.chosen, lambda: self.tips.wish.query)
        self.selecting = Selecting(bridge, window, self.tips, self.tip, self._is_listed)
        self.deeds = Deeds(bridge, window.acts, self.chosen, self._whole, self._anchor)
        self.teller = Teller(bridge, window.toast, window.status.hint.setText, self.deeds.undo_one)
        self._shown = TipId(0)
        self._abroad = QTimer(self, interval=LOOK_ABROAD_MS)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._restore()
        views = (self.sidebar, self.tips, self.tip)
        self.lighting = Lighting(bridge, window, self.panels, views)
        self.boarding = Boarding(bridge, window, self.panels, self.lighting, self.deeds)
        self._connect_board()

    def start(self) -> None:
        """Ask for what is shown first, then for what was left undone."""
        self._list(self.shell.kept.query)
        self.sidebar.refresh()
        if self.shell.kept.opened:
            self._show(TipId(self.shell.kept.opened))
            self._choose_once_listed(self._shown)
        self.tips.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.shell.kept.board:
            self.boarding.show_board(self.tips, self.tip)
        self.arrivals.go_on()
        Readying(self.bridge, self).start()
        self._abroad.start()

    def chosen(self) -> list[TipId]:
        """Name the tips that a deed is meant for: the selected ones, else the open one."""
        if self.boarding.is_on:
            return self.boarding.board.selection()
        selected = self.tips.selection()
        return selected or ([self._shown] if self._shown else [])

    def _is_listed(self) -> bool:
        return not (self.lighting.is_on or self.boarding.is_on)

    def _whole(self) -> str | None:
        return None if self.boarding.is_on else self.tips.whole

    def end(self) -> None:
        """Save what is being typed; said once, before the window goes."""
        self._abroad.stop()
        self.tip.end()
        self.lighting.end()
        self.boarding.end()
        for beside in self.shell.findChildren(SeenDialog):
            beside.close()
        self.remember()

    def remember(self) -> None:
        """Note down what has to come back at the next start."""
        kept = self.shell.kept
        self.panels.remember(kept)
        kept.query, kept.words = self.tips.wish.view, self.search.words()
        kept.newest_first = self.tips.wish.newest_first
        kept.density = self.tips.density.value
        kept.opened = self._shown
        kept.each = self.arrivals.each

    # What the views say to each other

    def _connect(self) -> None:
        window, tips = self.shell, self.tips
        self.sidebar.chosen.connect(tips.show_view)
        self.sidebar.counted.connect(self._on_counted)
        self.sidebar.tips_dropped.connect(
            lambda entry, these: self.deeds.drop_on(entry, these, self.sidebar)
        )
        self.sidebar.arrived.connect(lambda entry, found: self.arrivals.take(found, into(entry)))
        tips.follow(self.search)
        tips.marked.connect(self.tip.look_for)
        tips.selected.connect(self._on_selected)
        tips.opened.connect(self._on_opened)
        tips.peeked.connect(self._peek)
        tips.menu_wanted.connect(self._show_menu)
        tips.files_dropped.connect(self._on_dropped)
        self.tip.files_dropped.connect(self._on_dropped)
        self.tip.tip_asked.connect(self._show)
        for view in (self.sidebar, tips, self.arrivals):
            view.refused.connect(window.toast.explain)
        self.arrivals.told.connect(self.teller.say)
        self.arrivals.logged.connect(self._on_logged)
        self.arrivals.begun.connect(self._write)
        self.arrivals.remembered.connect(self.remember_answer)
        self.arrivals.listed.connect(window.jobs.list_problems)
        self.bridge.started.connect(window.jobs.follow)
        self.bridge.done.connect(self._read_still)
        self.deeds.deleter.listed.connect(window.jobs.list_problems)
        self.deeds.nothing_chosen.connect(
            lambda: window.toast.explain(self.tr("Choose a tip in the list first."))
        )
        self._abroad.timeout.connect(self._look_abroad)
        self._offer()

    def _offer(self) -> None:
        acts, tips = self.shell.acts, self.tips
        self.deeds.offer()
        tips.put_above(TrashBar(acts, tips))
        offered: dict[str, Callable[[], object]] = {
            "tip.new": lambda: self.arrivals.log(self.tr("New tip"), Channel.OTHER),
            "tip.import": partial(ask_for_files, self, self.arrivals.take_paths),
            "tip.import_folder": partial(ask_for_folder, self, self.arrivals.take_paths),
            "tip.paste": self._paste,
            "tip.ask_again": partial(self.remember_answer, None),
            "tip.export": self._export,
            "tip.export_list": self.exports.listed,
            "go.search": self.search.take_focus,
            "go.palette": self._open_palette,
            "go.next": lambda: self._view().next_tip(),
            "go.previous": lambda: self._view().previous_tip(),
            "go.untriaged": lambda: self._view().next_untriaged(),
            "go.sidebar": self.sidebar.setFocus,
            "go.list": tips.setFocus,
            "go.tip": self.tip.setFocus,
            "view.sidebar": lambda: _turn(self.sidebar),
            "view.list": lambda: self._turn_beside_pictures(tips),
            "view.tip": lambda: self._turn_beside_pictures(self.tip),
            "view.comfortable": lambda: tips.set_density(Density.COMFORTABLE),
            "view.compact": lambda: tips.set_density(Density.COMPACT),
        }
        for name, call in offered.items():
            acts.on(name, call)
        tips.new_wanted.connect(acts["tip.new"].trigger)
        self.tip.media.player.offer(acts)
        tips.import_wanted.connect(acts["tip.import"].trigger)

    def _connect_board(self) -> None:
        self.boarding.connect_to(self.tips, self.tip)
        self.boarding.made.connect(self._take_board)
        for elsewhere in (self.lighting, self.boarding):
            elsewhere.turned_off.connect(self.selecting.say_list)

    def _take_board(self, board: Board) -> None:
        board.opened.connect(self._on_opened)
        board.selected.connect(self.selecting.say)
        board.menu_wanted.connect(self._show_menu)
        board.files_dropped.connect(self._on_dropped)
        board.state_wanted.connect(self._list_state)

    def _export(self) -> None:
        (self.exports.chosen if self._whole() is None else self.exports.listed)()

    def _view(self) -> TipsView | Board:
        return self.boarding.board if self.boarding.is_on else self.tips

    def _list_state(self, state: Workflow) -> None:
        self.show_list()
        self._list(f"workflow:{state.value}")

    def show_list(self) -> None:
        """Go back to the list and the open tip, from pictures or the board."""
        self.lighting.show_list()
        self.boarding.show_list()

    def _read_still(self, change: Change) -> None:
        if change.verb == "grab":
            self.arrivals.read_files()

    def _turn_beside_pictures(self, panel: QWidget) -> None:
        if not self._is_listed():
            self.show_list()
        else:
            _turn(panel)

    def _on_selected(self, tips: Sequence[TipId]) -> None:
        self.selecting.follow(tips)
        if len(tips) == 1:
            self._show(tips[0])

    def _on_opened(self, tip: TipId) -> None:
        self.show_list()
        self._show(tip)
        self.tip.show()
        self.tip.setFocus()

    def _show(self, tip: TipId) -> None:
        self._shown = tip
        self.tip.show_tip(tip)

    def _peek(self, tip: TipId) -> None:
        self._show(tip)
        self.tip.show()
        self.tip.show_tab("media")

    def _list(self, query: str) -> None:
        """List what a query finds, and mark the entry of the sidebar that asks the same."""
        self.sidebar.mark(query)
        self.tips.show_view(query)

    def _show_menu(self, place: QPoint) -> None:
        menu = self.shell.acts.submenu(self, Category.CHANGE)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _open_palette(self) -> None:
        palette = Palette(self.bridge, list(self.shell.acts), self.shell)
        palette.tip_chosen.connect(self._on_opened)
        palette.story_chosen.connect(lambda slug: self._list(story_query(slug)))
        palette.tag_chosen.connect(lambda tag: self._list(tag_query(tag)))
        palette.query_chosen.connect(self._list)
        palette.open_over(self.shell)

    def _on_dropped(self, tip: TipId | None, found: drops.Dropped) -> None:
        self.arrivals.take(found, Target(onto=tip) if tip else ANYWHERE)

    def _write(self, tip: TipId) -> None:
        self.show_list()
        self._show(tip)
        self.tip.show()
        self.tip.write_headline()

    def _on_logged(self, tips: Sequence[TipId]) -> None:
        self._choose_once_listed(*tips)
        if len(tips) == 1:
            self._show(tips[0])

    def _choose_once_listed(self, *tips: TipId) -> None:
        """Select tips that the next answer is expected to list."""
        next_look = Qt.ConnectionType.SingleShotConnection
        self.tips.looked.connect(lambda: self.tips.choose(*tips), next_look)

    def _on_counted(self, counts: Counts) -> None:
        self.deeds.know_favourites([name for name, _ in counts.tags])

    def _look_abroad(self) -> None:
        """Ask what other processes did, and whether there are any."""
        self.bridge.ask(lambda store: (store.news(), store.others), self._hear, view="abroad")

    def _hear(self, heard: tuple[list[Change], bool]) -> None:
        news, others = heard
        self.shell.status.company.setVisible(others)
        for change in news:
            self.bridge.changed.emit(change)

    # What comes in

    def remember_answer(self, each: bool | None) -> None:  # noqa: FBT001  an answer or none
        """Take several files as one tip or one each from now on; with no answer, ask again."""
        self.arrivals.each = each
        self.shell.acts.offer("tip.ask_again", on=each is not None)

    def _paste(self) -> None:
        found = drops.read(QGuiApplication.clipboard().mimeData())
        focus = QApplication.focusWidget()
        in_tip = self._shown and focus is not None and self.tip.isAncestorOf(focus)
        if not found.tips and not found.media:
            self.arrivals.take(found, Target(onto=self._shown) if in_tip else ANYWHERE)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let every drag in, and say at once why one can't be received."""
        found = drops.look(event.mimeData())
        if not found:
            self.shell.toast.explain(found.sentence)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Make a new tip of what was dropped beside everything else."""
        found = drops.read(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if not found.tips and not found.media:
            self.arrivals.take(found)

    # How it is made

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.question)
        column.addWidget(self.panels)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(middle)
        self.shell.bar.put_search(self.search)

    def _restore(self) -> None:
        kept = self.shell.kept
        self.panels.restore(kept)
        self.remember_answer(kept.each)
        self.tips.sort(newest_first=kept.newest_first)
        if kept.density in tuple(Density):
            self.tips.set_density(Density(kept.density))
        if kept.words:
            self.search.set_words(kept.words)

    def _anchor(self) -> QWidget:
        """Give a widget where the chosen row is, for a picker to open beside it."""
        if self.boarding.is_on:
            return self.boarding.anchor()
        table = self.tips.table
        row = table.visualRect(table.currentIndex())
        self._place.setGeometry(row.adjusted(24, 0, 0, -row.height() // 3))
        return self._place if row.isValid() else self.shell.bar.new


def into(entry: Entry) -> Target:
    """Tell what dropping files on an entry of the sidebar means for the new tips."""
    if entry.sort is Sort.STORY:
        return Target(story=entry.name)
    if entry.sort is Sort.TAG:
        return Target(afterwards=lambda store, tips: retag(store, tips, add=[entry.name]))
    if entry.sort is Sort.MINE:
        return Target(afterwards=lambda store, tips: assign(store, tips, store.editor))
    return ANYWHERE


def _turn(panel: QWidget) -> None:
    panel.setVisible(panel.isHidden())
