import threading
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QObject

from tests.nouns import make_tip
from tipdesk.desk.triaging.triage import move, trash
from tipdesk.gui.bridge import Bridge
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import MoveNotAllowed, NotFound
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Workflow
from tipdesk.store.database import Store


def test_an_answer_comes_on_the_thread_of_the_window(bridge: Bridge, qtbot) -> None:
    threads = []
    bridge.ask(lambda _: threads.append(threading.get_ident()), lambda _: threads.append(0))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threading.get_ident()


def test_a_change_is_told_to_every_view_before_whoever_asked_goes_on(
    bridge: Bridge, desk: Store, qtbot
) -> None:
    tip = make_tip(desk)
    told: list[object] = []
    bridge.changed.connect(lambda change: told.append(change.verb))
    bridge.done.connect(lambda change: told.append(change.tips))
    bridge.do(lambda store: trash(store, [tip]), told.append)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told[:2] == ["trash", frozenset({tip})]
    assert isinstance(told[2], Change)


def test_a_verb_that_is_refused_is_said_and_changes_nothing(
    bridge: Bridge, desk: Store, qtbot
) -> None:
    tip = make_tip(desk)
    with qtbot.waitSignal(bridge.failed) as failed, qtbot.assertNotEmitted(bridge.changed):
        bridge.do(lambda store: move(store, [tip], Workflow.KILLED))
    assert isinstance(failed.args[0], MoveNotAllowed)


def test_an_error_goes_only_to_whoever_wants_to_meet_it(bridge: Bridge, qtbot) -> None:
    met: list[object] = []
    with qtbot.assertNotEmitted(bridge.failed):
        bridge.do(lambda store: trash(store, [TipId(999)]), otherwise=met.append)
        qtbot.waitUntil(lambda: bool(met))
    assert isinstance(met[0], NotFound)


def test_of_two_questions_of_a_view_only_the_newer_is_answered(bridge: Bridge, qtbot) -> None:
    answers: list[str] = []
    held = threading.Event()
    bridge.ask(lambda _: held.wait(10) and "older", answers.append, view="list")
    bridge.ask(lambda _: "newer", answers.append, view="list")
    held.set()
    qtbot.waitUntil(lambda: not bridge.is_busy)
    assert answers == ["newer"]


def test_questions_of_different_views_are_all_answered(bridge: Bridge, qtbot) -> None:
    answers: list[str] = []
    for view in ("list", "tip", ""):
        bridge.ask(lambda _, view=view: view, answers.append, view=view)
    qtbot.waitUntil(lambda: not bridge.is_busy)
    assert sorted(answers) == ["", "list", "tip"]


def test_an_answer_for_a_widget_that_is_gone_is_dropped(bridge: Bridge, qtbot, qapp) -> None:
    class Gone(QObject):
        def take(self, answer: object) -> None:
            raise AssertionError(answer)

    gone = Gone()
    held = threading.Event()
    bridge.ask(lambda _: held.wait(10), gone.take)
    gone.deleteLater()
    with qtbot.waitSignal(gone.destroyed):
        pass
    with qtbot.waitSignal(bridge.idle):
        held.set()


def test_an_unexpected_exception_reaches_the_window_and_the_next_answer_still_comes(
    bridge: Bridge, qtbot
) -> None:
    answers: list[int] = []
    with qtbot.captureExceptions() as met:
        bridge.ask(lambda _: 1 // 0, answers.append)
        bridge.ask(lambda _: 7, answers.append)
        qtbot.waitUntil(lambda: not bridge.is_busy)
    assert [kind for kind, _, _ in met] == [ZeroDivisionError]
    assert answers == [7]


def test_nothing_is_said_about_work_that_the_editor_stopped(bridge: Bridge, qtbot) -> None:
    future: Future[int] = Future()
    with qtbot.assertNotEmitted(bridge.failed), qtbot.waitSignal(bridge.idle):
        bridge.follow(future, pytest.fail, pytest.fail)
        future.cancel()
        future.set_running_or_notify_cancel()


def test_the_end_of_long_work_is_told_once_whenever_it_comes(bridge: Bridge, qtbot) -> None:
    ends: list[Job] = []
    for _ in range(50):
        bridge.start("Counting", lambda job: job.progress(1, 1), ends.append)
    qtbot.waitUntil(lambda: len(ends) == 50)
    assert {job.state for job in ends} == {JobState.DONE}
    assert len(set(map(id, ends))) == 50


def test_a_window_that_goes_is_told_nothing_and_asks_nothing_more(bridge: Bridge, qtbot) -> None:
    answers: list[object] = []
    held = threading.Event()
    bridge.ask(lambda _: held.wait(10), answers.append)
    bridge.end()
    with qtbot.waitSignal(bridge.idle):
        held.set()
    bridge.ask(lambda _: 1, answers.append)
    bridge.aside(lambda: 1, answers.append)
    assert not bridge.is_busy
    assert answers == []
