from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from tipdesk.newsroom.errors import Cancelled
from tipdesk.store.heeding import heeding

ENDLESS = text(
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
)
LONG = text(
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 100000)"
    " SELECT count(*) FROM n"
)


class Patience:
    """Has enough of a question the third time that it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def is_over(self) -> bool:
        self.asked += 1
        return self.asked > 2


def ask(store, question):
    with store.reading() as session:
        return session.execute(question).scalar_one()


def test_a_question_that_is_given_up_ends_while_the_database_is_at_it(store):
    patience = Patience()
    with heeding(patience.is_over), pytest.raises(Cancelled):
        ask(store, ENDLESS)
    assert patience.asked > 2


def test_the_next_question_on_the_same_connection_is_answered(store):
    for _ in range(20):
        with heeding(Patience().is_over), pytest.raises(Cancelled):
            ask(store, ENDLESS)
        assert ask(store, LONG) == 100_000


def test_nothing_is_asked_that_was_given_up_before(store):
    with heeding(lambda: True), pytest.raises(Cancelled):
        ask(store, text("no question at all"))


def test_what_another_thread_asks_goes_on(store):
    with heeding(lambda: True), ThreadPoolExecutor(1) as other:
        assert other.submit(ask, store, LONG).result() == 100_000


def test_a_change_is_made_whoever_gives_up_what(store, log_tips):
    with heeding(lambda: True):
        log_tips(store, *(f"tip {number}" for number in range(200)))
    assert ask(store, text("SELECT count(*) FROM tip")) == 200
