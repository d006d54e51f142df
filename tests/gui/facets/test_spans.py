from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tipdesk.desk.asking import dates
from tipdesk.gui.facets.spans import Bar, Step, asked, cut, ending, fitting, moment, number, said

DAYS = some.dates(date(1, 1, 1), date.max)


def test_days_without_a_tip_are_bars_as_well() -> None:
    bars = cut({date(2026, 11, 1): 2, date(2026, 11, 4): 1}, Step.DAY)
    assert [bar.tips for bar in bars] == [2, 0, 0, 1]


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    days = {date(2026, 10, 31): 1, date(2026, 11, 1): 2, date(2026, 11, 2): 4}
    assert cut(days, Step.WEEK) == (Bar(date(2026, 10, 26), 3), Bar(date(2026, 11, 2), 4))
    assert cut(days, Step.MONTH) == (Bar(date(2026, 10, 1), 1), Bar(date(2026, 11, 1), 6))
    assert cut(days, Step.YEAR) == (Bar(date(2026, 1, 1), 7),)


@settings(max_examples=25)  # some have a hundred thousand months
@given(days=some.dictionaries(DAYS, some.integers(1, 9), min_size=1, max_size=4))
def test_no_tip_gets_lost_however_far_apart_the_years_are(days: dict[date, int]) -> None:
    for step in (Step.YEAR, Step.MONTH):
        bars = cut(days, step)
        assert sum(bar.tips for bar in bars) == sum(days.values())
        assert len(bars) == number(min(days), max(days), step)


@given(day=DAYS, step=some.sampled_from(Step))
def test_what_a_bar_asks_for_is_understood_and_holds_its_first_day(day: date, step: Step) -> None:
    bar = next(bar for bar in cut({day: 1}, step) if bar.tips)
    if 1000 <= bar.start.year < 3000:  # the years that a search can say
        dates.read(asked(bar, bar, step))
    assert moment(bar.start) <= moment(day) <= moment(ending(bar.start, step))
    assert said(bar.start, step)


@pytest.mark.parametrize(
    ("step", "first", "last", "query"),
    [
        (Step.MONTH, date(2026, 3, 1), date(2026, 3, 1), "2026-03"),
        (Step.MONTH, date(2026, 3, 1), date(2026, 5, 1), "2026-03..2026-05"),
        (Step.WEEK, date(2026, 3, 2), date(2026, 3, 9), "2026-03-02..2026-03-15"),
        (Step.DAY, date(2026, 3, 2), date(2026, 3, 2), "2026-03-02"),
        (Step.YEAR, date(2025, 1, 1), date(2026, 1, 1), "2025..2026"),
        (
            *(Step.HOUR, datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 9)),  # noqa: DTZ001
            "2026-03-02t09:00..2026-03-02t09:59",
        ),
        (
            *(Step.HOUR, datetime(2026, 3, 2, 22), datetime(2026, 3, 3, 1)),  # noqa: DTZ001
            "2026-03-02t22:00..2026-03-03t01:59",
        ),
        (
            *(Step.HOUR, datetime(2026, 3, 2), datetime(2026, 3, 2, 23)),  # noqa: DTZ001
            "2026-03-02",
        ),
    ],
)
def test_a_span_is_asked_for_as_an_editor_would(
    step: Step, first: date, last: date, query: str
) -> None:
    assert asked(Bar(first, 1), Bar(last, 1), step) == query


def test_the_shortest_bars_that_can_be_seen_are_chosen() -> None:
    assert fitting(date(2026, 11, 1), date(2026, 11, 2), 400) is Step.HOUR
    assert fitting(date(2026, 11, 1), date(2026, 11, 2), 100) is Step.DAY
    assert fitting(date(2026, 11, 1), date(2026, 11, 3), 400) is Step.DAY
    assert fitting(date(2026, 11, 1), date(2026, 11, 26), 400) is Step.DAY
    assert fitting(date(2025, 1, 1), date(2026, 11, 26), 400) is Step.WEEK
    assert fitting(date(2019, 1, 1), date(2026, 11, 26), 400) is Step.MONTH
    assert fitting(date(1, 1, 1), date.max, 400) is Step.YEAR


def test_hours_are_those_of_whole_days_and_midnight_is_between_them() -> None:
    late, early = datetime(2026, 11, 2, 23, 10), datetime(2026, 11, 3, 0, 5)  # noqa: DTZ001
    bars = cut({late: 2, early: 1}, Step.HOUR)
    assert len(bars) == number(late, early, Step.HOUR) == 48
    assert [(number, bar.tips) for number, bar in enumerate(bars) if bar.tips] == [(23, 2), (24, 1)]
    assert said(bars[23].start, Step.HOUR) == "Mon 2 Nov 2026, 23:00 to 00:00"


@given(day=some.dates(date(2020, 1, 1), date(2030, 1, 1)), hour=some.integers(0, 23))
def test_what_an_hour_asks_for_is_that_hour(day: date, hour: int) -> None:
    start = datetime.combine(day, time(hour))
    kept = dates.read(asked(Bar(start, 1), Bar(start, 1), Step.HOUR))
    span = dates.span(kept, start)
    assert (span.start, (span.end - start).total_seconds()) == (start, 3_600)
