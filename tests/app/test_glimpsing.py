"""The newest tips are on the screen before the rest of the program is loaded."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPixmap

from tests import child
from tests.bench.shown import shows_all
from tests.nouns import make_desk, make_tip
from tipdesk.gui.shell.glimpsing import Glimpse, search_of
from tipdesk.gui.shell.layout import Layout

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    store = make_desk(tmp_path)
    for number in range(30):
        make_tip(store, headline=f"Water at bridge {number}", tags=("flood",))
    store.close()
    return store.folder.path


@pytest.fixture
def glimpses(program, monkeypatch) -> list[tuple[list[int], bool, QPixmap]]:
    """Note what is shown first: the tips, whether all rows are filled, and how it looks."""
    seen: list[tuple[list[int], bool, QPixmap]] = []
    show = program._show_glimpse

    def note(newest) -> None:
        show(newest)
        shown = program.window.middle.currentWidget()
        if isinstance(shown, Glimpse):
            tips = shown.tips
            seen.append((list(tips.model.ids), shows_all(tips), tips.table.viewport().grab()))

    monkeypatch.setattr(program, "_show_glimpse", note)
    return seen


def test_the_newest_tips_are_shown_before_the_desk_is_open(program, place, glimpses, qtbot):
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.begin(place)
    [(ids, filled, picture)] = glimpses
    assert ids == list(range(30, 0, -1))
    assert filled
    page = program.page
    qtbot.waitUntil(lambda: page.tips.finder.whole and shows_all(page.tips), timeout=20_000)
    assert program.window.middle.currentWidget() is page
    assert program.window.findChild(Glimpse) is None
    assert list(page.tips.model.ids) == ids
    assert page.tips.table.viewport().grab().toImage() == picture.toImage()


def test_none_of_the_slow_libraries_is_loaded_before(place):
    look = """
import os, sys
from tipdesk import __main__, app
slow = {"sqlmodel", "sqlalchemy", "pydantic", "typer", "numpy"}
def told(program, newest):
    print(len(newest), slow & sys.modules.keys())
    sys.stdout.flush()
    os._exit(0)
app.Program._show_glimpse = told
__main__.main()
"""
    env = {**os.environ, "TIPDESK_DESK": str(place), "QT_QPA_PLATFORM": "offscreen"}
    told = child.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, env=env
    )
    assert told.stdout == "30 set()\n"


def test_what_can_not_be_answered_at_once_is_waited_for(program, place, glimpses, qtbot):
    program.window.kept.query = "flood"
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.begin(place)
    assert glimpses == []


def test_a_desk_that_can_not_be_opened_says_so_in_place_of_a_glimpse(
    program, place, glimpses, qtbot, monkeypatch
):
    monkeypatch.setattr("tipdesk.store.opening.schema.KNOWN", frozenset())
    monkeypatch.setattr("tipdesk.store.opening._why_read_only", _refuse)
    with qtbot.waitSignal(program.refused, timeout=20_000):
        program.begin(place)
    assert len(glimpses) == 1
    assert not isinstance(program.window.middle.currentWidget(), Glimpse)
    assert program.page is None


def _refuse(*_: object, **__: object) -> str:
    raise OSError


@pytest.mark.parametrize(
    ("kept", "search"),
    [
        (Layout(), "workflow:new"),
        (Layout(query=""), ""),
        (Layout(words="flood"), None),
        (Layout(newest_first=False), None),
        (Layout(board=True), None),
        (Layout(facets=True), None),
        (Layout(tips=False), None),
    ],
)
def test_only_a_list_in_its_usual_order_can_be_shown_beforehand(kept: Layout, search: str | None):
    assert search_of(kept) == search
