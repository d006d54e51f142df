"""Desks that were open lately: offered by their paths, and forgotten where they are gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.nouns import make_desk
from tipdesk import app, settings
from tipdesk.gui.desks import ringing
from tipdesk.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desks(tmp_path: Path) -> list[Path]:
    """Two desks of one name in two places."""
    made = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        make_desk(tmp_path / place).close()
        made.append(tmp_path / place / "desk")
    return made


@pytest.fixture
def program(desks: list[Path], tmp_path: Path, qtbot: QtBot) -> Iterator[app.Program]:
    gone = tmp_path / "gone & lost"
    settings.save(Settings("Mara Keller", desks[0], (desks[0], desks[1], gone)))
    app.prepare()
    made = app.Program()
    made.window.show()
    with qtbot.waitSignal(made.entered, timeout=20_000):
        made.begin(None)
    yield made
    made.end()
    made.window.close()
    made.window.deleteLater()


def offered(program: app.Program) -> list[str]:
    program._recent.menu.aboutToShow.emit()
    return [action.text() for action in program._recent.menu.actions()]


def choose(program: app.Program, at: int) -> None:
    offered(program)
    program._recent.menu.actions()[at].trigger()


def test_the_others_are_offered_by_their_paths(program, desks, tmp_path):
    said = offered(program)
    assert len(said) == 2
    assert said[0].endswith("two/desk")
    assert said[1].endswith("gone && lost")
    assert program.window.acts["desk.recent"].menu() is program._recent.menu


def test_one_that_is_chosen_takes_the_place_of_the_open_one(program, desks, qtbot):
    with qtbot.waitSignal(program.entered, timeout=20_000):
        choose(program, 0)
    assert program.lanes.store.folder.path == desks[1]
    assert offered(program)[0].endswith("one/desk")
    qtbot.waitUntil(lambda: settings.load().recent[:2] == (desks[1], desks[0]))


def test_the_palette_finds_them_as_well(program, qtbot):
    program.window.acts["desk.recent"].trigger()
    qtbot.waitUntil(program._recent.menu.isVisible)
    program._recent.menu.close()


def test_one_that_is_gone_is_said_and_can_be_forgotten(program, desks, qtbot):
    page = program.page
    with qtbot.waitSignal(program.refused, timeout=20_000):
        choose(program, 1)
    toast = program.window.toast
    assert program.page is page
    assert "no desk" in toast.text.text()
    assert toast.button.text() == "Forget it"
    toast.button.click()
    assert len(offered(program)) == 1
    qtbot.waitUntil(lambda: settings.load().recent == tuple(desks))


def test_where_there_is_no_other_desk_no_menu_is_offered(program, qtbot, desks):
    for desk in program._others():
        program._forget(desk)
    assert not program.window.acts["desk.recent"].isVisible()


def test_started_again_with_the_open_desk_the_window_comes_forward(
    program, desks, qtbot, monkeypatch
):
    qtbot.waitUntil(
        lambda: program._doorbell is not None and program._doorbell._server.isListening()
    )
    bell = ringing.bell_of(desks[0])
    assert bell.exists()
    program.window.showMinimized()
    program._doorbell.rung.emit()
    assert not program.window.isMinimized()
    with qtbot.waitSignal(program.entered, timeout=20_000):
        choose(program, 0)
    qtbot.waitUntil(lambda: ringing.bell_of(desks[1]).exists())
    assert not bell.exists()


def test_a_second_start_ends_at_once_where_it_was_heard(monkeypatch, desks):
    rung: list[Path] = []
    monkeypatch.setattr(app, "ring", lambda desk: rung.append(desk) or True)
    monkeypatch.setattr(app, "prepare", lambda: pytest.fail("a second window was begun"))
    settings.save(Settings("Mara Keller", desks[1]))
    assert app.run(desks[0]) == 0
    assert app.run() == 0
    assert rung == desks
