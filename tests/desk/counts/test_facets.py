from datetime import UTC, datetime

import pytest

from tests.nouns import make_tip
from tipdesk.desk.counts import facets as module
from tipdesk.desk.counts.facets import facets
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.states import Workflow
from tipdesk.store.heeding import heeding


@pytest.fixture
def filled(desk):
    for at in range(12):
        make_tip(
            desk,
            tags=("flood", "weir")[: 1 + at % 2],
            stories=("MILLFLOOD",) * (at % 3 == 0),
            place=("Mill Road", "")[at % 2],
            channel=("mail", "phone")[at % 4 == 0],
            workflow=Workflow.TRIAGE if at < 4 else Workflow.NEW,
            received_at=datetime(2026, 10 + at % 2, 3, tzinfo=UTC),
        )
    return desk


def test_each_value_is_counted_over_the_results(filled):
    told = facets(filled, tip_ids(filled))
    assert told.exact
    assert told.workflow == (("new", 8), ("triage", 4))
    assert told.channel == (("mail", 9), ("phone", 3))
    assert told.tag == (("flood", 12), ("weir", 6))
    assert told.story == (("MILLFLOOD", 4),)
    assert told.place == (("Mill Road", 6),)
    assert told.month == (("2026-10", 6), ("2026-11", 6))
    assert facets(filled, tip_ids(filled, "workflow:triage")).workflow == (("triage", 4),)


def test_of_very_many_results_some_are_looked_at_and_it_says_so(filled, monkeypatch):
    monkeypatch.setattr(module, "LOOKED_AT", 4)
    told = facets(filled, tip_ids(filled))
    assert (told.results, told.looked_at, told.exact) == (12, 4, False)
    assert sum(number for _, number in told.workflow) == 12


def test_a_count_that_nobody_waits_for_any_more_is_given_up(filled):
    found = tip_ids(filled)
    with heeding(lambda: True), pytest.raises(Cancelled):
        facets(filled, found)
