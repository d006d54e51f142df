"""The list's budgets on a big desk; TIPDESK_BENCH_TIPS says how big."""

import os
import sys
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QStyledItemDelegate

from tests.bench.opened_window import Opened, in_words, opened
from tests.bench.synthetic import fill
from tests.bench.turns import Turns, nth
from tests.nouns import make_desk
from tipdesk import app
from tipdesk.store.database import Store

TIPS = int(os.environ.get("TIPDESK_BENCH_TIPS", "100000"))
pytestmark = [
    pytest.mark.bench,
    pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"),
]


class Nothing(QStyledItemDelegate):
    """Paints nothing: what scrolling costs before the first row is drawn."""

    def paint(self, painter, option, index) -> None:
        """Paint nothing."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = make_desk(tmp_path_factory.mktemp("bench"))
    fill(store, TIPS, ledgered=False)
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


def test_the_newest_tips_are_shown(desk, qtbot, report):
    app.prepare()
    clock, cpu = time.perf_counter(), time.process_time()
    with opened(desk, qtbot) as window:
        qtbot.waitUntil(window.shows_the_newest)
        report.append(
            f"newest shown after {time.perf_counter() - clock:.2f} s, "
            f"{time.process_time() - cpu:.2f} s of CPU"
        )
        window.settle()
        report.append(f"all listed after {time.perf_counter() - clock:.2f} s")


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


def test_a_keystroke_in_the_search(window, report):
    window.page.search.take_focus()
    turns, waits = Turns(), []
    window.tips.finder.told.connect(lambda _shown, _total, took: waits.append(took))
    for words in ("flood water mill", "council roof ", "workflow:new,triage fire "):
        window.type(words)
        window.page.search.clear()
        window.settle()
    report += [
        f"one turn of the window's thread while typing: {in_words(turns.milliseconds)}",
        f"keystroke to the first page: {in_words(waits)}",
    ]
    assert turns.worst <= 50
