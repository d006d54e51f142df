from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tipdesk.gui.pickers.snoozing import Snoozer, morning_after, next_monday


@pytest.mark.parametrize(
    ("said", "tomorrow", "monday"),
    [
        ("2026-11-26T15:00", "2026-11-27T09:00", "2026-11-30T09:00"),  # a Thursday
        ("2026-11-29T23:59", "2026-11-30T09:00", "2026-11-30T09:00"),  # a Sunday
        ("2026-11-30T08:00", "2026-12-01T09:00", "2026-12-07T09:00"),  # a Monday
    ],
)
def test_mornings_are_at_nine_on_the_clock_of_the_place(said, tomorrow, monday):
    now = datetime.fromisoformat(said).astimezone()
    assert f"{morning_after(now):%Y-%m-%dT%H:%M}" == tomorrow
    assert f"{next_monday(now):%Y-%m-%dT%H:%M}" == monday


def test_a_tip_is_put_away_and_comes_back_by_the_same_picker(opened, window, qtbot):
    tip = opened.log()
    snoozer = Snoozer(opened.bridge, window)
    picker = snoozer.ask([tip], window)
    qtbot.keyClicks(picker.filter, "tomorrow")
    with qtbot.waitSignal(opened.bridge.done) as told:
        qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert told.args[0].verb == "snooze"
    picker = snoozer.ask([tip], window)
    qtbot.keyClicks(picker.filter, "back")
    with qtbot.waitSignal(opened.bridge.done) as told:
        qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert told.args[0].verb == "wake"


def test_another_date_is_asked_for(opened, window, qtbot):
    picker = Snoozer(opened.bridge, window).ask([opened.log()], window)
    qtbot.keyClicks(picker.filter, "another")
    qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: type(QApplication.activePopupWidget()).__name__ == "DateForm")
    form = QApplication.activePopupWidget()
    form.until.setDateTime(form.until.dateTime().addDays(3))
    with qtbot.waitSignal(opened.bridge.done) as told:
        form.deed.click()
    assert told.args[0].verb == "snooze"
