"""What an index answers costs no more on a desk that is ten times as big; runs with every test."""

import time
from statistics import median

import pytest

from tests.bench.questions import INDEXED
from tests.bench.synthetic import fill
from tests.nouns import make_desk
from tipdesk.store.database import Store

SMALL = 10_000
MOST = 1.5
GRACE = 0.0015  # seconds of CPU: below that, the clock's own step decides
TURNS = 15


@pytest.fixture(scope="module")
def desks(tmp_path_factory, hundred_thousand):
    small = make_desk(tmp_path_factory.mktemp("ten-thousand"))
    fill(small, SMALL, ledgered=False)
    yield small, hundred_thousand
    small.close()


@pytest.mark.parametrize("asked", INDEXED)
def test_ten_times_the_tips_cost_hardly_more(desks, asked):
    small, big = (cost(store, asked) for store in desks)
    assert big <= MOST * small + GRACE, f"{small * 1000:.2f} ms became {big * 1000:.2f} ms"


def cost(store: Store, asked: str) -> float:
    """Tell the usual CPU time of a question, warm."""
    question, took = INDEXED[asked], []
    question(store)
    for _ in range(TURNS):
        began = time.process_time()
        question(store)
        took.append(time.process_time() - began)
    return median(took)
