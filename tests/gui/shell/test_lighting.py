from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.nouns import make_media, make_tip
from tipdesk.desk.opening import open_tip
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.lighting import Lighting
from tipdesk.gui.shell.window import Window
from tipdesk.media.drawing import picture
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.states import Choice, FileKind
from tipdesk.store.database import Store


@dataclass
class Room:
    """A window on a desk of two tips, the second with three pictures."""

    desk: Store
    bridge: Bridge
    window: Window
    page: DeskPage
    tips: list[TipId]
    media: list[MediaId]

    @property
    def table(self):
        return self.page.lighting.table


@pytest.fixture
def room(bridge: Bridge, desk: Store, qtbot: QtBot) -> Iterator[Room]:
    window = Window(Layout(scheme="light", query=""))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    tips = [make_tip(desk, headline="Fire", tags=("fire",)), make_tip(desk, headline="Flood")]
    media = [make_media(desk, tips[0], b"another")]
    for n in range(3):
        data = picture("flood", size=(64, 48), seed=n)
        media.append(make_media(desk, tips[1], data, name=f"IMG_{n}.jpg", position=n))
    page = DeskPage(bridge, window)
    window.show_page(page)
    with qtbot.waitSignals([page.tips.looked, page.sidebar.counted]):
        page.start()
    page.tips.choose(tips[1])
    qtbot.waitUntil(lambda: page.tip.media.strip.selected() != [])
    yield Room(desk, bridge, window, page, tips, media)
    page.end()


def lies(qtbot, room: Room, count: int) -> None:
    qtbot.waitUntil(lambda: room.table.lot.rowCount() == count)
    qtbot.waitUntil(lambda: room.table.lot.line(count - 1) is not None)


def test_one_key_turns_the_list_into_its_pictures_and_the_switch_turns_back(room, qtbot):
    room.page.tips.table.setFocus()
    QTest.keyClick(room.page.tips.table, Qt.Key.Key_G)
    lies(qtbot, room, 4)
    assert room.page.lighting.is_on
    assert [panel.isVisible() for panel in (room.page.sidebar, room.page.tips, room.page.tip)] == [
        *(True, False, False),
    ]
    assert room.table.chosen() == room.media[1:2]
    room.window.acts["view.as_list"].trigger()
    assert room.page.tips.isVisible()
    assert room.page.tip.isVisible()
    assert not room.table.isVisible()


def test_the_grid_follows_what_is_searched_for(room, qtbot):
    room.window.acts["view.as_pictures"].trigger()
    lies(qtbot, room, 4)
    room.page.search.set_words("tag:fire")
    lies(qtbot, room, 1)


def test_the_open_tips_pictures_go_under_the_loupe_and_escape_leads_back(room, qtbot):
    strip = room.page.tip.media.strip
    strip.go_to(1)
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_E)
    lies(qtbot, room, 3)
    assert room.table.chosen() == [room.media[2]]
    assert not room.page.sidebar.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not room.page.lighting.is_on
    assert room.page.tip.isVisible()


def test_pictures_of_the_open_tip_are_judged_without_leaving_it(room, qtbot):
    strip = room.page.tip.media.strip
    strip.go_to(0)
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    for key, verb in ((Qt.Key.Key_P, "choose"), (Qt.Key.Key_2, "rate")):
        with qtbot.waitSignal(room.bridge.done, check_params_cb=lambda c, v=verb: c.verb == v):
            QTest.keyClick(strip, key)
    pick, none = Choice.PICK, Choice.NONE
    said = [(one.choice, one.rating) for one in open_tip(room.desk, room.tips[1]).media]
    assert said == [(pick, 2), (pick, 2), (none, 0)]


def test_digits_and_letters_mean_tips_in_the_list(room, qtbot):
    room.page.tips.table.setFocus()
    with qtbot.waitSignal(room.bridge.done, check_params_cb=lambda c: c.verb == "move"):
        QTest.keyClick(room.page.tips.table, Qt.Key.Key_E)
    assert not room.page.lighting.is_on
    assert {one.rating for one in open_tip(room.desk, room.tips[1]).media} == {0}


def test_two_chosen_pictures_are_compared_and_one_alone_is_explained(room, qtbot):
    strip = room.page.tip.media.strip
    strip.go_to(0)
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_C)
    assert not room.page.lighting.is_on
    QTest.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(strip, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: len(room.table.compare.side.views) == 2)


def test_in_full_screen_a_picture_has_it_all_and_escape_gives_it_back_first(room, qtbot):
    room.page.tip.media.strip.setFocus()
    room.window.acts["light.loupe"].trigger()
    lies(qtbot, room, 3)
    room.window.acts["view.fullscreen"].trigger()
    assert not room.window.bar.isVisible()
    room.window.acts["light.back"].trigger()
    assert room.window.bar.isVisible()
    assert room.page.lighting.is_on
    room.window.acts["light.back"].trigger()
    assert not room.page.lighting.is_on


