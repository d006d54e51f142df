"""One tip is made of those that are chosen; a picker asks which of them stays."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.triaging.triage import trash
from tipdesk.gui.pickers.merging import MOST, Merger


@pytest.fixture
def ask(opened, window, qtbot):
    def show(tips):
        picker = Merger(opened.bridge, window).ask(tips, window)
        if picker is not None:
            qtbot.waitUntil(lambda: picker.model.rowCount() == len(tips))
        return picker

    return show


@pytest.fixture
def three(desk):
    days = (26, 24, 25)
    return [make_tip(desk, received_at=datetime(2026, 11, day, tzinfo=UTC)) for day in days]


def test_the_oldest_is_offered_first_and_enter_has_it_stay(ask, three, opened, qtbot):
    picker = ask(three)
    offered = [picker.model.at(row).key for row in range(3)]
    assert offered == [str(three[1]), str(three[2]), str(three[0])]
    with qtbot.waitSignal(opened.bridge.done) as told:
        qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert (told.args[0].verb, told.args[0].tips) == ("merge", set(three))
    assert {opened.tip(tip).merged_into for tip in three} == {three[1], None}
    undo(opened.store)
    assert [opened.tip(tip).merged_into for tip in three] == [None, None, None]


@pytest.mark.parametrize(("count", "why"), [(1, "two or more"), (MOST + 1, "At most 50 tips")])
def test_too_few_and_too_many_are_told_why_not(ask, opened, count, why):
    assert ask(list(range(1, count + 1))) is None
    (said,) = opened.failures
    assert why in said


def test_a_tip_in_the_trash_is_refused_in_a_sentence(ask, three, opened, qtbot):
    trash(opened.store, three[:1])
    picker = ask(three)
    with qtbot.waitSignal(opened.bridge.failed) as told:
        qtbot.keyClick(picker.filter, Qt.Key.Key_Return)
    assert str(told.args[0]) == f"T-{three[0]} is in the trash; restore it first."
    assert opened.tip(three[2]).merged_into is None
