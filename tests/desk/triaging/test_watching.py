import pytest

from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.searching.listing import tip_lines
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import move
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.states import Workflow
from tipdesk.store.watching import watched

MANY = 1_200


@pytest.fixture
def tips(desk):
    return [make_tip(desk) for _ in range(MANY)]


def test_a_change_of_many_tells_how_far_it_is_and_is_one_change(desk, tips):
    told = []
    with watched(lambda done, total: told.append((done, total))):
        change = move(desk, tips, Workflow.TRIAGE)
    assert told == [(0, MANY), (1_000, MANY)]
    assert len(change.tips) == MANY
    undo(desk)
    assert {line.workflow for line in tip_lines(desk, tips)} == {Workflow.NEW}


def test_a_change_that_is_stopped_halfway_changed_nothing(desk, tips):
    def stop(done, total):
        if done:
            raise Cancelled("stopped")

    with watched(stop), pytest.raises(Cancelled):
        retag(desk, tips, add=["flood"])
    assert not any(line.tags for line in tip_lines(desk, tips))
