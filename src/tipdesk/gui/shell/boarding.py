"""Puts the board into the open desk: where it stands, and what leads to it and back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from tipdesk.gui.board.view import Board
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.deeds import Deeds
from tipdesk.gui.shell.lighting import BOARD, LIST, Lighting
from tipdesk.gui.shell.window import Window
from tipdesk.gui.tips.view import TipsView
from tipdesk.newsroom.ids import TipId


class Boarding(QObject):
    """Shows the board in the place of list and tip, and puts both back afterwards."""

    made = Signal(object)  # Board: it is looked at for the first time
    turned_off = Signal()  # they are back

    def __init__(
        self, bridge: Bridge, window: Window, panels: QSplitter, lighting: Lighting, deeds: Deeds
    ) -> None:
        super().__init__(bridge)
        self._bridge, self._window, self._panels = bridge, window, panels
        self._lighting, self._deeds = lighting, deeds
        self._board: Board | None = None
        self._place: QWidget | None = None
        self._hidden: tuple[tuple[QWidget, bool], ...] = ()
        self._sizes: list[int] = []
        self._tips: TipsView | None = None

    @property
    def is_on(self) -> bool:
        """Tell whether the board is shown."""
        return bool(self._hidden)

    @property
    def board(self) -> Board:
        """Give the board; many never look at it, so it is made when somebody does."""
        if self._board is None:
            self._board = board = Board(self._bridge)
            board.setMinimumWidth(480)
            board.hide()
            self._panels.addWidget(board)
            self._panels.setStretchFactor(self._panels.indexOf(board), 1)
            self._place = QWidget(board)
            board.moved.connect(self._deeds.mover.move)
            board.refused.connect(self._window.toast.explain)
            self.made.emit(board)
        return self._board

    def connect_to(self, tips: TipsView, tip: QWidget) -> None:
        """Stand in the place of these two."""
        acts = self._window.acts
        self._tips = tips
        acts.on("view.as_board", lambda: self.show_board(tips, tip))
        acts.on("view.as_list", self.show_list)
        self._lighting.turned_on.connect(self.show_list)
        tips.looked.connect(self._follow_list)

    def show_board(self, tips: TipsView, tip: QWidget) -> None:
        """Show the tips of the list by their states."""
        self._lighting.show_list()
        if self.is_on:
            return
        board, chosen = self.board, tips.selection()  # it takes a place of its own
        self._sizes = self._panels.sizes()
        self._hidden = tuple((panel, not panel.isHidden()) for panel in (tips, tip))
        tips.hide()
        tip.hide()
        board.show()
        beside = self._sizes[0]
        self._panels.setSizes([beside, 0, 0, 0, max(self._panels.width() - beside, 1)])
        self._lighting.switch.show_choice(BOARD)
        board.follow(tips.wish)
        once = Qt.ConnectionType.SingleShotConnection
        board.looked.connect(lambda: self._begin(chosen), once)

    def show_list(self) -> None:
        """Go back to the tips."""
        if not self.is_on:
            return
        hidden, self._hidden = self._hidden, ()
        self.board.hide()
        for panel, was_shown in hidden:
            panel.setVisible(was_shown)
        self._panels.setSizes(self._sizes)
        self._lighting.switch.show_choice(LIST)
        shown = [panel for panel, was_shown in hidden if was_shown]
        if shown:
            shown[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned_off.emit()

    def end(self) -> None:
        """Leave the panels as they are without a board; said once, before the window goes."""
        self._window.kept.board = self.is_on
        self.show_list()
        if self._board is not None:
            self._board.setParent(None)
            self._board.deleteLater()

    def anchor(self) -> QWidget:
        """Give a widget where the chosen card is, for a picker to open beside it."""
        column, card = self.board.current(), self.board.place()
        if self._place is None or not card.isValid():
            return column.head
        at = column.cards.viewport().mapTo(self.board, card.topLeft() + QPoint(8, 0))
        self._place.setGeometry(at.x(), at.y(), card.width() - 16, card.height() - 4)
        return self._place

    def _begin(self, chosen: Sequence[TipId]) -> None:
        if self.is_on:
            for tip in chosen[:1]:
                self.board.choose(tip)
            self.board.focus()

    def _follow_list(self) -> None:
        if self.is_on and self._tips is not None and self._tips.wish != self.board.wish:
            self.board.follow(self._tips.wish)
