from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.nouns import make_tip
from tipdesk.desk.searching.listing import tip_lines
from tipdesk.gui import drops
from tipdesk.gui.board.view import Board
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.window import Window
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Workflow
from tipdesk.store.database import Store

STANDING = {1: "new", 2: "new", 3: "triage", 4: "ready", 5: "published", 6: "spiked"}


@dataclass
class Room:
    """A desk with tips in several states, its window turned to the board."""

    desk: Store
    bridge: Bridge
    window: Window
    page: DeskPage
    qtbot: QtBot

    @property
    def board(self) -> Board:
        return self.page.boarding.board

    def settle(self) -> None:
        self.qtbot.waitUntil(
            lambda: (
                not self.bridge.is_busy
                and not any(column.filling.awaits for column in self.board.columns.values())
            )
        )

    def cards(self, state: Workflow) -> list[int]:
        return list(self.board.columns[state].model.ids)

    def state(self, tip: int) -> Workflow:
        return tip_lines(self.desk, [TipId(tip)])[0].workflow

    def press(self, key: Qt.Key | str) -> None:
        focus = self.window.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key)

    def drag(self, tips: list[int], onto: QWidget, *, drop: bool = True) -> None:
        """Bring tips over a place of the board, and let them fall there."""
        mime = drops.carry_tips(TipId(tip) for tip in tips)
        hold = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        onto.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), *hold, none))
        if drop:
            onto.dropEvent(QDropEvent(QPointF(9, 9), *hold, none))


@pytest.fixture
def room(bridge: Bridge, desk: Store, qtbot: QtBot) -> Iterator[Room]:
    for number, state in STANDING.items():
        make_tip(desk, headline=f"Tip {number}", workflow=state, tags=("flood",) * (number == 1))
    window = Window(Layout(scheme="light", query=""))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    page = DeskPage(bridge, window)
    window.show_page(page)
    with qtbot.waitSignals([page.tips.looked, page.sidebar.counted]):
        page.start()
    made = Room(desk, bridge, window, page, qtbot)
    with qtbot.waitSignal(made.board.looked):
        window.acts["view.as_board"].trigger()
    made.settle()
    yield made
    page.end()
