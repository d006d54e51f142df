import threading
from pathlib import Path

from sqlmodel import select

from tipdesk.gui import drops
from tipdesk.gui.arriving.afterwards import Afterwards, Task
from tipdesk.gui.arriving.arrivals import Arrivals
from tipdesk.gui.arriving.question import Question
from tipdesk.gui.bridge import Bridge
from tipdesk.jobs import Job
from tipdesk.media.filming import film
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.media import Fingerprint
from tipdesk.store.database import Store


def test_a_dropped_film_is_shown_first_and_looked_through_later(
    reading: Bridge, desk: Store, tmp_path: Path, qtbot
) -> None:
    path = tmp_path / "road.mp4"
    path.write_bytes(film("road", 2))
    question = Question()
    qtbot.addWidget(question)
    arrivals = Arrivals(reading, question, reading)
    jobs: list[str] = []
    changes: list[str] = []
    reading.started.connect(lambda job, _: jobs.append(job.title))
    reading.changed.connect(lambda change: changes.append(change.verb))

    arrivals.take(drops.Dropped(paths=(path,)))
    qtbot.waitUntil(lambda: changes.count("facts") == 2, timeout=20_000)

    assert jobs[1:3] == ["Reading files", "Looking closer"]
    with desk.reading() as session:
        assert len(session.exec(select(Fingerprint)).all()) > 2


def test_what_comes_while_the_job_runs_is_looked_at_as_well(reading: Bridge, qtbot) -> None:
    runs: list[TipId] = []
    ended: list[bool] = []

    more_came = threading.Event()

    def work(_store: Store, _job: Job) -> frozenset[TipId]:
        runs.append(TipId(len(runs)))
        more_came.wait(5)
        return frozenset()

    task = Task("Looking closer", lambda _store: len(runs) < 2, work)
    afterwards = Afterwards(reading, task, reading)
    afterwards.ended.connect(lambda: ended.append(True))
    afterwards.look()
    qtbot.waitUntil(lambda: bool(runs), timeout=5_000)
    afterwards.look()
    more_came.set()
    qtbot.waitUntil(lambda: bool(ended), timeout=5_000)
    assert len(runs) == 2
