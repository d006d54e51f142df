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


def told(editor: Editor) -> str:
    """Say how many turns there were, and the longest of each part of the work."""
    turns = editor.turns
    rounds = f"{TIPS:,} tips, {editor.rounds} rounds, {editor.changes} changes"
    count = f"{len(turns.milliseconds):,} turns of the window's thread"
    longest = (
        f"the longest while at {name or 'rest'}: {ms:.1f} ms" for name, ms in turns.longest.items()
    )
    lines = (f"{rounds}, {count}: {in_words(turns.milliseconds)}", *longest)
    return "".join(f"\n  {line}" for line in lines)


def test_a_minute_of_work_never_blocks_the_window(editor, capsys):
    editor.work(SECONDS)
    with capsys.disabled():
        sys.stdout.write(told(editor))
    assert editor.turns.worst <= BLOCKED_MS


def test_a_change_of_all_tips_never_blocks_the_window(editor, capsys):
    editor.do(editor.doing(editor.stop_a_change_of_everything))
    assert editor.changes == 0
    editor.do(editor.doing(editor.change_everything))
    with capsys.disabled():
        sys.stdout.write(told(editor))
    assert editor.changes == 2
    assert editor.turns.worst <= BLOCKED_MS
