from datetime import timedelta

import pytest

from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.triaging.snoozing import snooze, wake
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.when import now

LATER = timedelta(hours=3)


def test_a_tip_is_put_away_until_a_moment_and_comes_back_by_itself(desk):
    snooze(desk, [make_tip(desk), make_tip(desk)], now() + LATER)
    assert counts(desk).snoozed == 2
    assert counts(desk, now() + 2 * LATER).snoozed == 0


def test_it_may_be_had_back_at_once_and_both_can_be_undone(desk):
    tip = make_tip(desk)
    snooze(desk, [tip], now() + LATER)
    wake(desk, [tip])
    assert counts(desk).snoozed == 0
    undo(desk)
    assert counts(desk).snoozed == 1
    undo(desk)
    assert counts(desk).snoozed == 0


def test_nothing_is_put_away_until_a_moment_that_is_over(desk):
    with pytest.raises(NotValid, match="over"):
        snooze(desk, [make_tip(desk)], now() - LATER)
