"""Garbage is searched for on the window's thread alone."""

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tipdesk.gui.sweeping import Sweeping


class Ring:
    """Somebody who holds himself, and whom only a search finds."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def searched() -> Iterator[list[str]]:
    """Note on which threads somebody searched."""
    seen: list[str] = []

    def note(phase: str, _: object) -> None:
        if phase == "start":
            seen.append(threading.current_thread().name)

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


@pytest.fixture
def sweeping(qapp) -> Iterator[Sweeping]:
    made = Sweeping()
    yield made
    made.rest()


def litter() -> None:
    for _ in range(3 * gc.get_threshold()[0]):
        Ring()


def test_what_a_thread_left_behind_is_swept_by_the_window(sweeping, searched, qtbot):
    with ThreadPoolExecutor(1, "aside") as aside:
        aside.submit(litter).result()
        assert searched == []
    qtbot.waitUntil(lambda: bool(searched))
    assert set(searched) == {threading.main_thread().name}
    assert gc.get_count()[0] < gc.get_threshold()[0]


def test_nobody_searches_where_little_was_made(sweeping, searched, qtbot):
    gc.collect()
    searched.clear()
    with qtbot.waitSignal(sweeping._clock.timeout):
        pass
    assert searched == []


def test_nobody_searches_at_rest(sweeping, searched, qtbot):
    sweeping.rest()
    assert sweeping.is_at_rest
    litter()
    assert searched == []
    sweeping.go_on()
    qtbot.waitUntil(lambda: bool(searched))
