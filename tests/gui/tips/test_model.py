from array import array

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.nouns import make_tip
from tipdesk.desk.triaging.triage import prioritise
from tipdesk.gui import drops
from tipdesk.gui.tips.lines import Lines
from tipdesk.gui.tips.model import TipsModel, middle

ORDERS = st.lists(st.integers(1, 12), unique=True, max_size=12).map(lambda ids: array("q", ids))


@pytest.fixture
def model(bridge):
    made = TipsModel(Lines(bridge, bridge), bridge)
    made.tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return made


@given(ORDERS, ORDERS)
def test_two_orders_are_the_same_outside_of_their_middles(old, new):
    start, old_end, new_end = middle(old, new)
    assert old[:start] == new[:start]
    assert old[old_end:] == new[new_end:]
    if start < old_end and start < new_end:
        assert old[start] != new[start]
        assert old[old_end - 1] != new[new_end - 1]


@given(st.lists(ORDERS, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_whatever_order_follows_the_model_shows_it(model, orders):
    for ids in orders:
        model.put(ids)
        assert [model.tip(row) for row in range(model.rowCount())] == list(ids)


def test_a_new_tip_at_the_top_is_one_inserted_row(model, qtbot):
    model.put(array("q", range(10, 0, -1)))
    with qtbot.waitSignal(model.rowsInserted) as told, qtbot.assertNotEmitted(model.modelReset):
        model.put(array("q", range(11, 0, -1)))
    assert told.args[1:] == [0, 0]


def test_the_same_order_again_tells_nobody(model, qtbot):
    model.put(array("q", [3, 2, 1]))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.put(array("q", [3, 2, 1]))


def test_a_row_whose_line_is_not_here_says_its_number(model):
    model.put(array("q", [1042]))
    assert model.line(0) is None
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        assert model.data(model.index(0, 0), role) == "T-1042"


def test_lines_are_read_only_for_the_pages_that_are_looked_at(desk, model, qtbot):
    tips = [make_tip(desk, headline=f"Tip {at}") for at in range(300)]
    model.put(array("q", tips))
    with qtbot.waitSignal(model.dataChanged):
        model.look_at(0, 9)
    here = [row for row in range(300) if model.line(row) is not None]
    assert here == list(range(128))


def test_of_one_tip_that_changed_only_its_row_is_shown_anew(desk, model, bridge, qtbot):
    tips = [make_tip(desk, headline=f"Tip {at}") for at in range(9)]
    model.put(array("q", tips))
    with qtbot.waitSignal(model.dataChanged):
        model.look_at(0, 8)
    with qtbot.waitSignal(model.dataChanged) as told:
        bridge.do(lambda store: prioritise(store, [tips[4]], 1))
    assert [index.row() for index in told.args[:2]] == [4, 4]
    assert model.line(4).priority == 1


def test_a_tool_tip_says_nothing_that_a_stranger_wrote(desk, model, qtbot):
    tip = make_tip(desk, headline="<b>Bridge</b>", sender="<i>Somebody</i>")
    model.put(array("q", [tip]))
    with qtbot.waitSignal(model.dataChanged):
        model.look_at(0, 0)
    said = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert said.startswith(f"T-{tip} · ")
    assert "<" not in said


def test_a_drag_of_rows_carries_their_numbers(model):
    model.put(array("q", [7, 5, 3]))
    mime = model.mimeData([model.index(0, 0), model.index(2, 0)])
    assert drops.look(mime).tips == (7, 3)
