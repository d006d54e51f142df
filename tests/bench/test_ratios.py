"""What an index answers costs no more on a desk that is ten times as big; runs with every test."""

import time

import pytest

from tests.bench.questions import INDEXED
from tests.bench.synthetic import fill
from tests.nouns import make_desk
from tipdesk.store.database import Store

SMALL = 5_000
MOST = 1.5
GRACE = 0.0015  # seconds of CPU: below that, the clock's own step decides
TURNS = 15


@pytest.fixture(scope="module")
def desks(tmp_path_factory, fifty_thousand):
    small = make_desk(tmp_path_factory.mktemp("five-thousand"))
    fill(small, SMALL, ledgered=False)
    yield small, fifty_thousand
    small.close()


@pytest.mark.parametrize("asked", INDEXED)
def test_ten_times_the_tips_cost_hardly_more(desks, asked):
    small, big = costs(desks, asked)
    assert big <= MOST * small + GRACE, f"{small * 1000:.2f} ms became {big * 1000:.2f} ms"


def costs(desks: tuple[Store, Store], asked: str) -> list[float]:
    """Tell the CPU time of a question on each desk, warm, in turns: the least of many."""
    question = INDEXED[asked]
    took: list[list[float]] = [[], []]
    for _ in range(TURNS):
        for store, times in zip(desks, took, strict=True):
            began = time.process_time()
            question(store)
            times.append(time.process_time() - began)
    return [min(times) for times in took]
