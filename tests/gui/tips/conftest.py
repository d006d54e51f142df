from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tips.row.thumbnails import STORED
from tipdesk.gui.tips.search import SearchField
from tipdesk.gui.tips.view import TipsView
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.states import Channel, Permission, Verdict, Workflow
from tipdesk.store.database import Store

LINE = TipLine(
    id=TipId(1042),
    headline="Flood water over the bridge",
    channel=Channel.MAIL,
    contributor="A. Okafor",
    protected=False,
    received_at=datetime(2026, 11, 22, 10, 41, tzinfo=UTC),
    workflow=Workflow.NEW,
    verdict=Verdict.UNVERIFIED,
    permission=Permission.NOT_ASKED,
    priority=5,
    assignee="",
    unread=True,
    trashed=False,
    sensitivity=(),
    embargo_until=None,
    due_at=None,
    tags=(),
    stories=(),
    kinds={},
    thumbnails=(),
    notes=0,
)


@pytest.fixture
def line() -> Callable[..., TipLine]:
    return lambda **fields: replace(LINE, **fields)


class Listing:
    """A list and its search field in one small window."""

    def __init__(self, bridge: Bridge, qtbot) -> None:
        self.qtbot = qtbot
        self.host = QWidget()
        self.field, self.view = SearchField(bridge), TipsView(bridge)
        self.view.follow(self.field)
        column = QVBoxLayout(self.host)
        column.addWidget(self.field)
        column.addWidget(self.view)
        self.host.resize(460, 420)
        qtbot.addWidget(self.host)
        self.host.show()

    @property
    def ids(self) -> list[int]:
        return list(self.view.model.ids)

    def show(self, view: str = "") -> "Listing":
        self.expect(lambda: self.view.show_view(view))
        return self

    def expect(self, act: Callable[[], object]) -> None:
        """Do something that makes the list ask, and wait until the whole answer is shown."""
        with self.qtbot.waitSignal(self.view.looked):
            act()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.view.finder.whole and self.lines_are_here())

    def lines_are_here(self) -> bool:
        model, table = self.view.model, self.view.table
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        rows = range(max(first, 0), (last if last >= 0 else len(model.ids) - 1) + 1)
        return all(model.line(row) is not None for row in rows)

    def type(self, text: str) -> None:
        self.field.line.setFocus()
        self.qtbot.keyClicks(self.field.line, text)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.view.table, key)


@pytest.fixture
def listing(bridge: Bridge, qtbot) -> Iterator[Listing]:
    shown = Listing(bridge, qtbot)
    yield shown
    shown.host.hide()


def put_thumbnail(store: Store, digest: str, colour: Qt.GlobalColor) -> Path:
    path = store.files.thumbnail(digest, STORED)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(colour)
    assert picture.save(str(path), "JPEG")
    return path
