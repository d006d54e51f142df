import csv
from datetime import timedelta

import pytest

from tests.nouns import make_tip
from tipdesk.desk.counts.statistics import as_csv, statistics
from tipdesk.desk.triaging.triage import trash
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.newsroom.when import now
from tipdesk.store.heeding import heeding
from tipdesk.stories.publishing import kill, publish


@pytest.fixture
def worked(desk):
    came = now() - timedelta(weeks=1)
    for minutes in (10, 20, 90):
        opened = came + timedelta(minutes=minutes)
        make_tip(desk, received_at=came, opened_at=opened, channel="mail")
    ready = {"received_at": came, "workflow": Workflow.READY, "channel": "phone"}
    used, killed = make_tip(desk, stories=("MILLFLOOD",), **ready), make_tip(desk, **ready)
    at = came + timedelta(minutes=600)
    publish(desk, [used, killed], NewUse(url="https://courier.example/flood", published_at=at))
    kill(desk, [killed], "Not true after all.")
    make_tip(desk, received_at=now() - timedelta(weeks=30))
    trash(desk, [make_tip(desk)])
    return desk


def test_it_tells_what_came_in_and_how_fast_it_was_worked_on(worked):
    told = statistics(worked)
    assert (told.tips, told.opened, told.used) == (5, 3, 1)
    assert (told.minutes_to_open, told.minutes_to_publish) == (20, 600)
    assert told.channel == (("mail", 3), ("phone", 2))
    assert dict(told.workflow) == {"new": 3, "published": 1, "killed": 1}
    assert told.story == (("MILLFLOOD", 1),)


def test_weeks_in_which_nothing_came_are_told_too(worked):
    weeks = statistics(worked).week
    assert len(weeks) == 12
    assert sum(number for _, number in weeks) == 5
    assert {day.weekday() for day, _ in weeks} == {0}


def test_the_numbers_as_a_table(worked):
    rows = list(csv.reader(as_csv(statistics(worked)).splitlines()))
    assert rows[0] == ["what", "which", "number"]
    assert ["channel", "mail", "3"] in rows
    assert ["minutes_to_open", "", "20.0"] in rows


def test_an_empty_desk_has_no_times(desk):
    told = statistics(desk)
    assert (told.tips, told.minutes_to_open, told.minutes_to_publish) == (0, None, None)
    assert ["minutes_to_open", "", ""] in list(csv.reader(as_csv(told).splitlines()))


def test_it_is_given_up_when_nobody_waits(worked):
    with heeding(lambda: True), pytest.raises(Cancelled):
        statistics(worked)
