"""A minute of an editor's work over 200,000 tips: the window never stands still."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.driving import Editor
from tests.bench.million import desk_of
from tests.bench.opened_window import in_words, opened
from tests.bench.turns import Turns
from tests.nouns import EDITOR
from tipdesk import app
from tipdesk.store.database import Store
from tipdesk.store.opening import open_desk

TIPS = int(os.environ.get("TIPDESK_BENCH_DRIVEN", "200000"))
SECONDS = 60
BLOCKED_MS = 50
pytestmark = [pytest.mark.bench, pytest.mark.qt_log_ignore("This plugin does not support")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    """A copy of the kept desk: what is done to it is in its ledger for good."""
    kept = desk_of(TIPS)
    kept.close()
    store = open_desk(shutil.copytree(kept.folder.path, tmp_path / "desk"), editor=EDITOR)
    yield store
    store.close()
    shutil.rmtree(tmp_path / "desk")


@pytest.fixture
def editor(desk: Store, qtbot) -> Iterator[Editor]:
    app.prepare()
    with opened(desk, qtbot) as window:
        window.settle()
        yield Editor(window, Turns())


def test_a_minute_of_work_never_blocks_the_window(editor, capsys):
    editor.work(SECONDS)
    turns = editor.turns
    with capsys.disabled():
        sys.stdout.write(
            f"\n  {TIPS:,} tips, {editor.rounds} rounds, {editor.changes} changes, "
            f"{len(turns.milliseconds):,} turns of the window's thread: "
            f"{in_words(turns.milliseconds)}"
        )
        for doing, worst in turns.longest.items():
            sys.stdout.write(f"\n  the longest while at {doing or 'rest'}: {worst:.1f} ms")
    assert turns.worst <= BLOCKED_MS
