"""A desk with 100,000 tips: the newest are there at once, and the window never stands still."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer

from tests.bench.opened_window import Opened, opened
from tests.bench.synthetic import fill
from tests.bench.turns import Turns, nth
from tests.nouns import make_desk
from tipdesk import app
from tipdesk.desk.triaging.tagging import retag
from tipdesk.store.database import Store

SMALL = 500
BLOCKED_MS = 50
# The offscreen screen says so of every window with a least size; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def desk(hundred_thousand: Store) -> Store:
    return hundred_thousand


@pytest.fixture
def window(desk: Store, qtbot) -> Iterator[Opened]:
    app.prepare()
    with opened(desk, qtbot) as window:
        window.settle()
        yield window


def seconds_to_newest(desk: Store, qtbot) -> tuple[float, float]:
    """Open the window; tell the processor's and the clock's seconds until the newest are painted.

    The processor's are of all threads together: on a busy machine the clock measures the others.
    """
    began, clock = time.process_time(), time.perf_counter()
    with opened(desk, qtbot) as window:
        qtbot.waitUntil(window.shows_all)
        window.tips.table.viewport().repaint()
        spent = time.process_time() - began, time.perf_counter() - clock
        model = window.tips.model
        assert model.line(0).received_at >= model.line(1).received_at
        window.settle()
    return spent


def test_the_newest_are_shown_as_soon_as_on_a_small_desk(
    desk, qtbot, tmp_path, record_testsuite_property
):
    app.prepare()
    small = make_desk(tmp_path)
    fill(small, SMALL, ledgered=False)
    few = min(seconds_to_newest(small, qtbot) for _ in range(2))
    many = min(seconds_to_newest(desk, qtbot) for _ in range(2))
    small.close()
    record_testsuite_property("small_desk_cpu_and_wall_seconds", few)
    record_testsuite_property("cpu_and_wall_seconds", many)
    assert many[0] <= 2 * few[0]


def test_typing_in_the_search_field_never_blocks_the_window(window, record_testsuite_property):
    window.page.search.take_focus()
    turns = Turns()
    for words in ("flood water mill", "ba de", "workflow:new,triage fire ", "tag:"):
        window.type(words)
        window.page.search.clear()
        window.settle()
    record_testsuite_property("worst_turn_ms", round(turns.worst, 2))
    assert len(turns.milliseconds) > len("flood water mill")
    assert turns.worst <= BLOCKED_MS


def test_a_window_that_is_blocked_would_be_noticed(window):
    turns = Turns()

    def work() -> None:
        began = time.thread_time()
        while time.thread_time() - began < BLOCKED_MS / 1_000:
            pass

    QTimer.singleShot(0, work)
    window.qtbot.waitUntil(lambda: bool(turns.milliseconds) and turns.worst >= BLOCKED_MS)


def test_scrolling_costs_as_little_as_in_a_short_list(window, record_testsuite_property):
    long = window.scroll(150, 60)
    window.tips.search("workflow:new council")
    window.settle()
    assert 50 < len(window.tips.model.ids) < 1_000
    short = window.scroll(150, 60)
    record_testsuite_property("long_p99_ms", round(nth(long, 0.99), 2))
    record_testsuite_property("short_p99_ms", round(nth(short, 0.99), 2))
    assert nth(long, 0.5) <= 2 * nth(short, 0.5) + 1


def test_a_change_keeps_the_place_and_is_shown(window):
    table, model = window.tips.table, window.tips.model
    table.verticalScrollBar().setValue(76 * 40_000 + 11)
    window.settle()
    row = table.rowAt(0)
    there = model.tip(row)
    with window.qtbot.waitSignal(window.tips.looked):
        window.page.bridge.do(lambda store: retag(store, [there], add=["urgent"]))
    assert (model.tip(table.rowAt(0)), table.rowViewportPosition(row)) == (there, -11)
    assert len(model.ids) == 100_000
    window.qtbot.waitUntil(lambda: "urgent" in model.line(row).tags)
