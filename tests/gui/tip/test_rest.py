"""What is costly is done at once for a single step, and once for many in a row."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tipdesk.gui.tip.rest import Rest


@pytest.fixture
def done() -> list[int]:
    return []


@pytest.fixture
def rest(qapp: QObject, done: list[int]) -> Rest:
    return Rest(qapp, lambda: done.append(1))


def test_a_single_step_is_acted_on_at_once_and_once(rest: Rest, done: list[int], qtbot: QtBot):
    rest.step()
    assert done == [1]
    with qtbot.waitSignal(rest.timeout):
        pass
    assert done == [1]


def test_of_steps_in_a_row_the_first_and_the_last_are_acted_on(
    rest: Rest, done: list[int], qtbot: QtBot
):
    for _ in range(5):
        rest.step()
    assert done == [1]
    with qtbot.waitSignal(rest.timeout):
        pass
    assert done == [1, 1]


def test_what_was_done_meanwhile_is_not_done_again(rest: Rest, done: list[int], qtbot: QtBot):
    rest.step()
    rest.step()
    rest.forget()
    with qtbot.waitSignal(rest.timeout):
        pass
    assert done == [1]
