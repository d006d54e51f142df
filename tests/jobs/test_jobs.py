import sys
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from sqlalchemy import text

from tests import child
from tests.nouns import make_desk
from tipdesk.intake.progress import Interrupted
from tipdesk.jobs import ENDED, Job, JobState, Lanes
from tipdesk.newsroom.errors import Cancelled
from tipdesk.store.database import Store

ENDLESS = text(
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
)
SOON = 10  # seconds; no test waits that long unless it fails


class Gate:
    """Holds a thread at a point until the test lets it go."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()

    def hold(self, *_: object) -> None:
        self.reached.set()
        assert self.open.wait(SOON)


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    with Lanes("the store") as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    store = make_desk(tmp_path)
    yield store
    store.close()


def steps(job: Job, gate: Gate | None = None) -> str:
    for done in range(4):
        job.progress(done, 3)
        if gate is not None:
            gate.hold()
    return "finished"


def test_verbs_run_one_at_a_time_in_the_order_they_were_asked(lanes):
    gate, seen = Gate(), []
    first = lanes.do(gate.hold)
    others = [lanes.do(lambda _, n=n: seen.append(n)) for n in range(20)]
    assert gate.reached.wait(SOON)
    assert seen == []
    gate.open.set()
    first.result(SOON)
    others[-1].result(SOON)
    assert seen == list(range(20))


def test_questions_are_answered_beside_a_slow_verb(lanes):
    gate = Gate()
    lanes.do(gate.hold)
    assert lanes.ask(lambda store: store).result(SOON) == "the store"
    gate.open.set()


def test_a_waiting_question_is_dropped_when_its_view_asks_anew(lanes):
    gates = [Gate(), Gate()]
    for gate in gates:
        lanes.ask(gate.hold)
    older = lanes.ask(lambda _: "older", view="list")
    newer = lanes.ask(lambda _: "newer", view="list")
    elsewhere = lanes.ask(lambda _: "elsewhere", view="sidebar")
    assert older.cancelled()
    for gate in gates:
        gate.open.set()
    assert newer.result(SOON) == "newer"
    assert elsewhere.result(SOON) == "elsewhere"


def test_an_answer_that_nobody_waits_for_any_more_is_not_given(lanes):
    gate = Gate()
    older = lanes.ask(gate.hold, view="list")
    assert gate.reached.wait(SOON)
    newer = lanes.ask(lambda _: "newer", view="list")
    gate.open.set()
    with pytest.raises(CancelledError):
        older.result(SOON)
    assert newer.result(SOON) == "newer"


def test_a_question_that_is_asked_anew_ends_while_the_database_is_at_it(desk):
    reached = threading.Event()

    def endless(store: Store) -> None:
        with store.reading() as session:
            reached.set()
            session.execute(ENDLESS).all()

    with Lanes(desk) as lanes:
        older = lanes.ask(endless, view="list")
        assert reached.wait(SOON)
        newer = lanes.ask(lambda store: store.name, view="list")
        with pytest.raises(Cancelled):
            older.result(SOON)
        assert newer.result(SOON) == desk.name
        reached.clear()
        last = lanes.ask(endless, view="list")
        assert reached.wait(SOON)
    assert isinstance(last.exception(0), Cancelled)


def test_questions_without_a_view_never_cancel_each_other(lanes):
    asked = [lanes.ask(lambda _, n=n: n) for n in range(10)]
    assert [future.result(SOON) for future in asked] == list(range(10))


def test_work_aside_gives_its_result_or_its_error(lanes):
    assert lanes.aside(lambda: 7).result(SOON) == 7
    with pytest.raises(ZeroDivisionError):
        lanes.aside(lambda: 1 // 0).result(SOON)


def test_a_job_tells_how_far_it_is_until_it_is_done(lanes):
    seen = []

    def work(job: Job) -> str:
        job.listeners.append(lambda it: seen.append((it.state, it.done, it.total)))
        return steps(job)

    job = lanes.start("Importing", work)
    assert job.wait(SOON)
    assert (job.state, job.result, job.error) == (JobState.DONE, "finished", None)
    running = [(JobState.RUNNING, done, 3) for done in range(4)]
    assert seen == [*running, (JobState.DONE, 3, 3)]


def test_a_job_that_fails_keeps_its_error(lanes):
    job = lanes.start("Importing", lambda _: 1 // 0)
    assert job.wait(SOON)
    assert job.state is JobState.FAILED
    assert isinstance(job.error, ZeroDivisionError)


def test_a_cancelled_job_stops_at_its_next_step(lanes):
    gate = Gate()
    job = lanes.start("Importing", lambda job: steps(job, gate))
    assert gate.reached.wait(SOON)
    job.cancel()
    gate.open.set()
    assert job.wait(SOON)
    assert job.state is JobState.CANCELLED
    assert (job.done, str(job.error)) == (1, "The work was stopped; what was done by then is kept.")


def test_a_paused_job_holds_and_goes_on(lanes):
    gate, paused = Gate(), threading.Event()
    job = lanes.start("Importing", lambda job: steps(job, gate))
    assert gate.reached.wait(SOON)
    job.pause()
    job.listeners.append(lambda it: paused.set() if it.done == 1 else None)
    gate.open.set()
    assert paused.wait(SOON)
    assert job.wait(0.05) is False
    assert (job.state, job.done) == (JobState.PAUSED, 1)
    job.resume()
    assert job.wait(SOON)
    assert job.state is JobState.DONE


def test_a_paused_job_can_be_cancelled(lanes):
    gate = Gate()
    job = lanes.start("Importing", lambda job: steps(job, gate))
    assert gate.reached.wait(SOON)
    job.pause()
    gate.open.set()
    job.cancel()
    assert job.wait(SOON)
    assert job.state is JobState.CANCELLED


def test_a_job_that_is_paused_at_its_very_end_still_ends(lanes):
    gate = Gate()
    job = lanes.start("Importing", gate.hold)
    assert gate.reached.wait(SOON)
    job.pause()
    gate.open.set()
    assert job.wait(SOON)
    assert job.state is JobState.DONE


def test_a_job_that_waits_can_be_cancelled_before_it_began(lanes):
    gates = [Gate() for _ in range(4)]
    for gate in gates:
        lanes.start("Importing", gate.hold)
        assert gate.reached.wait(SOON)
    began = []
    job = lanes.start("Exporting", began.append)
    assert job.state is JobState.WAITING
    job.cancel()
    assert job.state is JobState.CANCELLED
    for gate in gates:
        gate.open.set()
    lanes.close()
    assert began == []


def test_what_has_ended_stays_as_it_ended(lanes):
    job = lanes.start("Importing", steps)
    assert job.wait(SOON)
    for push in (job.cancel, job.pause, job.resume):
        push()
    assert job.state is JobState.DONE


def test_closing_finishes_the_verbs_and_interrupts_the_rest():
    lanes, gate, holding = Lanes("the store"), Gate(), Gate()
    job = lanes.start("Importing", lambda job: steps(job, gate))
    assert gate.reached.wait(SOON)
    job.pause()
    waiting = [lanes.start("Reading", steps) for _ in range(6)]
    first = lanes.do(holding.hold)
    verbs = [lanes.do(lambda store: store) for _ in range(3)]
    job.listeners.append(lambda it: holding.open.set() if it.state in ENDED else None)
    gate.open.set()
    lanes.close()
    assert job.state is JobState.CANCELLED
    assert isinstance(job.error, Interrupted)
    assert isinstance(job.error, Cancelled)
    assert all(one.state in ENDED for one in waiting)
    assert first.done()
    assert [verb.result(0) for verb in verbs] == ["the store"] * 3


def test_the_lanes_need_neither_qt_nor_the_stores_libraries_to_be_loaded():
    heavy = "{'PySide6', 'sqlmodel', 'sqlalchemy', 'PIL'}"
    code = f"import sys, tipdesk.jobs; sys.exit(bool({heavy} & set(sys.modules)))"
    child.run([sys.executable, "-c", code], check=True)
