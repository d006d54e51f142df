import os
import signal

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tipdesk.gui.interrupts import heeded


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_in_the_terminal_closes_the_window_as_its_cross_does(
    qtbot: QtBot, asked: signal.Signals
) -> None:
    window, before = QWidget(), signal.getsignal(asked)
    qtbot.addWidget(window)
    window.show()
    with heeded() as interrupts:
        os.kill(os.getpid(), asked)
        qtbot.waitUntil(lambda: not window.isVisible())
        assert interrupts.stopped
    assert signal.getsignal(asked) is before
