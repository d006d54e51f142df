"""A second start with the same desk: the open window comes forward, and nobody else calls it."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tipdesk.gui.desks import ringing
from tipdesk.gui.desks.doorbell import Doorbell
from tipdesk.gui.desks.ringing import ANSWER, CALL, bell_of, ring


@pytest.fixture
def bell(tmp_path: Path) -> Path:
    place = bell_of(tmp_path)
    assert place is not None
    return place


@pytest.fixture
def door(bell: Path, qapp: QObject) -> Iterator[Doorbell]:
    made = Doorbell(qapp)
    assert made.listen(bell)
    yield made
    made.hush()
    made.deleteLater()


def called(qtbot: QtBot, desk: Path) -> bool:
    """Ring from another thread, as another process does."""
    with ThreadPoolExecutor(1) as other:
        answer = other.submit(ring, desk)
        qtbot.waitUntil(answer.done)
        return answer.result()


def line_to(bell: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(5)
    line.connect(str(bell))
    return line


def heard(qtbot: QtBot, line: socket.socket) -> bytes:
    with ThreadPoolExecutor(1) as other:
        answer = other.submit(_read, line)
        qtbot.waitUntil(answer.done)
        return answer.result()


def _read(line: socket.socket) -> bytes:
    try:
        return line.recv(100)
    except ConnectionError:
        return b""


def test_a_second_start_brings_the_window_forward(door, qtbot, tmp_path):
    with qtbot.waitSignal(door.rung):
        assert called(qtbot, tmp_path)


def test_another_desk_rings_nowhere(door, qtbot, tmp_path):
    assert not called(qtbot, tmp_path / "another")


def test_however_the_desk_is_named_it_is_the_same(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    assert bell_of(tmp_path / "link") == bell_of(tmp_path) == bell_of(tmp_path / "x" / "..")


def test_after_the_desk_was_left_nobody_answers(door, qtbot, tmp_path, bell):
    door.hush()
    assert not called(qtbot, tmp_path)
    assert not bell.exists()


def test_a_bell_that_a_crash_left_behind_is_taken_over(bell, qapp, qtbot, tmp_path):
    with closing(socket.socket(socket.AF_UNIX)) as dead:
        dead.bind(str(bell))
    door = Doorbell(qapp)
    assert door.listen(bell)
    with qtbot.waitSignal(door.rung):
        assert called(qtbot, tmp_path)
    door.hush()


def test_of_two_windows_the_first_one_hears(door, bell, qapp):
    second = Doorbell(qapp)
    assert not second.listen(bell)
    assert bell.exists()
    second.hush()
    assert bell.exists()


@pytest.mark.parametrize(
    "said",
    [b"x", b"\n", b"\0" * 4_000, b"GET / HTTP/1.1\r\n", CALL[:-1] + b"!", CALL + CALL, b"\xff" * 9],
)
def test_anything_else_is_hung_up_on_and_brings_nothing_forward(door, bell, qtbot, said):
    rung: list[int] = []
    door.rung.connect(lambda: rung.append(1))
    with closing(line_to(bell)) as line:
        line.sendall(said)
        assert heard(qtbot, line) == b""
    assert rung == []


def test_whoever_says_nothing_is_hung_up_on_and_others_are_heard_meanwhile(
    door, bell, qtbot, tmp_path
):
    with closing(line_to(bell)) as silent, closing(line_to(bell)) as slow:
        slow.sendall(CALL[:5])
        assert called(qtbot, tmp_path)
        assert heard(qtbot, silent) == b""
        assert heard(qtbot, slow) == b""


def test_a_call_in_pieces_is_a_call(door, bell, qtbot):
    with closing(line_to(bell)) as line:
        line.sendall(CALL[:9])
        qtbot.waitUntil(lambda: len(door._callers) == 1)
        line.sendall(CALL[9:])
        assert heard(qtbot, line) == ANSWER


def test_a_crowd_of_callers_is_kept_small(door, bell, qtbot):
    lines = [line_to(bell) for _ in range(4)]
    qtbot.waitUntil(lambda: len(door._callers) == 4)
    with closing(line_to(bell)) as one_more:
        assert heard(qtbot, one_more) == b""
    for line in lines:
        line.close()
    qtbot.waitUntil(lambda: not door._callers)


def test_only_this_person_can_reach_it(door, bell):
    assert bell.stat().st_mode & 0o077 == 0
    assert bell.parent.stat().st_mode & 0o077 == 0


def test_where_others_could_listen_there_is_no_bell(tmp_path, monkeypatch):
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o750)
    monkeypatch.setattr(ringing, "user_runtime_path", lambda _: folder)
    assert bell_of(tmp_path) is None
    assert not ring(tmp_path)


def test_without_a_place_for_running_programs_there_is_no_bell(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert bell_of(tmp_path) is None
    assert not ring(tmp_path)


def test_a_folder_that_leads_elsewhere_is_no_place_for_a_bell(tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    monkeypatch.setattr(ringing, "user_runtime_path", lambda _: tmp_path / "link")
    assert bell_of(tmp_path) is None


def test_a_window_that_is_stuck_is_not_waited_for_long(bell, tmp_path, monkeypatch):
    monkeypatch.setattr(ringing, "_PATIENCE", 0.05)
    with closing(socket.socket(socket.AF_UNIX)) as stuck:
        stuck.bind(str(bell))
        stuck.listen()
        assert not ring(tmp_path)
    bell.unlink()
