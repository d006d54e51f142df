import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from tipdesk.gui.bridge import Bridge
from tipdesk.gui.notices.jobs_panel import JobsPanel
from tipdesk.jobs import Job, JobState

LEFT = Qt.MouseButton.LeftButton


class Steps:
    """Long work that goes on when the test says so."""

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)

    def __call__(self, job: Job) -> None:
        for done in range(1, 5):
            self.go.acquire(timeout=20)
            job.progress(done * 1_000_000, 4_000_000)


@pytest.fixture
def panel(bridge: Bridge, qtbot) -> Iterator[JobsPanel]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1_000, 600)
    made = JobsPanel(window)
    bridge.started.connect(made.follow)
    window.show()
    made.toggle()
    yield made
    for row in made.rows:
        row.job.cancel()


def test_it_shows_how_far_the_work_is(panel: JobsPanel, bridge: Bridge, qtbot) -> None:
    steps = Steps()
    bridge.start("Importing 4 files", steps, in_bytes=True)
    steps.go.release(2)
    row = panel.rows[0]
    qtbot.waitUntil(lambda: row.bar.value() == 500)
    assert row.title.text() == "Importing 4 files"
    assert row.said.text().startswith("2.0 MB of 4.0 MB")
    steps.go.release(2)
    qtbot.waitUntil(lambda: row.said.text() == "Done")
    assert row.stop.isHidden()


def test_work_is_stopped_at_its_next_step(panel: JobsPanel, bridge: Bridge, qtbot) -> None:
    steps = Steps()
    job = bridge.start("Importing", steps)
    steps.go.release()
    qtbot.waitUntil(lambda: job.done > 0)
    qtbot.mouseClick(panel.rows[0].stop, LEFT)
    steps.go.release()
    qtbot.waitUntil(lambda: panel.rows[0].said.text() == "Stopped")
    assert job.state is JobState.CANCELLED


def test_work_is_held_and_goes_on(panel: JobsPanel, bridge: Bridge, qtbot) -> None:
    steps = Steps()
    job = bridge.start("Importing", steps)
    qtbot.waitUntil(lambda: job.state is JobState.RUNNING)
    row = panel.rows[0]
    qtbot.mouseClick(row.hold, LEFT)
    assert job.state is JobState.PAUSED
    assert row.said.text() == "Paused"
    qtbot.mouseClick(row.hold, LEFT)
    steps.go.release(4)
    qtbot.waitUntil(lambda: job.state is JobState.DONE)


def test_the_status_bar_is_told_and_then_left_in_peace(
    panel: JobsPanel, bridge: Bridge, qtbot
) -> None:
    told: list[tuple[str, int, int]] = []
    panel.told.connect(lambda *said: told.append(said))
    steps = Steps()
    bridge.start("Importing", steps, in_bytes=True)
    steps.go.release(4)
    qtbot.waitUntil(lambda: bool(told) and told[-1] == ("", 0, 0))
    assert told[0][0].startswith("Importing")
    assert not panel._clock.isActive()


def test_what_could_not_be_taken_is_listed_as_text(panel: JobsPanel, bridge: Bridge, qtbot) -> None:
    job = bridge.start("Importing", lambda _: None)
    panel.list_problems(job, ["<b>a</b>.jpg: This is a link to a file."])
    problems = panel.rows[0].problems
    qtbot.waitUntil(problems.isVisible)
    assert problems.textFormat() is Qt.TextFormat.PlainText


def test_a_failure_is_said_in_its_own_words(panel: JobsPanel, bridge: Bridge, qtbot) -> None:
    def fail(_: Job) -> None:
        raise OSError("the disk is full")

    bridge.start("Importing", fail)
    qtbot.waitUntil(lambda: panel.rows[0].said.text() == "the disk is full")


def test_the_keyboard_goes_back_to_where_it_was(panel: JobsPanel, bridge: Bridge, qtbot) -> None:
    field = QLineEdit(panel.window())
    field.show()
    panel.toggle()
    qtbot.waitActive(panel.window())
    field.setFocus()
    panel.toggle()
    steps = Steps()
    bridge.start("Importing 4 files", steps)
    panel.rows[0].stop.setFocus()
    assert not field.hasFocus()
    panel.toggle()
    assert field.hasFocus()
    steps.go.release(4)
