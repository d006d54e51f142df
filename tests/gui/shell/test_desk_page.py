from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.nouns import make_tip, same_desk
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_lines
from tipdesk.desk.triaging.triage import trash
from tipdesk.gui import drops
from tipdesk.gui.board.view import Board
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.exporting.dialog import ExportDialog
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.window import Window
from tipdesk.gui.sidebar.entries import Sort
from tipdesk.media.drawing import picture
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.states import Workflow
from tipdesk.store.database import Store

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class Room:
    """A desk of three new tips in a window that has its first answers."""

    desk: Store
    bridge: Bridge
    window: Window
    page: DeskPage
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until every view has its answer."""
        self.qtbot.waitUntil(lambda: not self.bridge.is_busy)

    def act(self, name: str) -> None:
        """Choose an action and wait until it is done."""
        with self.qtbot.waitSignal(self.bridge.done):
            self.window.acts[name].trigger()

    def line(self, tip: int) -> TipLine:
        """Read a tip's line from the desk."""
        return tip_lines(self.desk, [TipId(tip)])[0]

    def entry(self, sort: Sort, name: str = "") -> object:
        """Find an entry of the sidebar."""
        return self.page.sidebar.entries.at(self.page.sidebar.entries.find((sort, name)))


@pytest.fixture
def room(bridge: Bridge, desk: Store, qtbot: QtBot) -> Iterator[Room]:
    window = Window(Layout(scheme="light"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    for number in range(3):
        make_tip(desk, headline=f"Tip {number + 1}", tags=("flood",))
    page = DeskPage(bridge, window)
    window.show_page(page)
    with qtbot.waitSignals([page.tips.looked, page.sidebar.counted]):
        page.start()
    made = Room(desk, bridge, window, page, qtbot)
    made.settle()
    yield made
    page.end()


def test_the_first_look_is_at_what_is_new(room: Room) -> None:
    room.settle()
    assert len(room.page.tips.model.ids) == 3
    assert room.page.sidebar.currentIndex().data() == "New"


def test_the_board_is_made_when_somebody_looks_at_it(room: Room) -> None:
    assert room.page.findChild(Board) is None
    room.window.acts["view.as_board"].trigger()
    room.settle()
    assert room.page.findChild(Board).isVisible()
    room.window.acts["view.as_list"].trigger()
    assert room.page.findChild(Board).isHidden()
    assert room.page.tips.isVisible()


def test_a_chosen_tip_is_opened_beside_the_list(room: Room) -> None:
    room.page.tips.choose(2)
    room.settle()
    assert room.page.tip.tip == 2
    assert room.window.status.selection.text() == "1 tip selected"


def test_an_entry_of_the_sidebar_decides_what_is_listed(room: Room) -> None:
    with room.qtbot.waitSignal(room.page.tips.looked):
        room.page.sidebar.setCurrentIndex(room.page.sidebar.entries.find((Sort.TRASH, "")))
    room.settle()
    assert len(room.page.tips.model.ids) == 0


def test_a_deed_is_told_with_its_way_back_and_undone_by_it(room: Room) -> None:
    room.page.tips.choose(1, 2)
    with room.qtbot.waitSignal(room.bridge.done):
        room.window.acts["change.trash"].trigger()
    assert room.window.toast.text.text() == "2 tips put in the trash"
    assert room.window.status.hint.text() == "2 tips put in the trash · Ctrl+Z undoes it"
    with room.qtbot.waitSignal(room.bridge.done):
        room.qtbot.mouseClick(room.window.toast.button, Qt.MouseButton.LeftButton)
    assert not room.line(1).trashed
    assert not room.line(2).trashed


def test_undo_and_redo_go_back_and_forth(room: Room) -> None:
    room.page.tips.choose(1)
    for keys, modifier, state in (
        ("e", Qt.KeyboardModifier.NoModifier, Workflow.ARCHIVED),
        ("z", CTRL, Workflow.NEW),
        ("z", CTRL | SHIFT, Workflow.ARCHIVED),
    ):
        room.page.tips.table.setFocus()
        with room.qtbot.waitSignal(room.bridge.done):
            room.qtbot.keyClick(room.page.tips.table, keys, modifier)
        assert room.line(1).workflow is state


def test_with_nothing_to_undo_it_is_said(room: Room) -> None:
    room.page.deeds.redo()
    room.settle()
    assert room.window.toast.text.text() == "There is nothing to redo."


def test_with_nothing_chosen_a_deed_asks_for_a_tip(room: Room) -> None:
    room.window.acts["change.trash"].trigger()
    assert "Choose a tip" in room.window.toast.text.text()


def test_a_digit_puts_the_most_used_tag_on(room: Room) -> None:
    tip = make_tip(room.desk, headline="No tag yet")
    room.settle()
    assert room.window.acts["tag.1"].text() == "Tag # flood"
    room.page.tip.show_tip(tip)
    room.page._shown = tip
    with room.qtbot.waitSignal(room.bridge.done):
        room.window.acts["tag.1"].trigger()
    assert room.line(tip).tags == ("flood",)


def test_protection_is_turned_on_and_off_again(room: Room) -> None:
    room.page.tips.choose(1)
    for protected in (True, False):
        with room.qtbot.waitSignal(room.bridge.done):
            room.window.acts["change.protect"].trigger()
        assert room.line(1).protected is protected


@pytest.mark.parametrize(
    ("sort", "name", "holds"),
    [
        (Sort.TAG, "flood", lambda tip: "flood" in tip.tags),
        (Sort.MINE, "", lambda tip: tip.assignee == "Mara Keller"),
        (Sort.TRASH, "", lambda tip: tip.trashed),
        (Sort.PROTECTED, "", lambda tip: tip.protected),
        (Sort.STATE, "triage", lambda tip: tip.workflow is Workflow.TRIAGE),
    ],
)
def test_a_tip_dropped_on_an_entry_becomes_what_the_entry_says(
    room: Room, sort: Sort, name: str, holds
) -> None:
    tip = make_tip(room.desk)
    assert not holds(room.line(tip))
    with room.qtbot.waitSignal(room.bridge.done):
        room.page.sidebar.tips_dropped.emit(room.entry(sort, name), (tip,))
    assert holds(room.line(tip))


def test_a_tip_dropped_where_it_may_not_go_stays_and_it_is_said_why(room: Room) -> None:
    with room.qtbot.assertNotEmitted(room.bridge.done):
        room.page.sidebar.tips_dropped.emit(room.entry(Sort.STATE, "published"), (TipId(1),))
        room.settle()
    assert "can't become published" in room.window.toast.text.text()
    assert room.line(1).workflow is Workflow.NEW


def test_a_new_tip_is_open_with_the_focus_in_its_headline(room: Room) -> None:
    room.act("tip.new")
    headline = room.page.tip.header.headline
    room.qtbot.waitUntil(headline.hasFocus)
    room.qtbot.keyClicks(headline, "Smoke over the harbour")
    with room.qtbot.waitSignal(room.bridge.done):
        headline.commit()
    assert room.line(4).headline == "Smoke over the harbour"
    assert room.page.tip.tip == 4
    # The list is asked anew after each change, and chooses the tip again when it is there.
    room.qtbot.waitUntil(lambda: room.page.tips.selection() == [4])


def a_picture(tmp_path: Path) -> QMimeData:
    (tmp_path / "IMG_1.jpg").write_bytes(picture("flood", size=(64, 48)))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "IMG_1.jpg"))])
    return mime


