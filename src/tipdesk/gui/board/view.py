"""The board: what the list shows, in a column a state; cards are dragged to where they go."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tipdesk.gui.board import asking
from tipdesk.gui.board.allowing import why_not
from tipdesk.gui.board.column import Column
from tipdesk.gui.board.target import Target
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tips.questions import Wish
from tipdesk.gui.tips.row.thumbnails import Thumbnails
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Workflow

ON_THE_LINE = (
    *(Workflow.NEW, Workflow.TRIAGE, Workflow.VERIFYING),
    *(Workflow.WAITING, Workflow.READY, Workflow.PUBLISHED),
)
OFF_IT = (Workflow.ARCHIVED, Workflow.SPIKED, Workflow.KILLED)
_GAP, _TARGETS = 6, 92
_LOOKED_AT = 200  # cards of a drag that are asked where they stand
_AGES_MS, _TOGETHER_MS = 30_000, 60
_NEVER_LISTED = frozenset({"use", "editor", "facts"})


class Board(QWidget):
    """Tells which tips are selected, opened and to be moved; it follows the list's question."""

    selected = Signal(list)  # tip ids
    opened = Signal(int)
    moved = Signal(object, object, object)  # tips, Workflow, the widget they were dropped on
    files_dropped = Signal(object, object)  # tip id or None, drops.Dropped
    refused = Signal(str)
    menu_wanted = Signal(QPoint)
    state_wanted = Signal(object)  # Workflow: its list is wanted
    looked = Signal()  # every column has its answer

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wish = Wish()
        self._query = ""
        self._is_quiet = False
        thumbnails = Thumbnails(bridge, self)
        self.columns = {
            state: Column(bridge, state, thumbnails, self.why_not) for state in ON_THE_LINE
        }
        self.targets = {state: Target(state, self.why_not) for state in OFF_IT}
        self._at = Workflow.NEW
        self._room = QScrollArea()
        self._counting = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._counting.timeout.connect(self._count)
        self._ages = QTimer(self, interval=_AGES_MS)
        self._lay_out()
        self._connect()

    # What is shown

    def follow(self, wish: Wish) -> None:
        """Show what this asks for; the state that the sidebar names is where the keyboard goes."""
        found = asking.asked(wish)
        if found is None:
            return
        self._wish, self._query = wish, found.query
        if found.state in self.columns:
            self._at = found.state
        for column in self.columns.values():
            column.filling.look(found.query, newest_first=wish.newest_first)
        self._count()

    @property
    def wish(self) -> Wish:
        """Tell which question of the list is shown."""
        return self._wish

    # What is selected

    def selection(self) -> list[TipId]:
        """Name the selected tips, column by column."""
        return [tip for column in self.columns.values() for tip in column.cards.choice.tips()]

    def choose(self, tip: TipId) -> None:
        """Put the keyboard on a tip, if it is on the board."""
        for state, column in self.columns.items():
            if column.model.row_of(tip) >= 0:
                self._at = state
                column.cards.choose([tip])
                self._bring_into_sight(column)
                return

    def current(self) -> Column:
        """Give the column that the keyboard is in."""
        return self.columns[self._at]

    def next_tip(self) -> None:
        """Go to the card below."""
        self.current().cards.step(1)

    def previous_tip(self) -> None:
        """Go to the card above."""
        self.current().cards.step(-1)

    def next_untriaged(self) -> None:
        """Go to the next new tip, or else to the first one from the top."""
        column = self.columns[Workflow.NEW]
        rows, row = column.model.rowCount(), column.cards.currentIndex().row()
        if rows:
            chosen = bool(column.cards.choice.tips())
            self._enter(Workflow.NEW, (row + 1) % rows if chosen else max(row, 0))

    def anchor(self) -> QWidget:
        """Give the widget beside which a picker opens."""
        return self.current().head

    def place(self) -> QRect:
        """Tell where the card is that the keyboard is on, in its column's viewport."""
        cards = self.current().cards
        return cards.visualRect(cards.currentIndex())

    def focus(self) -> None:
        """Take the keyboard, on the column that has cards."""
        if not self.current().model.rowCount():
            filled = (state for state, one in self.columns.items() if one.model.rowCount())
            self._at = next(filled, self._at)
        self.current().cards.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bring_into_sight(self.current())

    def why_not(self, tips: Sequence[TipId], to: Workflow) -> str:
        """Say why none of these cards can go there; "" where one can, or nobody knows yet."""
        states = {
            state
            for tip in tips[:_LOOKED_AT]
            for state, column in self.columns.items()
            if column.model.row_of(tip) >= 0
        }
        return why_not(states, to)

    # How it works

    def _go_sideways(self, start: Workflow, by: int) -> None:
        """Go to the next column that has cards, to the card at the same height."""
        states = list(self.columns)
        at = states.index(start) + by
        top = self.place().center().y()
        while 0 <= at < len(states):
            column = self.columns[states[at]]
            if column.model.rowCount():
                row = column.cards.rowAt(top)
                self._enter(states[at], row if row >= 0 else column.model.rowCount() - 1)
                return
            at += by

    def _enter(self, state: Workflow, row: int) -> None:
        self._at = state
        column = self.columns[state]
        column.cards.setFocus(Qt.FocusReason.OtherFocusReason)
        column.cards.go_to(row)
        self._bring_into_sight(column)

    def _bring_into_sight(self, column: Column) -> None:
        self._room.ensureWidgetVisible(column, _GAP, 0)

    def _on_chosen(self, state: Workflow, _: object) -> None:
        """Keep one selection for the board; with Ctrl it reaches over several columns."""
        if self._is_quiet:
            return
        if self.columns[state].cards.choice.tips():
            self._at = state
            self._leave_others(state)
        self.selected.emit(self.selection())

    def _leave_others(self, state: Workflow) -> None:
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            return
        self._is_quiet = True
        for other, column in self.columns.items():
            if other is not state:
                column.cards.clearSelection()
        self._is_quiet = False

    def _on_filled(self) -> None:
        if not any(column.filling.awaits for column in self.columns.values()):
            self.looked.emit()

    def _count(self) -> None:
        question = partial(asking.counted, query=self._query)
        self._bridge.ask(question, self._say_counts, view=f"board/{id(self)}")

    def _say_counts(self, counts: dict[Workflow, int]) -> None:
        for state, column in self.columns.items():
            column.say_count(counts.get(state, 0))
        for state, target in self.targets.items():
            target.say_count(counts.get(state, 0))

    def _on_changed(self, change: Change) -> None:
        if self.isVisible() and change and change.nouns - _NEVER_LISTED:
            for column in self.columns.values():
                column.filling.look_again()
            self._counting.start()

    def _on_landed(self, to: Workflow, place: QWidget, tips: Sequence[TipId]) -> None:
        self.moved.emit(tips, to, place)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        for state, column in self.columns.items():
            cards = column.cards
            cards.chosen.connect(partial(self._on_chosen, state))
            cards.sideways.connect(partial(self._go_sideways, state))
            cards.opened.connect(self.opened)
            cards.peeked.connect(self.opened)
            cards.dropped.connect(self.files_dropped)
            cards.refused.connect(self.refused)
            cards.next_wanted.connect(self.next_untriaged)
            cards.customContextMenuRequested.connect(partial(self._want_menu, state))
            column.landed.connect(partial(self._on_landed, state, column.head))
            column.refused.connect(self.refused)
            column.filled.connect(self._on_filled)
            self._ages.timeout.connect(cards.viewport().update)
        for state, target in self.targets.items():
            target.landed.connect(partial(self._on_landed, state, target))
            target.refused.connect(self.refused)
            target.wanted.connect(self.state_wanted)
        self._ages.start()

    def _want_menu(self, state: Workflow, at: QPoint) -> None:
        self.menu_wanted.emit(self.columns[state].cards.viewport().mapToGlobal(at))

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Board"))
        line, aside = QWidget(), QVBoxLayout()
        columns = QHBoxLayout(line)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(_GAP)
        for column in self.columns.values():
            columns.addWidget(column, 1)
        self._room.setWidgetResizable(True)
        self._room.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setWidget(line)
        aside.setSpacing(_GAP)
        for target in self.targets.values():
            target.setFixedWidth(_TARGETS)
            aside.addWidget(target, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        row.setSpacing(_GAP)
        row.addWidget(self._room, 1)
        row.addLayout(aside)
