"""The window's budgets on the big desk: start, scroll, jumps, orders, keystrokes, opening, states.

What is told is processor time: of all threads until it is painted, and of the window's alone.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyledItemDelegate

from tests.bench.million import TIPS, desk_of
from tests.bench.opened_window import Opened, in_words, opened
from tests.bench.turns import Turns, nth
from tipdesk import app
from tipdesk.gui.tips.view import TipsView
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.store.database import Store

pytestmark = [pytest.mark.bench, pytest.mark.qt_log_ignore("This plugin does not support")]
BLOCKED_MS = 50
CTRL = Qt.KeyboardModifier.ControlModifier


class Nothing(QStyledItemDelegate):
    """Paints nothing: what scrolling costs before the first row is drawn."""

    def paint(self, painter, option, index) -> None:
        """Paint nothing."""


class Costs:
    """What the same thing costs, done again and again."""

    def __init__(self, window: Opened) -> None:
        self._window = window
        self.mine: list[float] = []
        self.all: list[float] = []

    def note(self, act: Callable[[], object], seen: Callable[[], bool]) -> None:
        """Do it once, until it is painted; then let the rest come to an end."""
        mine, everybodys = time.thread_time(), time.process_time()
        act()
        self._window.qtbot.waitUntil(seen, timeout=60_000)
        QApplication.processEvents()  # it is painted with the next turn
        self.mine.append((time.thread_time() - mine) * 1_000)
        self.all.append((time.process_time() - everybodys) * 1_000)
        self._window.settle()

    def __str__(self) -> str:
        mine = f"in the window's thread {in_words(self.mine)}"
        return f"{in_words(self.all)}, the first {self.all[0]:.1f} ms · {mine}"


@pytest.fixture(scope="module")
def desk() -> Iterator[Store]:
    store = desk_of(TIPS)
    yield store
    store.close()


@pytest.fixture
def window(desk: Store, qtbot) -> Iterator[Opened]:
    app.prepare()
    with opened(desk, qtbot) as window:
        window.settle()
        yield window


@pytest.fixture
def report(capsys) -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    with capsys.disabled():
        sys.stdout.write("".join(f"\n  {TIPS:,} tips: {line}" for line in lines))


def test_the_newest_tips_are_shown(desk, report, tmp_path):
    """The layout and the settings are those of somebody who starts for the first time."""
    new = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("STATE", "CONFIG", "DATA")}
    newest, whole = [], []
    for _ in range(5):
        began = time.perf_counter()
        command = [sys.executable, "-m", "tests.bench.started_window"]
        env = {**os.environ, **new, "TIPDESK_DESK": str(desk.folder.path)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as started:
            assert started.stdout is not None
            for seen in (newest, whole):
                cpu = float(started.stdout.readline())
                seen.append((time.perf_counter() - began, cpu))
    for what, seen in (("the newest painted", newest), ("all of the window", whole)):
        clock, cpu = (min(each) for each in zip(*seen, strict=True))
        report.append(f"from nothing to {what}: {clock:.2f} s, {cpu:.2f} s of CPU")


def test_a_desk_is_put_into_the_window(desk, qtbot, report):
    app.prepare()
    for _ in range(2):
        clock, cpu = time.perf_counter(), time.process_time()
        with opened(desk, qtbot) as window:
            qtbot.waitUntil(window.shows_all)
            told = (
                f"newest shown after {time.perf_counter() - clock:.2f} s, "
                f"{time.process_time() - cpu:.2f} s of CPU"
            )
            window.settle()
            whole = time.process_time() - cpu
    report += [told, f"all listed after {whole:.2f} s of CPU"]


def test_a_frame_of_scrolling_costs_little_more_than_an_empty_one(window, report):
    rows, pages = window.scroll(300, 20), window.scroll(300, 600)
    painted = window.tips.table.itemDelegate()
    window.tips.table.setItemDelegate(Nothing(window.tips.table))
    floor = window.scroll(300, 20)
    window.tips.table.setItemDelegate(painted)
    report += [
        f"scroll by a quarter row: {in_words(rows)}",
        f"scroll by a page: {in_words(pages)}",
        f"scroll over nothing: {in_words(floor)}",
    ]
    assert nth(rows, 0.5) <= 12 * nth(floor, 0.5)
    assert nth(pages, 0.99) <= 60 * nth(floor, 0.5)


def test_jumps_and_orders(window, report):
    tips, bar = window.tips, window.tips.table.verticalScrollBar()
    middle, end, order = Costs(window), Costs(window), Costs(window)
    for turn in range(20):
        at = bar.maximum() // 2 + turn * 50_000
        middle.note(lambda at=at: bar.setValue(at), window.shows_all)
        end.note(lambda: QTest.keyClick(tips.table, Qt.Key.Key_End), window.shows_all)
        QTest.keyClick(tips.table, Qt.Key.Key_Home)
        window.settle()
    for turn in range(10):
        first = tips.model.ids[0]
        order.note(
            lambda turn=turn: tips.sort(newest_first=bool(turn % 2)),
            lambda first=first: tips.model.ids[0] != first and window.shows_all(),
        )
    report += [f"jump to the middle: {middle}", f"jump to the end: {end}", f"re-sort: {order}"]


@pytest.mark.parametrize("ranked", [False, True], ids=["newest first", "ranked"])
def test_a_keystroke_in_the_search(window, report, ranked):
    window.page.search.take_focus()
    turns, keys, asked = Turns(), Costs(window), []
    window.tips.finder.found.connect(lambda _ids, fresh: asked.append(fresh))
    for words in ("flood water mill", "council roof ", "school quarry"):
        if ranked:
            window.type("sort:relevance ")
        for letter in words:
            asked.clear()
            keys.note(
                lambda letter=letter: QTest.keyClicks(window.page.search.line, letter),
                lambda: any(asked) and (not window.tips.model.ids or window.shows_all()),
            )
        window.page.search.clear()
        window.settle()
    began = time.process_time()
    window.type("flood water mill")
    typed = (time.process_time() - began) / len("flood water mill") * 1_000
    report += [
        f"a key of words typed in one go, all counted at their end: {typed:.1f} ms of CPU",
        f"keystroke to the results painted{', ranked' * ranked}: {keys}",
        f"one turn of the window's thread while typing: {in_words(turns.milliseconds)}",
    ]
    assert turns.worst <= BLOCKED_MS


def below(tips: TipsView) -> TipId:
    """Name the tip below the one that the list stands on."""
    return tips.model.ids[tips.table.currentIndex().row() + 1]


def test_opening_a_tip_and_changing_its_state(window, report):
    tips, pane = window.tips, window.page.tip
    tips.table.setFocus()
    window.rest()
    opening, resting, state = Costs(window), Costs(window), Costs(window)
    found: list[bool] = []
    pane.media.facts.found.connect(lambda: found.append(True))

    def is_open(tip: TipId) -> bool:
        return pane.header.number.text().startswith(f"{tip_number(tip)} ")

    def is_told(tip: TipId) -> bool:
        return is_open(tip) and (bool(found) or pane.media.facts.isHidden())

    for costs, seen in ((opening, is_open), (resting, is_told)):
        for _ in range(60):
            found.clear()
            asked = partial(seen, below(tips))
            costs.note(lambda: QTest.keyClick(tips.table, "j"), asked)
    report.append(f"open a tip: {opening}")
    report.append(f"and rest on it, until its facts are shown: {resting}")
    tips.search("workflow:new,triage")
    window.settle()
    done: list[object] = []
    window.page.bridge.done.connect(done.append)
    for _ in range(25):
        for key, modifier in (("e", Qt.KeyboardModifier.NoModifier), ("z", CTRL)):
            done.clear()
            tips.table.go_to(3)
            window.settle()
            state.note(
                lambda key=key, modifier=modifier: QTest.keyClick(tips.table, key, modifier),
                lambda: any(done),
            )
    report.append(f"a state by its key, and back: {state}")
