import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.nouns import make_tip
from tipdesk.desk.counts.statistics import statistics
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.figures.dialog import FiguresDialog
from tipdesk.gui.figures.saying import STORIES_SHOWN, lasting, sheet_of
from tipdesk.gui.figures.sheetview import in_words
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(bridge: Bridge, desk: Store, window: QWidget, qtbot: QtBot) -> FiguresDialog:
    make_tip(desk, channel=Channel.MAIL, stories=("-1-BRIDGE",))
    make_tip(desk, received_at=now() - timedelta(weeks=20))
    made = FiguresDialog(bridge, "Eastwick Courier", window)
    with qtbot.waitSignal(made.shown):
        made.show()
    return made


def test_it_counts_the_usual_weeks_and_others_when_asked(
    dialog: FiguresDialog, qtbot: QtBot
) -> None:
    assert "1 tip since" in dialog.view.accessibleDescription()
    with qtbot.waitSignal(dialog.shown):
        dialog.which.setCurrentText("The last 26 weeks")
    assert "2 tips since" in dialog.view.accessibleDescription()


def test_it_is_saved_as_a_picture_and_as_a_table(
    dialog: FiguresDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    picture, table = tmp_path / "figures.png", tmp_path / "figures.csv"
    dialog.write_picture(picture)
    dialog.write_table(table)
    qtbot.waitUntil(lambda: picture.exists() and table.exists())
    assert QImage(str(picture)).width() == 2_080
    rows = list(csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"))))
    assert ["channel", "mail", "1"] in rows
    qtbot.waitUntil(lambda: "is saved" in dialog.said.text())


def test_no_cell_of_the_table_is_a_formula(
    dialog: FiguresDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "figures.csv"
    dialog.write_table(table)
    qtbot.waitUntil(lambda: "is saved" in dialog.said.text())
    assert b"story,'-1-BRIDGE,1" in table.read_bytes()


def test_a_place_that_refuses_is_said(dialog: FiguresDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.write_table(tmp_path / "nowhere" / "figures.csv")
    qtbot.waitUntil(lambda: bool(dialog.said.text()))
    assert "is saved" not in dialog.said.text()


def test_an_empty_desk_has_a_sheet_as_well(desk: Store, light: None) -> None:
    told = in_words(sheet_of(statistics(desk), "Eastwick Courier"))
    assert "0 tips since" in told
    assert "Until the first look: –" in told


def test_of_many_stories_the_largest_are_shown_and_the_rest_is_counted(desk: Store) -> None:
    for number in range(STORIES_SHOWN + 2):
        make_tip(desk, stories=(f"STORY-{number}",))
    told = in_words(sheet_of(statistics(desk), "Eastwick Courier"))
    assert "and 2 stories more" in told


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(None, "–"), (0.4, "0 min"), (59, "59 min"), (134, "2 h 14 min"), (4 * 1_440 + 10, "4 days")],
)
def test_a_time_is_said_as_exactly_as_it_matters(minutes: float | None, said: str) -> None:
    assert lasting(minutes) == said
