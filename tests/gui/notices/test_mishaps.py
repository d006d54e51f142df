import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tipdesk.gui.notices.mishaps import Mishaps


@pytest.fixture
def mishaps(qtbot, light: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mishaps]:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = Mishaps(window)
    made.watch()
    yield made
    if made.dialog is not None:
        made.dialog.close()


def break_with_canary() -> None:
    headline = "canary"
    raise ValueError(headline)


def meet() -> None:
    try:
        break_with_canary()
    except ValueError:
        sys.excepthook(*sys.exc_info())


def test_one_calm_dialog_comes_up_and_not_another_over_it(mishaps: Mishaps, qtbot) -> None:
    meet()
    meet()
    qtbot.waitUntil(lambda: mishaps.dialog is not None)
    assert mishaps.dialog.textFormat() is Qt.TextFormat.PlainText
    assert not mishaps.dialog.isModal()


def test_nothing_of_a_tip_is_in_it_or_in_the_log(mishaps: Mishaps, qtbot, capsys) -> None:
    meet()
    qtbot.waitUntil(lambda: mishaps.dialog is not None)
    said = mishaps.dialog.detailedText()
    assert "break_with_canary" in said
    assert "ValueError" in said
    for text in (
        said.replace("break_with_canary", ""),
        capsys.readouterr().err.replace("break_with_canary", ""),
    ):
        assert "canary" not in text


def test_a_mishap_on_another_thread_is_shown_by_the_window(mishaps: Mishaps, qtbot) -> None:
    thread = threading.Thread(target=break_with_canary)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: mishaps.dialog is not None)
