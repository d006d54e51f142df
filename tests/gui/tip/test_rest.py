"""What is costly is done soon after a single step, and once for many in a row."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tipdesk.gui.tip.rest import RESTED_MS, SOON_MS, Rest


def test_a_step_is_acted_on_once_and_not_before_what_is_seen_first_is_painted(
    qapp: QObject, qtbot: QtBot
):
    done: list[int] = []
    rest = Rest(qapp, lambda: done.append(1))
    rest.step()
    assert (done, rest.interval()) == ([], SOON_MS)
    with qtbot.waitSignal(rest.timeout):
        pass
    assert done == [1]
    assert not rest.isActive()


def test_steps_in_a_row_are_acted_on_once_they_have_come_to_rest(qapp: QObject, qtbot: QtBot):
    done: list[int] = []
    rest = Rest(qapp, lambda: done.append(1))
    for _ in range(5):
        rest.step()
    assert rest.interval() == RESTED_MS
    with qtbot.waitSignal(rest.timeout):
        pass
    assert done == [1]