def test_a_file_dropped_beside_everything_is_a_new_tip(room: Room, tmp_path: Path) -> None:
    mime = a_picture(tmp_path)
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with room.qtbot.waitSignal(room.page.arrivals.told):
        room.page.dropEvent(event)
    assert [media.name for media in open_tip(room.desk, TipId(4)).media] == ["IMG_1.jpg"]


def test_a_file_dropped_on_the_open_tip_or_on_a_row_is_attached_there(
    room: Room, tmp_path: Path
) -> None:
    for number, signal in enumerate((room.page.tip.files_dropped, room.page.tips.files_dropped), 1):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"file {number}")
        with room.qtbot.waitSignal(room.page.arrivals.told):
            signal.emit(TipId(2), drops.Dropped(paths=(file,)))
    assert len(open_tip(room.desk, TipId(2)).media) == 2


def test_a_file_dropped_on_a_story_comes_into_it(room: Room, tmp_path: Path) -> None:
    make_tip(room.desk, stories=("MILLFLOOD",))
    with room.qtbot.waitSignal(room.page.sidebar.counted):
        room.page.sidebar.refresh()
    found = drops.read(a_picture(tmp_path))
    with room.qtbot.waitSignal(room.page.arrivals.told):
        room.page.sidebar.arrived.emit(room.entry(Sort.STORY, "MILLFLOOD"), found)
    assert room.line(5).stories == ("MILLFLOOD",)


