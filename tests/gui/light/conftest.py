from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.gui.opened_desk import Desk, drawn
from tests.nouns import make_media
from tipdesk.gui.actions import Actions
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.light.table import LightTable
from tipdesk.intake.thumbnails import THUMBNAIL, keep
from tipdesk.jobs import Lanes
from tipdesk.media.worker import Readers
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.store.database import Store


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    with Readers(1) as made:
        yield made


@pytest.fixture
def bridge(desk: Store, readers: Readers, light: None) -> Iterator[Bridge]:
    """A bridge whose lanes have real readers behind the wall."""
    lanes = Lanes(desk, readers)
    made = Bridge(lanes)
    yield made
    made.end()
    lanes.close()
    QApplication.processEvents()
    made.deleteLater()
    QApplication.processEvents()


SIDES = (1_600, 1_200)


@pytest.fixture
def pictures(opened: Desk) -> Callable[..., list[MediaId]]:
    """Put pictures to a tip, each with its small copy."""

    def put(tip: TipId, count: int = 1, **fields: object) -> list[MediaId]:
        made = []
        for n in range(count):
            data = drawn("flood", size=SIDES, seed=100 * tip + n)
            sides = {"width": SIDES[0], "height": SIDES[1]}
            name = f"IMG_{n}.jpg"
            said = {"name": name, "position": n, **sides, **fields}
            made.append(make_media(opened.store, tip, data, **said))
            digest = opened.tip(tip).media[-1].digest
            keep(opened.store, digest, THUMBNAIL, drawn("flood", size=(512, 384), seed=n))
        return made

    return put


@pytest.fixture
def table(bridge: Bridge, qtbot) -> Iterator[LightTable]:
    """A light table with working actions."""
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(window)
    made = LightTable(bridge, actions)
    for name, deed in made.deeds().items():
        actions.on(name, deed)
    actions.on("light.loupe", made.show_loupe)
    actions.on("light.compare", made.show_compare)
    actions.on("light.grid", made.show_grid)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    window.resize(900, 700)
    window.show()
    qtbot.waitActive(window)
    yield made
    made.end()
