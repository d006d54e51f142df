import gc
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.nouns import make_desk, make_tip
from tipdesk import app, settings
from tipdesk.gui.desks.founding import Lock, NewDesk
from tipdesk.gui.desks.unlocking import Unlocking
from tipdesk.store.folder import Protection
from tipdesk.store.opening import create_desk, open_desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PASSPHRASE = "correct horse"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    create_desk(
        tmp_path / "locked",
        name="Eastwick Courier",
        editor="Mara Keller",
        protection=Protection.PASSPHRASE,
        passphrase=PASSPHRASE,
    ).close()
    return tmp_path / "locked"


def heading(program: app.Program) -> str:
    return program.window.middle.currentWidget().heading.text()


def test_a_desk_is_opened_while_the_window_is_already_there(
    program: app.Program, tmp_path: Path, qtbot: QtBot
) -> None:
    make_desk(tmp_path).close()
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.begin(tmp_path / "desk")
        assert heading(program) == "Opening the desk…"
    assert program.window.windowTitle() == "Eastwick Courier"
    assert program.window.status.desk.text() == "Eastwick Courier · not encrypted"


def test_nobody_searches_for_garbage_while_a_desk_is_opened_and_later_somebody_does(
    program: app.Program, tmp_path: Path, qtbot: QtBot
) -> None:
    make_desk(tmp_path).close()
    for signal, path in ((program.refused, "nothing"), (program.entered, "desk")):
        with qtbot.waitSignal(signal, timeout=20_000):
            program.begin(tmp_path / path)
            assert program._sweeping.is_at_rest
        qtbot.waitUntil(lambda: not program._sweeping.is_at_rest)
        assert not gc.isenabled(), "Python would search on any thread"


def test_the_first_start_without_a_desk_says_welcome(program: app.Program, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.refused, timeout=20_000):
        program.begin(None)
    assert heading(program) == "Welcome to Tipdesk"


def test_a_folder_that_was_named_and_holds_no_desk_is_said(
    program: app.Program, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(program.refused, timeout=20_000):
        program.begin(tmp_path / "nothing")
    assert heading(program) == "The desk can’t be opened"


def test_a_locked_desk_asks_for_its_passphrase_until_it_is_right(
    program: app.Program, locked: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(program.refused, timeout=20_000):
        program.begin(locked)
    qtbot.waitUntil(lambda: heading(program) == "Eastwick Courier is locked")
    with qtbot.waitSignal(program.refused, timeout=20_000):
        program.window.findChild(Unlocking).given.emit(locked, "wrong one")
    qtbot.waitUntil(lambda: "doesn't open" in program.window.middle.currentWidget().sentence.text())
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.window.findChildren(Unlocking)[-1].given.emit(locked, PASSPHRASE)
    assert program.window.status.desk.text() == "Eastwick Courier · encrypted"


def test_a_new_desk_is_made_and_opened(program: app.Program, tmp_path: Path, qtbot: QtBot) -> None:
    new = NewDesk("Northside Post", tmp_path / "new", Lock.PASSPHRASE, PASSPHRASE)
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program._doors.founded.emit(new)
    assert program.window.windowTitle() == "Northside Post"
    store = open_desk(tmp_path / "new", editor="x", passphrase=PASSPHRASE)
    assert store.encrypted
    store.close()


def test_a_new_desk_is_not_made_where_something_lies(
    program: app.Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("mine")
    with qtbot.waitSignal(program.refused, timeout=20_000) as refused:
        program._doors.founded.emit(NewDesk("Post", tmp_path, Lock.NONE))
    assert "not empty" in refused.args[0]
    assert heading(program) == "Welcome to Tipdesk"
    assert "not empty" in program.window.toast.text.text()
    assert (tmp_path / "file").read_text() == "mine"


def test_another_desk_takes_the_place_of_the_open_one(
    program: app.Program, tmp_path: Path, locked: Path, qtbot: QtBot
) -> None:
    make_desk(tmp_path).close()
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.begin(tmp_path / "desk")
    first, lanes = program.window, program.lanes
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.open(locked, PASSPHRASE)
    assert program.window is not first
    assert program.window.windowTitle() == "Eastwick Courier"
    with pytest.raises(RuntimeError):
        lanes.do(lambda _: None)


def test_the_open_desk_stays_while_the_next_one_is_locked_or_missing(
    program: app.Program, tmp_path: Path, locked: Path, qtbot: QtBot
) -> None:
    make_desk(tmp_path).close()
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.begin(tmp_path / "desk")
    page = program.page
    with qtbot.waitSignal(program.refused, timeout=20_000):
        program.open(tmp_path / "nothing")
    assert program.window.middle.currentWidget() is page
    assert "no desk" in program.window.toast.text.text()
    with qtbot.waitSignal(program.refused, timeout=20_000):
        program.open(locked)
    qtbot.waitUntil(lambda: program.window.findChild(Unlocking) is not None)
    program._doors.back_wanted.emit()
    assert program.window.middle.currentWidget() is page
    assert program.page is page


def test_a_colleague_s_damaged_desk_is_met_with_a_sentence(
    program: app.Program, tmp_path: Path, qtbot: QtBot
) -> None:
    make_desk(tmp_path).close()
    (tmp_path / "desk" / "desk.db").write_bytes(b"no database" * 1_000)
    with qtbot.waitSignal(program.refused, timeout=20_000):
        program.begin(tmp_path / "desk")
    assert heading(program) == "The desk can’t be opened"


def test_the_desk_used_last_is_remembered(tmp_path: Path, qtbot: QtBot) -> None:
    make_desk(tmp_path).close()
    app.prepare()
    program = app.Program(editor="Mara Keller")
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.begin(tmp_path / "desk")
    program.page._list("is:mine")
    program.end()
    program.window.close()
    assert settings.load().desk == tmp_path / "desk"
    again = app.Program(editor="Mara Keller")
    with qtbot.waitSignal(again.entered, timeout=20_000):
        again.begin(None)
    assert again.page.tips.wish.view == "is:mine"
    again.end()
    again.window.close()


def test_the_window_and_what_it_can_do_are_pictured_in_light_and_dark_without_a_screen(
    tmp_path: Path, qtbot: QtBot
) -> None:
    store = make_desk(tmp_path)
    tip = make_tip(store)
    taken = app.portraits(store, tmp_path, tip=tip, scenes=True)
    assert open_desk(store.folder.path, editor="x").name == store.name
    store.close()
    sizes = {(QImage(str(file)).width(), QImage(str(file)).height()) for file in taken}
    grounds = {QImage(str(file)).pixelColor(2, 2).name() for file in taken}
    assert sizes == {(1280, 800), (1920, 1080)}
    assert len(grounds) == 2
    dark = [file for file in taken if "-dark-1280" in file.name]
    scenes = ["window", "search", "several", "tags", "palette", "statistics", "board", "pictures"]
    assert [file.name.partition("-")[0] for file in dark] == scenes
    different = {QImage(str(file)).constBits().tobytes() for file in dark}
    assert len(different) >= len(scenes) - 1, "of one tip, 'several' are the same"


def test_the_window_says_once_that_a_desk_lies_in_a_risky_place(
    program: app.Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / ".stfolder").mkdir()
    make_desk(tmp_path).close()
    with qtbot.waitSignal(program.entered, timeout=20_000):
        program.begin(tmp_path / "desk")
    assert "that Syncthing copies elsewhere" in program.window.toast.text.text()
    assert program.window.toast.isVisible()
