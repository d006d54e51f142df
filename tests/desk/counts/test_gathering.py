from tests.nouns import make_tip
from tipdesk.desk.counts.gathering import gathered
from tipdesk.desk.triaging.triage import assign
from tipdesk.newsroom.states import Workflow


def test_what_tips_are_like_is_counted_value_by_value(desk):
    one = make_tip(desk, tags=("flood", "road"), stories=("MILL",), priority=1)
    two = make_tip(desk, tags=("flood",), workflow="ready")
    make_tip(desk, tags=("elsewhere",))
    assign(desk, [two], "Ines Roth")
    these = gathered(desk, [one, two, two])
    assert these.tips == 2
    assert these.states == {Workflow.NEW: 1, Workflow.READY: 1}
    assert these.priorities == {1: 1, 5: 1}
    assert these.assignees == {"": 1, "Ines Roth": 1}
    assert these.tags == {"flood": 2, "road": 1}
    assert these.stories == {"MILL": 1}


def test_tips_that_are_gone_do_not_count(desk):
    assert gathered(desk, [99]).tips == 0
