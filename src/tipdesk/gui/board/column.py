"""One column of the board: the state, how many tips, and their cards."""

from array import array

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tipdesk.gui import theme, words
from tipdesk.gui.board.card import CardDelegate
from tipdesk.gui.board.cards import Cards
from tipdesk.gui.board.filling import Filling
from tipdesk.gui.board.landing import Landing, WhyNot
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.covers import covers_of
from tipdesk.gui.icons import Glyph
from tipdesk.gui.tips.lines import Lines
from tipdesk.gui.tips.model import TipsModel
from tipdesk.gui.tips.row.thumbnails import Thumbnails
from tipdesk.newsroom.states import Workflow

HEAD, LEAST_WIDTH = 36, 152


class Column(Landing):
    """Shows the tips of one state, as many as were scrolled to."""

    filled = Signal()

    def __init__(
        self, bridge: Bridge, state: Workflow, thumbnails: Thumbnails, why_not: WhyNot
    ) -> None:
        super().__init__(state, why_not)
        covers = covers_of(bridge)
        self.model = TipsModel(Lines(bridge, self), self)
        self._delegate = CardDelegate(self.model, thumbnails, covers, self)
        self.cards = Cards(self.model, self._delegate, state, self)
        self.filling = Filling(bridge, state, self)
        self.head = QWidget()
        self._count = QLabel()
        self._nothing = QLabel(self.tr("No tips"))
        self._lay_out()
        self.filling.filled.connect(self._show_filled)
        repaint = self.cards.viewport().update
        thumbnails.arrived.connect(repaint)
        covers.changed.connect(repaint)
        self.cards.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.setMinimumWidth(LEAST_WIDTH)

    @property
    def top(self) -> int:
        """Tell where a sentence stands: below the head."""
        return HEAD

    def say_count(self, count: int | None) -> None:
        """Say how many tips there are, those included that were not scrolled to."""
        self._count.setText("" if count is None else words.number(count))
        said = "" if count is None else words.tips(count)
        named = ", ".join(filter(None, (words.say(self.state), said)))
        self.cards.setAccessibleName(named)

    def _show_filled(self, ids: "array[int]", fresh: bool) -> None:  # noqa: FBT001  a slot
        self.cards.put(ids, fresh=fresh)
        self._nothing.setVisible(not ids)
        self.filled.emit()

    def _on_scrolled(self, value: int) -> None:
        bar = self.cards.verticalScrollBar()
        if value > bar.maximum() - 2 * bar.pageStep():
            self.filling.more()

    def _lay_out(self) -> None:
        name = QLabel(words.say(self.state))
        name.setFont(theme.font(theme.Face.STRONG))
        for label in (self._count, self._nothing):
            label.setFont(theme.font(theme.Face.META))
            label.setProperty("said", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nothing.hide()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        row.addWidget(Glyph(words.glyph(self.state), words.role(self.state)))
        row.addWidget(name)
        row.addStretch()
        row.addWidget(self._count)
        self.head.setFixedHeight(HEAD)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(2, 2, 2, 4)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self._nothing)
        rows.addWidget(self.cards, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Take up other colours or fonts."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._delegate.forget_looks()
            self.cards.viewport().update()
