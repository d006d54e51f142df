"""The list of tips: what the sidebar shows and the search field finds, always up to date."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from tipdesk.gui.bridge import Bridge
from tipdesk.gui.covers import covers_of
from tipdesk.gui.tips import questions
from tipdesk.gui.tips.delegate import TipDelegate
from tipdesk.gui.tips.empty import EmptyList
from tipdesk.gui.tips.finding import Finder
from tipdesk.gui.tips.heading import AllResults, Heading
from tipdesk.gui.tips.lines import Lines
from tipdesk.gui.tips.model import TipsModel
from tipdesk.gui.tips.questions import Wish
from tipdesk.gui.tips.row.plan import Density
from tipdesk.gui.tips.row.thumbnails import Thumbnails
from tipdesk.gui.tips.search import SearchField
from tipdesk.gui.tips.table import AT_ONCE, TipTable
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine

_AGES_MS = 30_000


class TipsView(QWidget):
    """Lists tips; tells which are selected, opened, and what was dropped on which.

    `view` of the sidebar and the words of the search field hold together. It looks again after
    every change that may concern it; selection and place stay with the tips.
    """

    selected = Signal(list)  # tip ids
    all_selected = Signal(int)  # so many: the search stands for them
    opened = Signal(int)
    peeked = Signal(int)  # a quick look is wanted
    files_dropped = Signal(object, object)  # tip id or None, drops.Dropped
    refused = Signal(str)  # why something can't be dropped here
    menu_wanted = Signal(QPoint)  # global place
    new_wanted = Signal()
    import_wanted = Signal()
    mailbox_wanted = Signal()
    marked = Signal(object)  # where the words that are looked for stand in a text, or None
    looked = Signal()  # the answer to a question is on the screen
    look_changed = Signal()  # order or density: worth remembering

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lines = Lines(bridge, self)
        self.model = TipsModel(self._lines, self)
        self._thumbnails = Thumbnails(bridge, self)
        self._covers = covers_of(bridge)
        self._delegate = TipDelegate(self.model, self._thumbnails, self._covers, self)
        self.table = TipTable(self.model, self._delegate, self)
        self.finder = Finder(bridge, self)
        self._expected: tuple[int, ...] = ()
        self._heading, self._empty = Heading(self), EmptyList(self)
        self.all_results = AllResults(self)
        self._is_whole = False
        self._ages = QTimer(self, interval=_AGES_MS)
        self._lay_out()
        self._connect()
        self._heading.show_order(newest_first=True)
        self._heading.show_density(self.density)
        self.setFocusProxy(self.table)

    # What is listed

    def show_view(self, view: str) -> None:
        """List what a sidebar entry stands for, in the query language; "" is everything."""
        self.finder.look(replace(self.wish, view=view))

    def search(self, words: str) -> None:
        """List only what these words find as well."""
        self.finder.look(replace(self.wish, words=words))

    def follow(self, field: SearchField) -> None:
        """Let this search field decide what is found, and tell it how much that is."""
        field.searched.connect(self.search)
        field.left.connect(self.table.setFocus)
        self.finder.told.connect(field.say_found)
        self.finder.wrong.connect(field.say_wrong)
        self._empty.cleared.connect(field.clear)

    def sort(self, *, newest_first: bool) -> None:
        """List the newest tips first, or the oldest."""
        self._heading.show_order(newest_first=newest_first)
        self.finder.look(replace(self.wish, newest_first=newest_first))
        self.look_changed.emit()

    @property
    def wish(self) -> Wish:
        """Tell what is listed now."""
        return self.finder.wish

    @property
    def density(self) -> Density:
        """Tell how much room a row takes."""
        return self._delegate.density

    def set_density(self, density: Density) -> None:
        """Give rows more room, or less."""
        if density is not self.density:
            self._delegate.density = density
            self._heading.show_density(density)
            self.table.show_height()
            self.look_changed.emit()

    def offer_mailbox(self, *, on: bool) -> None:
        """Offer to connect a tip mailbox where no tip is listed, while the desk reads none."""
        self._empty.offer_mailbox(self.wish, on=on)

    def show_lines(self, lines: Sequence[TipLine]) -> None:
        """Show these tips, whatever was looked for: they were read elsewhere."""
        self._lines.keep(lines)
        self.table.put(array("q", [line.id for line in lines]), fresh=True)

    # What is selected

    def selection(self) -> list[TipId]:
        """Name the selected tips in the order of the list."""
        return self.table.choice.tips()

    @property
    def whole(self) -> str | None:
        """Give the search whose results are all selected, if they are."""
        return self.finder.wish.query if self._is_whole else None

    def choose_whole(self) -> None:
        """Select all results, however many come and go."""
        self._is_whole = True
        self.table.show_all_chosen(on=True)
        self._say_whole()

    def choose_none(self) -> None:
        """Select nothing any more."""
        self._is_whole = False
        self.table.show_all_chosen(on=False)
        self._on_chosen()
        self.selected.emit([])

    def choose(self, *tips: int) -> None:
        """Select these tips; where none is listed yet, as soon as they come in."""
        listed = [tip for tip in tips if self.model.row_of(tip) >= 0]
        if listed:
            self.table.choose(listed)
        self._expected = () if listed else tips

    def next_tip(self) -> None:
        """Go to the tip below."""
        self.table.step(1)

    def previous_tip(self) -> None:
        """Go to the tip above."""
        self.table.step(-1)

    def next_untriaged(self) -> None:
        """Go to the next new tip below, or else to the first one from the top."""
        self._find_untriaged(self.table.currentIndex().row())

    # How it is made

    def _show_found(self, ids: "array[int]", fresh: bool) -> None:  # noqa: FBT001  a slot
        if self._is_whole:
            self.table.show_all_chosen(on=False)
            self._is_whole = not fresh
        self.table.put(ids, fresh=fresh)
        if self._is_whole:
            self.choose_whole()
        if self._expected:
            self.choose(*self._expected)
        self._say_count()
        if self.finder.whole or ids:
            self._stack.setCurrentWidget(self.table if ids else self._empty)
        if not ids:
            self._empty.explain(self.finder.wish)
        self.looked.emit()

    def _on_chosen(self) -> None:
        self._expected = ()
        self._is_whole = False
        self._say_count()

    def _say_whole(self) -> None:
        count = len(self.model.ids)
        self._heading.say_count(count, count)
        self.all_results.say_whole(count)
        self.all_selected.emit(count)

    def _say_count(self) -> None:
        if self._is_whole or not self.finder.whole:
            return
        chosen, count = len(self.table.choice.tips()), len(self.model.ids)
        self._heading.say_count(count, chosen)
        if chosen == AT_ONCE < count:
            self.all_results.offer(chosen, count)
        else:
            self.all_results.hide()

    def _find_untriaged(self, row: int) -> None:
        question = partial(
            questions.next_untriaged, wish=self.finder.wish, ids=self.model.ids, after=row
        )
        self._bridge.ask(question, self._go_to_untriaged, view=f"untriaged/{id(self)}")

    def _go_to_untriaged(self, row: int) -> None:
        if row >= 0:
            self.table.go_to(row)

    def _connect(self) -> None:
        self.finder.found.connect(self._show_found)
        self.finder.marked.connect(self._delegate.look_for)
        self.finder.marked.connect(self.marked)
        self._thumbnails.arrived.connect(self.table.viewport().update)
        self._covers.changed.connect(self.table.viewport().update)
        self._ages.timeout.connect(self.table.viewport().update)
        self._ages.start()
        table = self.table
        table.chosen.connect(self.selected)
        table.chosen.connect(self._on_chosen)
        table.opened.connect(self.opened)
        table.peeked.connect(self.peeked)
        table.next_wanted.connect(self._find_untriaged)
        table.dropped.connect(self.files_dropped)
        table.refused.connect(self.refused)
        table.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(table.viewport().mapToGlobal(at))
        )
        self._heading.order_chosen.connect(lambda newest: self.sort(newest_first=newest))
        self._heading.density_chosen.connect(self.set_density)
        self.all_results.wanted.connect(self.choose_whole)
        self.all_results.dropped.connect(self.choose_none)
        self._empty.new_wanted.connect(self.new_wanted)
        self._empty.import_wanted.connect(self.import_wanted)
        self._empty.mailbox_wanted.connect(self.mailbox_wanted)
        self._empty.dropped.connect(self.files_dropped)
        self._empty.refused.connect(self.refused)

    def _lay_out(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QFrame()
        line.setProperty("line", True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._beside = QHBoxLayout()
        self._beside.addLayout(self._stack, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.all_results)
        column.addWidget(line)
        column.addLayout(self._beside, 1)

    def put_above(self, bar: QWidget) -> None:
        """Place a bar between the heading and the tips."""
        self._column.insertWidget(1, bar)

    def put_around(self, above: QWidget, beside: QWidget) -> None:
        """Place one widget above the tips, and one at their left."""
        self._column.insertWidget(self._column.count() - 1, above)
        self._beside.insertWidget(0, beside)

    def changeEvent(self, event: QEvent) -> None:
        """Take up other colours or fonts."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._delegate.forget_looks()
            self._empty.forget_looks()
            self.table.viewport().update()
