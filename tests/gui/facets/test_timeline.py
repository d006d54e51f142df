from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tipdesk.gui.facets.drawing import SIDE, width_of
from tipdesk.gui.facets.spans import Step
from tipdesk.gui.facets.timeline import Timeline

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
DAYS = {date(2026, 11, 2): 3, date(2026, 11, 3): 1, date(2026, 11, 20): 2}


@pytest.fixture
def timeline(light: None, qtbot: QtBot) -> Timeline:
    made = Timeline()
    qtbot.addWidget(made)
    made.resize(424, made.height())
    made.show()
    made.show_days(DAYS, {}, sampled=False)
    return made


def place(timeline: Timeline, bar: int) -> QPoint:
    wide = width_of(len(timeline.bars), timeline.width())
    return QPoint(round(SIDE + (bar + 0.5) * wide), 20)


def test_every_day_has_its_bar(timeline: Timeline) -> None:
    assert timeline.step is Step.DAY
    assert (len(timeline.bars), timeline.bars[0].tips, timeline.bars[-1].tips) == (19, 3, 2)


def test_dragging_over_it_asks_for_that_time(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.narrowed) as narrowed:
        qtbot.mousePress(timeline, LEFT, pos=place(timeline, 2))
        qtbot.mouseMove(timeline, place(timeline, 4))
        qtbot.mouseMove(timeline, place(timeline, 0))
        qtbot.mouseRelease(timeline, LEFT, pos=place(timeline, 0))
    assert narrowed.args == ["2026-11-02..2026-11-04"]


def test_a_click_asks_for_one_bar_and_two_for_any_time(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.narrowed) as narrowed:
        qtbot.mouseClick(timeline, LEFT, pos=place(timeline, 1))
    assert narrowed.args == ["2026-11-03"]
    with qtbot.waitSignal(timeline.narrowed) as widened:
        qtbot.mouseDClick(timeline, LEFT, pos=place(timeline, 1))
    assert widened.args == [""]


def test_it_is_done_with_the_keys_as_well(timeline: Timeline, qtbot: QtBot) -> None:
    qtbot.keyClick(timeline, Qt.Key.Key_Home)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, SHIFT)
    assert timeline.said() == "Mon 2 Nov 2026 until Tue 3 Nov 2026: 4 tips"
    with qtbot.waitSignal(timeline.narrowed) as narrowed:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert narrowed.args == ["2026-11-02..2026-11-03"]
    with qtbot.waitSignal(timeline.narrowed) as widened:
        qtbot.keyClick(timeline, Qt.Key.Key_Backspace)
    assert widened.args == [""]


def test_plus_and_minus_show_shorter_and_longer_bars(timeline: Timeline, qtbot: QtBot) -> None:
    for key, step in (
        (Qt.Key.Key_Minus, Step.WEEK),
        (Qt.Key.Key_Minus, Step.MONTH),
        (Qt.Key.Key_Plus, Step.WEEK),
    ):
        qtbot.keyClick(timeline, key)
        assert timeline.step is step


def test_bars_that_could_not_be_told_apart_are_not_shown(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_days({date(1970, 1, 1): 1, date(2026, 1, 1): 1}, {}, sampled=False)
    assert timeline.step is Step.YEAR
    for _ in range(4):
        qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    assert timeline.step is Step.YEAR


def test_an_estimate_is_called_one(timeline: Timeline) -> None:
    timeline.show_days(DAYS, {}, sampled=True)
    assert timeline.said() == "Fri 20 Nov 2026: about 2 tips"


def test_without_a_tip_every_key_is_harmless(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_days({}, {}, sampled=False)
    with qtbot.assertNotEmitted(timeline.narrowed):
        for key in (Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Plus, Qt.Key.Key_Return):
            qtbot.keyClick(timeline, key)
        qtbot.mouseClick(timeline, LEFT, pos=QPoint(40, 20))
    assert not timeline.grab().isNull()
    assert timeline.said() == "Nothing to show"


def test_it_is_drawn_while_it_has_the_focus(timeline: Timeline, qtbot: QtBot) -> None:
    qtbot.waitActive(timeline)
    timeline.setFocus()
    before = timeline.grab().toImage()
    qtbot.keyClick(timeline, Qt.Key.Key_Home)
    assert timeline.grab().toImage() != before


NOON, EVENING = datetime(2026, 11, 2, 12), datetime(2026, 11, 2, 19)  # noqa: DTZ001


def test_one_day_is_shown_by_its_hours(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_days({NOON.date(): 3}, {NOON: 2, EVENING: 1}, sampled=False)
    assert timeline.step is Step.HOUR
    assert (len(timeline.bars), timeline.bars[12].tips, timeline.bars[19].tips) == (24, 2, 1)
    assert timeline.at == 19  # the keys begin where the newest came
    with qtbot.waitSignal(timeline.narrowed) as narrowed:
        qtbot.mouseClick(timeline, LEFT, pos=place(timeline, 12))
    assert narrowed.args == ["2026-11-02t12:00..2026-11-02t12:59"]
    assert timeline.said() == "Mon 2 Nov 2026, 12:00 to 13:00: 2 tips"
    assert not timeline.grab().isNull()


def test_from_hours_to_days_and_back_the_place_is_kept(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_days({NOON.date(): 3}, {NOON: 2, EVENING: 1}, sampled=False)
    qtbot.keyClick(timeline, Qt.Key.Key_Minus)
    assert (timeline.step, len(timeline.bars), timeline.at) == (Step.DAY, 1, 0)
    qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    assert (timeline.step, len(timeline.bars), timeline.at) == (Step.HOUR, 24, 0)


def test_where_the_hours_are_not_known_days_are_the_shortest_bars(
    timeline: Timeline, qtbot: QtBot
) -> None:
    qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    assert timeline.step is Step.DAY
