"""The command line says that it waits for another program, and how far a long change is."""

import os
import pty
import subprocess

import pytest

from tests import child
from tests.nouns import EDITOR
from tests.terminal import Terminal
from tipdesk.desk.triaging.triage import prioritise
from tipdesk.newsroom.tip import Tip

WAITS = "Another program is writing to this desk; waiting …\n"


@pytest.fixture
def terminal(desk) -> Terminal:
    return Terminal(desk.folder.path)


def test_who_waits_for_another_program_is_told_so_and_then_goes_on(desk, terminal):
    with desk.begin("log") as work:
        work.add(Tip(headline="Flood"))
        waiting = terminal.start("log", "Fire")
        assert waiting.stderr.readline() == WAITS
    told, said = child.end(waiting)
    assert (waiting.returncode, told, said) == (0, "T-2 logged.\n", "")


def test_nothing_is_said_where_nobody_waits(terminal):
    done = terminal("log", "Fire")
    assert (done.stdout, done.stderr) == ("T-1 logged.\n", "")


def test_the_undo_of_a_large_change_shows_how_far_it_is(desk, terminal):
    with desk.begin("log") as work:
        work.add_rows(Tip, [{"id": at, "headline": "Flood"} for at in range(1, 2_501)])
    prioritise(desk, range(1, 2_501), 1)
    shown = on_a_terminal(terminal, "--as-editor", EDITOR, "undo")
    assert shown == "\rTaking back 39 %\rTaking back 79 %\rTaking back 100 %\n"
    assert on_a_terminal(terminal, "set", 1, "--priority", 2) == ""


def on_a_terminal(terminal, *words):
    """Run a command whose stderr is a terminal, and give what stands there."""
    ours, theirs = pty.openpty()
    options = {"capture_output": False, "stdout": subprocess.DEVNULL, "stderr": theirs}
    assert terminal.process(*words, **options).returncode == 0
    os.write(theirs, b".")
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    return said.removesuffix(".").replace("\r\n", "\n")
