from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.nouns import make_media, make_tip, same_desk
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging import deleting
from tipdesk.desk.triaging.deleting import delete_tips
from tipdesk.desk.triaging.triage import restore, trash
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.window import Window
from tipdesk.gui.trash.bar import TrashBar
from tipdesk.gui.trash.question import Question
from tipdesk.jobs import Job
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store

IN_TRASH = (1, 2, 3)


@dataclass
class Room:
    """A window that lists the trash: three tips, the first with a file; a fourth is outside."""

    desk: Store
    bridge: Bridge
    window: Window
    page: DeskPage
    qtbot: QtBot

    @property
    def bar(self) -> TrashBar:
        return self.page.findChild(TrashBar)

    def ask(self, name: str) -> Question:
        """Choose an action, and wait for its question."""
        self.window.acts[name].trigger()
        self.qtbot.waitUntil(lambda: self.question() is not None)
        return self.question()

    def question(self) -> Question | None:
        return self.window.findChild(QDialog, options=Qt.FindChildOption.FindChildrenRecursively)

    def agree(self, question: Question) -> None:
        """Press the button, and wait for the end."""
        with self.qtbot.waitSignal(self.bridge.done):
            self.qtbot.mouseClick(question.deed, Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.bridge.is_busy)

    def left(self) -> list[int]:
        return sorted(tip_ids(self.desk, "is:trashed"))


@pytest.fixture
def room(bridge: Bridge, desk: Store, qtbot: QtBot) -> Iterator[Room]:
    window = Window(Layout(scheme="light", query="is:trashed"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    tips = [make_tip(desk, headline=f"Tip {number + 1}") for number in range(4)]
    make_media(desk, tips[0], b"water" * 300)
    trash(desk, tips[:3])
    page = DeskPage(bridge, window)
    window.show_page(page)
    with qtbot.waitSignals([page.tips.looked, page.sidebar.counted]):
        page.start()
    made = Room(desk, bridge, window, page, qtbot)
    made.settle()
    yield made
    page.end()


def test_the_ways_out_are_offered_where_the_trash_is_listed_only(room: Room) -> None:
    assert room.bar.isVisible()
    assert room.window.acts["change.delete"].isVisible()
    with room.qtbot.waitSignal(room.page.tips.looked):
        room.page.tips.show_view("")
    assert not room.bar.isVisible()
    assert not room.window.acts["change.delete"].isVisible()


def test_the_question_says_how_much_goes_and_what_stays(room: Room) -> None:
    room.page.tips.choose(1, 2)
    question = room.ask("change.delete")
    assert question.head.text() == "Delete 2 tips and 1 file (1.5 kB) for good?"
    assert "can’t be undone" in question.goes.text()
    assert "when and by whom" in question.stays.text()
    assert "Backups" in question.stays.text()
    assert not question.left.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_neither_escape_nor_enter_deletes_anything(room: Room, key: Qt.Key) -> None:
    question = room.ask("change.empty_trash")
    room.qtbot.waitUntil(question.leave.hasFocus)
    with room.qtbot.waitSignal(question.finished):
        room.qtbot.keyClick(QApplication.focusWidget(), key)
    room.settle()
    assert room.left() == [*IN_TRASH]


def test_the_chosen_tips_are_deleted_and_it_is_told_without_a_way_back(room: Room) -> None:
    room.page.tips.choose(1)
    room.settle()
    assert room.page.tip.tip == 1
    room.agree(room.ask("change.delete"))
    assert room.left() == [2, 3]
    room.qtbot.waitUntil(lambda: list(room.page.tips.model.ids) == [3, 2])
    assert room.page.tip.tip != 1
    assert room.window.toast.text.text() == "T-1 deleted for good"
    assert not room.window.toast.button.isVisible()
    assert room.window.status.hint.text() == "T-1 deleted for good"


def test_the_trash_is_emptied_by_its_button(room: Room) -> None:
    with room.qtbot.waitSignal(room.page.sidebar.counted):
        room.qtbot.mouseClick(room.bar.all, Qt.MouseButton.LeftButton)
        room.qtbot.waitUntil(lambda: room.question() is not None)
        room.agree(room.question())
    assert room.left() == []
    assert room.window.toast.text.text() == "3 tips deleted for good"
    room.window.acts["change.empty_trash"].trigger()
    room.settle()
    assert room.window.toast.text.text() == "The trash is empty."


def test_what_came_to_the_trash_after_the_question_stays(room: Room) -> None:
    question = room.ask("change.empty_trash")
    trash(room.desk, [TipId(4)])
    room.agree(question)
    assert room.left() == [4]


def test_what_was_restored_after_the_question_is_left_and_named(room: Room) -> None:
    question = room.ask("change.empty_trash")
    restore(room.desk, [TipId(2)])
    room.agree(question)
    assert sorted(tip_ids(room.desk)) == [2, 4]
    assert "T-2 is not in the trash" in room.window.toast.text.text()


def test_what_may_not_be_deleted_is_said_instead_of_a_question(room: Room) -> None:
    undo(room.desk)
    room.page.tips.choose(1)
    room.window.acts["change.delete"].trigger()
    room.settle()
    assert room.question() is None
    assert "is not in the trash" in room.window.toast.text.text()


def test_the_open_tip_goes_when_a_colleague_deletes_it(room: Room) -> None:
    room.page.tips.choose(1)
    room.settle()
    room.page._look_abroad()
    room.settle()
    theirs = same_desk(room.desk)
    delete_tips(theirs, [TipId(1)])
    theirs.close()
    with room.qtbot.waitSignal(room.page.tips.looked):
        room.page._look_abroad()
    room.settle()
    assert room.page.tip.tip != 1


def test_it_is_work_that_can_be_stopped_and_the_rest_stays(room: Room, monkeypatch) -> None:
    monkeypatch.setattr(deleting, "_AT_ONCE", 1)
    question = room.ask("change.empty_trash")
    jobs: list[Job] = []

    def stop(job):
        if job.done == 1:
            job.listeners.remove(stop)
            job.cancel()

    def watch(job, _in_bytes):
        job.listeners.append(stop)
        jobs.append(job)

    room.bridge.started.connect(watch)
    room.agree(question)
    assert len(room.left()) == 2
    assert jobs[0].title == "Deleting 3 tips for good"
    assert "2 tips left as before" in room.window.toast.text.text()
