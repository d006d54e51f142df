"""What the window's tests stand on: a real desk behind real lanes, dressed in light colours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.opened_desk import opened
from tests.nouns import make_desk
from tipdesk.gui import theme
from tipdesk.gui.bridge import Bridge
from tipdesk.jobs import Lanes
from tipdesk.store.database import Store

__all__ = ["opened"]

# As `app.prepare` does where the system's language is the bare "C".
QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


@pytest.fixture
def light(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    store = make_desk(tmp_path)
    yield store
    store.close()


@pytest.fixture
def bridge(desk: Store, light: None) -> Iterator[Bridge]:
    """A bridge to the desk; a test that ends waits for what it still asked."""
    lanes = Lanes(desk)
    made = Bridge(lanes)
    yield made
    made.end()
    lanes.close()
    QApplication.processEvents()
    made.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def window(qtbot: QtBot, light: None) -> QWidget:
    """An empty window, for what opens over one."""
    made = QWidget()
    made.resize(600, 500)
    qtbot.addWidget(made)
    made.show()
    return made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Overlook what the screenless platform says of every window and popup."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