def test_what_lies_on_the_clipboard_is_pasted_as_a_new_tip(room: Room) -> None:
    QGuiApplication.clipboard().setText("Seen at the weir\nTwo boats.")
    room.page.tips.setFocus()
    with room.qtbot.waitSignal(room.page.arrivals.logged):
        room.window.acts["tip.paste"].trigger()
    assert room.line(4).headline == "Seen at the weir"


def test_what_a_colleague_does_elsewhere_is_seen_here_without_a_toast(room: Room) -> None:
    room.settle()
    room.page._look_abroad()
    room.settle()
    theirs = same_desk(room.desk)
    trash(theirs, [TipId(1)])
    with room.qtbot.waitSignal(room.bridge.changed) as changed:
        room.page._look_abroad()
    room.settle()
    assert room.window.status.company.isVisible()
    theirs.close()
    room.page._look_abroad()
    room.settle()
    assert not room.window.status.company.isVisible()
    assert changed.args[0].tips == {1}
    room.qtbot.waitUntil(lambda: len(room.page.tips.model.ids) == 2)
    assert not room.window.toast.isVisible()


def test_the_layout_the_view_and_the_open_tip_come_back(room: Room) -> None:
    room.page.panels.setSizes([250, 500, 500])
    room.window.acts["view.compact"].trigger()
    room.page._list("tag:flood")
    room.page.tips.choose(3)
    room.settle()
    room.page.remember()
    again = Window(room.window.remember())
    room.qtbot.addWidget(again)
    again.show()
    restored = DeskPage(room.bridge, again)
    again.show_page(restored)
    restored.start()
    room.settle()
    assert restored.tips.wish.view == "tag:flood"
    assert restored.tips.density.value == "compact"
    assert restored.tip.tip == 3
    assert restored.tips.selection() == [3]
    restored.end()


def test_panels_are_put_away_and_come_back(room: Room) -> None:
    room.qtbot.keyClick(room.page.tips.table, Qt.Key.Key_F6)
    assert room.page.sidebar.isHidden()
    room.page.remember()
    assert room.window.kept.sidebar is False
    room.qtbot.keyClick(room.page.tips.table, Qt.Key.Key_F6)
    assert not room.page.sidebar.isHidden()


def test_a_picker_opens_beside_the_chosen_row(room: Room) -> None:
    room.page.tips.choose(2)
    room.settle()
    room.window.acts["change.tags"].trigger()
    picker = QApplication.activePopupWidget()
    row = room.page.tips.table.visualRect(room.page.tips.table.currentIndex())
    top = room.page.tips.table.viewport().mapToGlobal(QPoint(0, row.top())).y()
    assert top < picker.y() <= top + row.height() + 8
    picker.close()
    room.settle()


def test_the_palette_finds_actions_and_opens_tips(room: Room) -> None:
    room.window.acts["go.palette"].trigger()
    palette = QApplication.activePopupWidget()
    palette.tip_chosen.emit(TipId(2))
    palette.close()
    room.settle()
    assert room.page.tip.tip == 2


def test_an_answer_that_is_remembered_can_be_forgotten_again(room: Room) -> None:
    assert not room.window.acts["tip.ask_again"].isVisible()
    room.page.arrivals.remembered.emit(True)
    assert room.page.arrivals.each is True
    room.page.remember()
    assert room.window.kept.each is True
    room.window.acts["tip.ask_again"].trigger()
    assert room.page.arrivals.each is None
    assert not room.window.acts["tip.ask_again"].isVisible()


def test_a_chosen_tip_is_exported_without_a_title_as_its_sheet(room: Room) -> None:
    room.page.tips.choose(2)
    room.settle()
    room.window.acts["tip.export"].trigger()
    dialog = room.window.findChild(ExportDialog)
    assert dialog.choices.title.text() == ""
    dialog.close()
    room.settle()
