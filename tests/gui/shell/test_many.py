"""Many chosen tips: what they are like, all results by their search, and the next tip by itself."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.nouns import make_tip
from tipdesk.desk.searching.listing import tip_ids, tip_lines
from tipdesk.desk.triaging.triage import move
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.window import Window
from tipdesk.gui.tips.table import AT_ONCE
from tipdesk.jobs import Job
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store

CTRL = Qt.KeyboardModifier.ControlModifier
MANY = AT_ONCE + 60


class Room:
    def __init__(self, bridge: Bridge, desk: Store, qtbot) -> None:
        self.bridge, self.desk, self.qtbot = bridge, desk, qtbot
        self.window = Window(Layout(scheme="light", query=""))
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitActive(self.window)
        self.page = DeskPage(bridge, self.window)
        self.window.show_page(self.page)
        with qtbot.waitSignals([self.page.tips.looked, self.page.sidebar.counted]):
            self.page.start()
        self.settle()

    @property
    def table(self):
        return self.page.tips.table

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.bridge.is_busy and self.page.tips.finder.whole)

    def act(self, name: str) -> None:
        with self.qtbot.waitSignal(self.bridge.done, timeout=20_000):
            self.window.acts[name].trigger()

    def popup(self):
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        return QApplication.activePopupWidget()

    def pick(self, key: str, typed: str) -> None:
        """Open a picker by its key and choose by the first letters."""
        self.qtbot.keyClick(self.table, key)
        picker = self.popup()
        self.qtbot.waitUntil(lambda: picker.model.rowCount() > 0)
        self.qtbot.keyClicks(picker.filter, typed)
        self.qtbot.keyClick(picker.filter, Qt.Key.Key_Return)

    def value(self, name: str) -> str:
        self.settle()
        return self.page.selecting.together.values[name].text()


@pytest.fixture
def room(bridge: Bridge, desk: Store, qtbot) -> Iterator[Room]:
    for tags in (("flood",), ("flood", "road"), (), ()):
        make_tip(desk, tags=tags)
    made = Room(bridge, desk, qtbot)
    yield made
    made.page.end()


@pytest.fixture
def crowd(bridge: Bridge, desk: Store, qtbot) -> Iterator[Room]:
    """A desk of more tips than Ctrl+A selects."""
    with desk.begin("log") as work:
        work.add_all([Tip(headline=f"Tip {number}") for number in range(MANY)])
    made = Room(bridge, desk, qtbot)
    yield made
    made.page.end()


def test_several_tips_are_told_by_what_they_share_and_where_they_differ(room):
    room.page.tips.choose(1, 2)
    assert room.page.selecting.together.isVisible()
    assert room.value("change.state") == "New"
    assert room.value("change.tags") == "flood, road (1 of 2)"
    room.page.tips.choose(1)
    assert not room.page.selecting.together.isVisible()


def test_what_lies_under_the_panel_for_several_is_out_of_reach(room):
    headline = room.page.tip.header.headline
    room.page.tips.choose(1)
    room.qtbot.waitUntil(headline.isVisible)
    width = room.page.tip.width()
    room.page.tips.choose(1, 2)
    assert not headline.isVisible()
    assert room.page.tip.width() == width
    room.page.tips.choose(2)
    assert headline.isVisible()


def test_a_value_that_differs_is_said_to_be_several(room):
    room.page.tips.choose(1)
    room.act("change.archive")
    room.settle()
    room.page.tips.choose(1, 2, 3)
    assert room.value("change.state") == "(several values)\nNew (2), Archived (1)"
    assert room.value("change.assign") == "Nobody"


def test_ctrl_a_selects_what_is_listed_and_all_of_it_where_it_is_little(room):
    room.qtbot.keyClick(room.table, "a", CTRL)
    assert len(room.page.tips.selection()) == 4
    assert not room.page.tips.all_results.isVisible()


def test_all_results_are_selected_by_their_search_and_changed_as_one(crowd):
    crowd.table.setFocus()
    crowd.qtbot.keyClick(crowd.table, "a", CTRL)
    assert len(crowd.page.tips.selection()) == AT_ONCE
    offer = crowd.page.tips.all_results
    assert offer.button.text() == "Select all 1,060 results"
    assert offer.width() == crowd.page.tips.width()
    offer.button.click()
    assert crowd.page.tips.whole == ""
    assert crowd.window.status.selection.text() == "1,060 tips selected"
    crowd.act("change.archive")
    crowd.settle()
    assert crowd.window.toast.text.text() == "1,060 tips moved"
    assert len(tip_ids(crowd.desk, "workflow:archived")) == MANY
    assert crowd.page.tips.whole == ""
    crowd.act("edit.undo")
    assert len(tip_ids(crowd.desk, "workflow:new")) == MANY


def test_a_large_change_can_be_stopped_and_then_nothing_was_changed(crowd):
    crowd.page.tips.choose_whole()
    with crowd.qtbot.waitSignal(crowd.bridge.started) as begun:
        crowd.window.acts["change.archive"].trigger()
    job = begun.args[0]
    assert job.title == "Changing 1,060 tips"
    with crowd.qtbot.waitSignal(crowd.bridge.failed) as told:
        job.cancel()
    assert str(told.args[0]) == "You stopped it; nothing was changed."
    assert len(tip_ids(crowd.desk, "workflow:archived")) == 0


def test_undo_of_a_large_change_is_shown_and_can_be_stopped(crowd, monkeypatch):
    move(crowd.desk, tip_ids(crowd.desk), Workflow.TRIAGE)
    shown, tell = threading.Event(), Job.progress

    def progress(job, done, total):
        assert not done or shown.wait(20)
        tell(job, done, total)

    monkeypatch.setattr(Job, "progress", progress)
    with crowd.qtbot.waitSignal(crowd.bridge.started) as begun:
        crowd.window.acts["edit.undo"].trigger()
    job = begun.args[0]
    assert crowd.window.jobs.rows[0].title.text() == "Undoing"
    with crowd.qtbot.waitSignal(crowd.bridge.failed) as told:
        job.cancel()
        shown.set()
    assert str(told.args[0]) == "You stopped it; nothing was changed."
    assert len(tip_ids(crowd.desk, "workflow:triage")) == MANY
    crowd.act("edit.undo")
    assert len(tip_ids(crowd.desk, "workflow:new")) == MANY


def test_undo_of_a_small_change_is_no_work_that_is_shown(room):
    move(room.desk, [1], Workflow.TRIAGE)
    room.act("edit.undo")
    assert room.window.jobs.rows == []


def test_a_tip_that_came_after_all_were_selected_is_meant_too(crowd):
    crowd.page.tips.choose_whole()
    make_tip(crowd.desk, headline="Just came")
    crowd.act("change.archive")
    assert len(tip_ids(crowd.desk, "workflow:archived")) == MANY + 1


def test_another_selection_ends_that_of_all_results(crowd):
    crowd.page.tips.choose_whole()
    crowd.page.tips.choose(5)
    assert crowd.page.tips.whole is None
    assert crowd.page.tips.selection() == [5]
    crowd.page.tips.choose_whole()
    crowd.page.tips.all_results.button.click()
    assert crowd.page.tips.selection() == []


def test_what_the_workflow_forbids_is_told_by_reason_and_the_rest_is_done(room):
    move(room.desk, [1], Workflow.READY)
    move(room.desk, [2], Workflow.VERIFYING)
    move(room.desk, [3], Workflow.TRIAGE)
    with room.qtbot.waitSignal(room.bridge.done):
        room.page.deeds.mover.move([1, 2, 3], Workflow.NEW, room.table)
    said = room.window.toast.text.text()
    assert said.startswith("T-3 moved. 1 tip left as before: A tip that is ready")
    assert "1 tip left as before: A tip that is verifying" in said


def test_after_a_new_state_the_next_tip_comes_by_itself_and_after_a_tag_only_if_wanted(room):
    room.table.setFocus()
    room.page.tips.choose(4)
    with room.qtbot.waitSignal(room.page.tips.looked):
        room.pick("s", "triage")
    room.qtbot.waitUntil(lambda: room.page.tips.selection() == [3])
    with room.qtbot.waitSignal(room.page.tips.looked):
        room.act("tag.1")
    assert room.page.tips.selection() == [3]
    room.window.acts["view.advance_always"].trigger()
    with room.qtbot.waitSignal(room.page.tips.looked):
        room.act("tag.2")
    room.qtbot.waitUntil(lambda: room.page.tips.selection() == [2])
    assert room.window.kept.advance == "always"


def test_priority_is_picked_for_a_selection(room):
    room.page.tips.choose(1, 2)
    room.qtbot.keyClick(room.table, "P", Qt.KeyboardModifier.ShiftModifier)
    picker = room.popup()
    room.qtbot.waitUntil(lambda: picker.model.rowCount() == 9)
    assert picker.model.at(4).detail == "2 tips"
    with room.qtbot.waitSignal(room.bridge.done):
        room.qtbot.keyClicks(picker.filter, "most urgent")
        room.qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert [line.priority for line in tip_lines(room.desk, [1, 2])] == [1, 1]
