from pathlib import Path

import pytest

from tests.signs import a_sign
from tipdesk.desk.opening import open_tip
from tipdesk.gui import drops
from tipdesk.gui.arriving.arrivals import Arrivals
from tipdesk.gui.arriving.question import Question
from tipdesk.gui.bridge import Bridge
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store

pytestmark = pytest.mark.usefixtures("language_data")


def test_words_in_a_dropped_picture_are_read_after_all_else(
    reading: Bridge, desk: Store, tmp_path: Path, qtbot
) -> None:
    path = tmp_path / "sign.jpg"
    path.write_bytes(a_sign("Ferry cancelled"))
    question = Question()
    qtbot.addWidget(question)
    arrivals = Arrivals(reading, question, reading)
    jobs: list[str] = []
    changes: list[str] = []
    reading.started.connect(lambda job, _: jobs.append(job.title))
    reading.changed.connect(lambda change: changes.append(change.verb))

    arrivals.take(drops.Dropped(paths=(path,)))
    qtbot.waitUntil(lambda: changes.count("facts") == 2, timeout=20_000)

    assert jobs[-2:] == ["Reading files", "Reading words in pictures"]
    assert open_tip(desk, TipId(1)).media[0].words == "Ferry cancelled"
