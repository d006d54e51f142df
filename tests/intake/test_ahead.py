from collections import deque
from concurrent.futures import Future

import pytest

from tipdesk.intake import ahead
from tipdesk.intake.ahead import Batch, together


def read(*batches: Batch | Exception | None) -> deque[Future]:
    """Stand for the reading process, which is as far ahead as this."""
    waiting: deque[Future] = deque(Future() for _ in batches)
    for future, batch in zip(waiting, batches, strict=True):
        if isinstance(batch, Exception):
            future.set_exception(batch)
        else:
            future.set_result(batch)
    return waiting


def test_what_has_come_meanwhile_is_written_together_and_nothing_is_lost():
    waiting = read(Batch([1, 2], 10), Batch([3], 20), Batch([], 30, notes=("gone",)), None)
    assert together(waiting) == Batch([1, 2, 3], 30, notes=("gone",))
    waiting.append(read(None)[0])
    assert together(waiting) is None


def test_what_has_not_come_is_not_waited_for():
    waiting = read(Batch([1], 10))
    waiting.append(Future())
    assert together(waiting) == Batch([1], 10)
    assert len(waiting) == 1


def test_one_transaction_grows_no_further_than_it_may(monkeypatch):
    monkeypatch.setattr(ahead, "AT_ONCE", 2)
    waiting = read(Batch([1], 10), Batch([2], 20), Batch([3], 30))
    assert together(waiting) == Batch([1, 2], 20)
    assert together(waiting) == Batch([3], 30)


def test_what_came_before_a_failure_is_written_before_it_is_told():
    waiting = read(Batch([1], 10), OSError("gone"))
    assert together(waiting) == Batch([1], 10)
    with pytest.raises(OSError, match="gone"):
        together(waiting)
