from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from tests.nouns import make_tip
from tipdesk.desk.views import save_view
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.facets.rows import Row
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.overview import Overview
from tipdesk.gui.shell.window import Window
from tipdesk.newsroom.states import Channel, Workflow
from tipdesk.newsroom.view import ViewEdit
from tipdesk.store.database import Store

SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Room:
    """A desk of three tips in a window with its overview."""

    desk: Store
    bridge: Bridge
    window: Window
    page: DeskPage
    overview: Overview
    qtbot: QtBot
    has_ended: bool = False

    def end(self) -> None:
        """Leave the desk, once."""
        if not self.has_ended:
            self.has_ended = True
            self.page.end()
            self.overview.end()

    def settle(self) -> None:
        """Wait until the list is there, and what follows it."""
        soon = self.overview.around._soon
        self.qtbot.waitUntil(lambda: not self.bridge.is_busy and not soon.isActive())

    def listed(self) -> int:
        """Count what is listed."""
        self.settle()
        return len(self.page.tips.model.ids)

    def click(self, text: str, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Click on a value of the facets."""
        panel = self.overview.around.facets
        row = next(each for each in self.rows() if each.text == text)
        at = panel.list.visualRect(panel.model.find(row.key, text)).center()
        button = Qt.MouseButton.LeftButton
        self.qtbot.mouseClick(panel.list.viewport(), button, modifier, at)
        self.settle()

    def rows(self) -> list[Row]:
        """Give the rows of the facets."""
        return self.overview.around.facets.model.rows


@pytest.fixture
def room(bridge: Bridge, desk: Store, qtbot: QtBot) -> Iterator[Room]:
    window = Window(Layout(scheme="light", query=""))
    qtbot.addWidget(window)
    window.resize(1_280, 800)
    window.show()
    qtbot.waitActive(window)
    make_tip(desk, tags=("flood",), channel=Channel.MAIL, place="Mill Road")
    make_tip(desk, tags=("flood", "mill"), channel=Channel.PHONE, stories=("BRIDGE",))
    make_tip(desk, workflow=Workflow.READY)
    page = DeskPage(bridge, window)
    overview = Overview(page)
    window.show_page(page)
    page.start()
    overview.start()
    made = Room(desk, bridge, window, page, overview, qtbot)
    made.settle()
    yield made
    made.end()


def test_facets_come_with_their_key_and_go_with_it(room: Room) -> None:
    assert not room.overview.around.facets.isVisible()
    room.window.acts["view.facets"].trigger()
    room.settle()
    assert room.overview.around.facets.isVisible()
    told = {row.text: row.tips for row in room.rows() if not row.is_heading}
    assert (told["New"], told["Ready"], told["flood"], told["BRIDGE"]) == (2, 1, 2, 1)
    room.window.acts["view.facets"].trigger()
    assert not room.overview.around.facets.isVisible()


def test_the_facets_take_their_room_from_the_open_tip(room: Room) -> None:
    tips, before = room.page.tips, room.page.panels.sizes()
    room.window.acts["view.facets"].trigger()
    beside = room.overview.around.beside
    room.qtbot.waitUntil(lambda: tips.width() == before[1] + beside.width())
    room.window.acts["view.facets"].trigger()
    room.qtbot.waitUntil(lambda: room.page.panels.sizes() == before)


def test_a_click_in_the_facets_narrows_the_list_by_a_chip(room: Room) -> None:
    room.window.acts["view.facets"].trigger()
    room.settle()
    room.click("flood")
    assert room.page.search.words() == "tag:flood"
    assert room.listed() == 2
    room.click("Mail", SHIFT)
    assert room.page.search.words() == "tag:flood -channel:mail"
    assert room.listed() == 1
    room.click("flood")
    assert room.page.search.words() == "-channel:mail"


def test_the_timeline_narrows_the_list_by_time(room: Room) -> None:
    room.window.acts["view.timeline"].trigger()
    room.settle()
    timeline = room.overview.around.timeline
    assert sum(bar.tips for bar in timeline.bars) == 3
    room.qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert room.page.search.words().startswith("received:2")
    assert room.listed() == 3
    room.qtbot.keyClick(timeline, Qt.Key.Key_Backspace)
    assert room.page.search.words() == ""


def test_a_search_that_can_not_be_read_leaves_the_numbers_as_they_are(room: Room) -> None:
    room.window.acts["view.facets"].trigger()
    room.settle()
    before = list(room.rows())
    room.page.search.set_words("workflow:lost ")
    room.settle()
    assert room.rows() == before


def test_what_is_hidden_asks_nothing(room: Room) -> None:
    room.page.search.set_words("tag:flood ")
    room.settle()
    assert room.rows() == []


def test_the_window_begins_with_the_view_that_was_chosen_for_it(room: Room) -> None:
    start = ViewEdit.model_construct(is_start=True)
    room.bridge.do(lambda store: save_view(store, "Floods", "tag:flood", start))
    room.settle()
    room.page.search.set_words("bridge")
    room.window.acts["view.timeline"].trigger()
    room.settle()
    room.end()
    kept = room.window.kept
    assert (kept.query, kept.words, kept.timeline, kept.facets) == ("tag:flood", "", True, False)


def test_a_view_is_listed_as_it_was_saved_and_marked_in_the_sidebar(room: Room) -> None:
    room.bridge.do(lambda store: save_view(store, "Floods", "tag:flood"))
    room.settle()
    room.page.search.set_words("nothing like it")
    room.overview.list_query("tag:flood")
    assert room.listed() == 2
    assert room.page.sidebar.currentIndex().data() == "Floods"


def test_statistics_and_digest_open_from_the_keyboard(room: Room) -> None:
    figures = room.overview.show_figures()
    with room.qtbot.waitSignal(figures.shown):
        pass
    assert figures.told is not None
    assert figures.told.tips == 3
    figures.close()
    digest = room.overview.show_digest()
    assert digest.isVisible()
    digest.close()


def test_the_chosen_tips_are_printed(room: Room) -> None:
    room.page.tips.choose(*room.page.tips.model.ids[:2])
    room.page.tips.table.setFocus()
    room.qtbot.keyClick(room.page.tips.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    room.qtbot.waitUntil(lambda: room.window.findChild(QPrintDialog) is not None)
    dialog = room.window.findChild(QPrintDialog)
    assert dialog.windowTitle() == "Print 2 tips"
    dialog.reject()
