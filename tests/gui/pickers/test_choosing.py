import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tipdesk.desk.triaging.triage import assign, move
from tipdesk.gui.pickers.choosing import Chooser
from tipdesk.newsroom.states import Closing, Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.stories.publishing import publish
from tipdesk.stories.putting import put

ON, OFF, SOME = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


@pytest.fixture
def chooser(opened, window):
    return Chooser(opened.bridge, window)


def filled(qtbot, picker):
    qtbot.waitUntil(lambda: picker.model.rowCount() > 0)
    return {
        choice.key: choice
        for choice in (picker.model.at(row) for row in range(picker.model.rowCount()))
    }


def enter(qtbot, picker, typed):
    qtbot.keyClicks(picker.filter, typed)
    qtbot.keyClick(picker.filter, Qt.Key.Key_Return)


def form(qtbot, kind):
    qtbot.waitUntil(lambda: type(QApplication.activePopupWidget()).__name__ == kind)
    return QApplication.activePopupWidget()


def test_only_steps_that_some_of_the_tips_may_take_are_offered(chooser, opened, window, qtbot):
    fresh, ready = opened.log("a"), opened.log("b")
    move(opened.store, [ready], Workflow.READY)
    choices = filled(qtbot, chooser.state([fresh, ready], window))
    assert "published" in choices
    assert "killed" not in choices


def test_a_step_without_conditions_is_taken_at_once(chooser, opened, window, qtbot):
    tips = [opened.log("a"), opened.log("b")]
    picker = chooser.state(tips, window)
    filled(qtbot, picker)
    with qtbot.waitSignal(opened.bridge.changed):
        enter(qtbot, picker, "verif")
    assert all(opened.tip(tip).line.workflow is Workflow.VERIFYING for tip in tips)


def test_spiking_asks_why_and_may_be_labelled(chooser, opened, window, qtbot):
    tip = opened.log()
    picker = chooser.state([tip], window)
    filled(qtbot, picker)
    enter(qtbot, picker, "spiked")
    asked = form(qtbot, "ReasonForm")
    qtbot.keyClicks(asked.reason, "a hoax")
    asked.closing.setCurrentIndex(asked.closing.findData(Closing.HOAX.value))
    with qtbot.waitSignal(opened.bridge.changed):
        asked.deed.click()
    assert opened.tip(tip).line.workflow is Workflow.SPIKED
    assert opened.tip(tip).closing is Closing.HOAX


def test_a_reason_is_asked_for_before_reopening(chooser, opened, window, qtbot):
    tip = opened.log()
    move(opened.store, [tip], Workflow.SPIKED, reason="spam")
    picker = chooser.state([tip], window)
    choices = filled(qtbot, picker)
    assert choices["triage"].detail == "needs a reason"
    enter(qtbot, picker, "triage")
    asked = form(qtbot, "ReasonForm")
    qtbot.keyClicks(asked.reason, "not spam after all")
    with qtbot.waitSignal(opened.bridge.changed):
        qtbot.keyClick(asked.reason, Qt.Key.Key_Return)
    assert opened.tip(tip).line.workflow is Workflow.TRIAGE


def test_publishing_asks_where_and_keeps_the_credit_and_the_story(chooser, opened, window, qtbot):
    tip = opened.log()
    put(opened.store, [tip], "MILLFLOOD")
    move(opened.store, [tip], Workflow.READY)
    picker = chooser.state([tip], window)
    filled(qtbot, picker)
    enter(qtbot, picker, "published")
    asked = form(qtbot, "PublishForm")
    assert not asked.deed.isEnabled()
    qtbot.keyClicks(asked.url, "https://courier.example/flood")
    qtbot.keyClicks(asked.outlet, "Courier")
    qtbot.keyClicks(asked.credit, "Picture: reader")
    with qtbot.waitSignal(opened.bridge.changed):
        qtbot.keyClick(asked.credit, Qt.Key.Key_Return)
    (use,) = opened.tip(tip).uses
    assert (use.url, use.outlet, use.credit, use.story) == (
        "https://courier.example/flood",
        "Courier",
        "Picture: reader",
        "MILLFLOOD",
    )


def test_a_published_tip_is_killed_with_a_reason(chooser, opened, window, qtbot):
    tip = opened.log()
    move(opened.store, [tip], Workflow.READY)
    publish(opened.store, [tip], NewUse(url="https://courier.example/a"))
    picker = chooser.state([tip], window)
    filled(qtbot, picker)
    enter(qtbot, picker, "killed")
    asked = form(qtbot, "ReasonForm")
    qtbot.keyClicks(asked.reason, "the picture is old")
    with qtbot.waitSignal(opened.bridge.changed):
        asked.deed.click()
    assert opened.tip(tip).line.workflow is Workflow.KILLED


def test_tags_of_a_selection_show_all_some_or_none(chooser, opened, window, qtbot):
    tips = [opened.log("a", tags=("flood", "road")), opened.log("b", tags=("flood",))]
    opened.log("c", tags=("council",))
    choices = filled(qtbot, chooser.tags(tips, window))
    assert {key: choice.tick for key, choice in choices.items()} == {
        "flood": ON,
        "road": SOME,
        "council": OFF,
    }


def test_tags_are_put_on_and_taken_off_in_one_change(chooser, opened, window, qtbot):
    tips = [opened.log("a", tags=("flood", "road")), opened.log("b", tags=("flood",))]
    picker = chooser.tags(tips, window)
    filled(qtbot, picker)
    for typed in ("flood", "road", "new one"):
        enter(qtbot, picker, typed)
    with qtbot.waitSignal(opened.bridge.changed):
        qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert [set(opened.tip(tip).line.tags) for tip in tips] == [{"road", "new one"}] * 2


def test_a_story_that_is_not_there_is_founded(chooser, opened, window, qtbot):
    tip = opened.log()
    picker = chooser.story([tip], window)
    enter(qtbot, picker, "Mill Flood")
    with qtbot.waitSignal(opened.bridge.changed):
        qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert len(opened.tip(tip).line.stories) == 1


def test_tips_are_given_to_an_editor_or_to_nobody(chooser, opened, window, qtbot):
    tip, other = opened.log("a"), opened.log("b")
    assign(opened.store, [other], "Ines Roth")
    picker = chooser.assignee([tip], window)
    assert "Ines Roth" in filled(qtbot, picker)
    with qtbot.waitSignal(opened.bridge.changed):
        enter(qtbot, picker, "ines")
    assert opened.tip(tip).line.assignee == "Ines Roth"
    picker = chooser.assignee([tip], window)
    filled(qtbot, picker)
    with qtbot.waitSignal(opened.bridge.changed):
        enter(qtbot, picker, "nobody")
    assert opened.tip(tip).line.assignee == ""


def test_an_answer_that_comes_after_the_picker_closed_is_dropped(chooser, opened, window, qtbot):
    picker = chooser.tags([opened.log()], window)
    picker.close()
    QCoreApplication.sendPostedEvents(picker, QEvent.Type.DeferredDelete)
    assert not isValid(picker)
    answered = []
    opened.bridge.ask(lambda store: None, answered.append)
    qtbot.waitUntil(lambda: bool(answered))


def test_enter_waits_for_the_answer_so_that_a_colleague_is_not_founded_anew(
    chooser, opened, window, qtbot
):
    tip = opened.log()
    picker = chooser.assignee([tip], window)
    enter(qtbot, picker, "mara")
    with qtbot.waitSignal(opened.bridge.done):
        pass
    assert opened.tip(tip).line.assignee == "Mara Keller"
