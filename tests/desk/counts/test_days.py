import time
from array import array
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.nouns import make_tip
from tipdesk.desk.counts import days as counting
from tipdesk.desk.counts.days import days
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.newsroom.errors import Cancelled
from tipdesk.store.database import Store
from tipdesk.store.heeding import heeding


@pytest.fixture
def half_past(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Live where clocks are half an hour off the others'."""
    monkeypatch.setenv("TZ", "XST-05:30")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_tips_are_counted_by_the_day_on_the_wall(desk: Store, half_past: None) -> None:
    for minute in (29, 30):  # one minute before midnight there, and midnight
        make_tip(desk, received_at=datetime(2026, 11, 25, 18, minute, tzinfo=UTC))
    found = days(desk, tip_ids(desk)).by_day
    assert found == {date(2026, 11, 25): 1, date(2026, 11, 26): 1}
    for day in found:
        assert len(tip_ids(desk, f"received:{day}")) == found[day]


def test_of_few_days_the_hours_on_the_wall_are_told_as_well(desk: Store, half_past: None) -> None:
    for minute in (29, 30):
        make_tip(desk, received_at=datetime(2026, 11, 25, 18, minute, tzinfo=UTC))
    found = days(desk, tip_ids(desk)).by_hour
    late, midnight = datetime(2026, 11, 25, 23), datetime(2026, 11, 26)  # noqa: DTZ001
    assert found == {late: 1, midnight: 1}
    asked = "received:2026-11-25t23:00..2026-11-25t23:59"
    assert len(tip_ids(desk, asked)) == 1


def test_of_many_days_no_hours_are_told(desk: Store) -> None:
    for day in (1, 1 + counting.HOURLY):
        make_tip(desk, received_at=datetime(2026, 11, day, 12, tzinfo=UTC))
    assert days(desk, tip_ids(desk)).by_hour == {}


def test_of_very_many_some_are_looked_at_and_it_is_said(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "LOOKED_AT", 4)
    for day in (1, 2):
        for _ in range(5):
            make_tip(desk, received_at=datetime(2026, 11, day, 12, tzinfo=UTC))
    told = days(desk, tip_ids(desk))
    assert (told.results, told.looked_at) == (10, 4)
    assert sum(told.by_day.values()) in range(9, 12)


def test_nothing_found_is_no_day(desk: Store) -> None:
    assert days(desk, array("q")).by_day == {}


def test_the_ends_of_the_calendar_are_days_as_well(desk: Store) -> None:
    for year in (1, 9999):
        make_tip(desk, received_at=datetime(year, 1, 1, tzinfo=UTC))
    assert len(days(desk, tip_ids(desk)).by_day) == 2


def test_it_is_given_up_when_nobody_waits_for_it(desk: Store) -> None:
    make_tip(desk)
    found = tip_ids(desk)
    with heeding(lambda: True), pytest.raises(Cancelled):
        days(desk, found)
