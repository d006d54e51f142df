from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tipdesk import app
from tipdesk.gui.shell.layout import Layout


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[app.Program]:
    """Have the program in its window, with no desk open yet."""
    app.prepare()
    made = app.Program(editor="Mara Keller", kept=Layout(scheme="light"))
    made.window.show()
    yield made
    made.end()
    made.window.close()
    made.window.deleteLater()
    QApplication.processEvents()
