"""An editor works at the window over thousands of tips, and it never stands still."""

import gc
from collections.abc import Iterator

import pytest

from tests.bench.driving import Editor
from tests.bench.opened_window import opened
from tests.bench.synthetic import fill
from tests.bench.turns import Turns, spent
from tipdesk import app
from tipdesk.store.database import Store

TIPS = 2_000
BLOCKED_MS = 50
# The offscreen screen says so of every window with a least size; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def editor(desk: Store, qtbot) -> Iterator[Editor]:
    fill(desk, TIPS)
    app.prepare()
    with opened(desk, qtbot) as window:
        window.settle()
        yield Editor(window, Turns())


def test_the_window_never_stands_still_under_an_editors_hands(editor, record_testsuite_property):
    editor.work(seconds=0)
    editor.do(editor.doing(editor.change_everything))
    record_testsuite_property("driven_worst_turns_ms", editor.turns.longest)
    assert editor.changes >= 10
    assert editor.turns.worst <= BLOCKED_MS, editor.turns.longest


def test_a_search_for_garbage_does_not_hold_up_the_window(editor):
    assert spent(gc.collect) <= BLOCKED_MS