def test_a_tip_that_is_opened_takes_the_place_of_the_pictures(room, qtbot):
    room.window.acts["view.as_pictures"].trigger()
    lies(qtbot, room, 4)
    room.window.acts["tip.new"].trigger()
    qtbot.waitUntil(room.page.tip.isVisible)
    assert not room.page.lighting.is_on


def test_several_chosen_tips_are_still_told_of_after_a_look_at_pictures(room, qtbot):
    room.page.tips.choose(*room.tips)
    together, header = room.page.selecting.together, room.page.tip.header
    room.window.acts["view.as_pictures"].trigger()
    lies(qtbot, room, 4)
    room.table.grid.tiles.go_to(1)
    assert room.window.status.selection.text() == "1 file selected"
    room.window.acts["view.as_list"].trigger()
    assert together.isVisible()
    assert not header.isVisible()
    assert room.window.status.selection.text() == "2 tips selected"


def test_pictures_that_nobody_chose_yet_are_not_told_of_as_chosen_and_neither_are_the_tips(
    room, qtbot
):
    room.page.tips.choose(*room.tips)
    room.page.tip.media.strip.clearSelection()
    room.window.acts["view.as_pictures"].trigger()
    assert room.window.status.selection.text() == ""
    lies(qtbot, room, 4)
    assert room.table.chosen() == []
    assert room.window.status.selection.text() == ""


def test_when_others_are_searched_for_the_pictures_before_are_not_told_of_any_more(room, qtbot):
    room.window.acts["view.as_pictures"].trigger()
    lies(qtbot, room, 4)
    room.table.grid.tiles.selectAll()
    assert room.window.status.selection.text() == "4 files selected"
    room.page.search.set_words("nothing of that name")
    qtbot.waitUntil(lambda: room.table.lot.rowCount() == 0)
    assert room.window.status.selection.text() == ""


def test_several_chosen_tips_are_still_told_of_after_a_card_was_chosen_on_the_board(room, qtbot):
    room.page.tips.choose(*room.tips)
    with qtbot.waitSignal(room.page.boarding.board.selected):
        room.window.acts["view.as_board"].trigger()
    assert not room.page.selecting.together.isVisible()
    room.window.acts["view.as_pictures"].trigger()
    room.window.acts["view.as_list"].trigger()
    assert room.page.selecting.together.isVisible()
    assert not room.page.tip.header.isVisible()
    assert room.window.status.selection.text() == "2 tips selected"


def test_all_results_are_still_told_of_after_a_look_at_pictures(room, qtbot):
    room.page.tips.choose_whole()
    room.window.acts["view.as_pictures"].trigger()
    lies(qtbot, room, 4)
    room.window.acts["view.as_list"].trigger()
    assert room.page.tips.whole == ""
    assert room.window.status.selection.text() == "2 tips selected"


def test_while_pictures_are_shown_the_list_does_not_tell_what_is_chosen_in_it(room, qtbot):
    room.window.acts["view.as_pictures"].trigger()
    lies(qtbot, room, 4)
    room.table.grid.tiles.go_to(1)
    room.page.tips.choose(*room.tips)
    assert room.window.status.selection.text() == "1 file selected"
    room.window.acts["view.as_list"].trigger()
    assert room.window.status.selection.text() == "2 tips selected"
    assert room.page.selecting.together.isVisible()


def test_the_size_of_the_tiles_comes_back(room):
    room.page.lighting.table.grid.slider.setValue(5)
    room.page.lighting.end()
    assert room.window.kept.tile == 5
    views = (room.page.sidebar, room.page.tips, room.page.tip)
    room.page.lighting = Lighting(room.bridge, room.window, room.page.panels, views)
    assert room.page.lighting.table.grid.slider.value() == 5


def test_panels_come_back_as_they_were_though_pictures_were_shown_last(room, qtbot):
    widths = room.page.panels.sizes()[:3]
    room.window.acts["view.as_pictures"].trigger()
    lies(qtbot, room, 4)
    room.page.lighting.show_list()
    assert room.page.panels.sizes()[:3] == pytest.approx(widths, abs=1)


def test_the_arrows_go_on_from_a_film_to_the_next_picture(room, qtbot):
    make_media(room.desk, room.tips[1], b"a film", name="boat.mp4", kind=FileKind.VIDEO)
    room.window.acts["view.as_pictures"].trigger()
    lies(qtbot, room, 5)
    row = next(at for at in range(5) if room.table.lot.line(at).kind is FileKind.VIDEO)
    room.table.grid.tiles.go_to(row)
    room.window.acts["light.loupe"].trigger()
    film = QApplication.focusWidget()
    assert film is not room.table.loupe.picture.view
    QTest.keyClick(film, Qt.Key.Key_Right)
    assert room.table.chosen() == [room.table.lot.media(row + 1)]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert room.table.chosen() == [room.table.lot.media(row)]
