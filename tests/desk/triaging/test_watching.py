from collections import Counter
from threading import Thread

import pytest

from tests.nouns import COLLEAGUE
from tipdesk.desk.annotating.editing import set_sender
from tipdesk.desk.changes.undoing import undo, undo_change
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.searching.listing import tip_ids, tip_lines
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import move, protect
from tipdesk.newsroom.errors import Cancelled, ChangedMeanwhile
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.tip import Tip
from tipdesk.store.changing import change_rows
from tipdesk.store.integrity import check
from tipdesk.store.watching import watched

MANY = 1_200


@pytest.fixture
def tips(desk):
    with desk.begin("log") as work:
        work.add_all([Tip(headline=f"Flood {number}") for number in range(MANY)])
    return range(1, MANY + 1)


def test_a_change_of_many_tells_how_far_it_is_and_is_one_change(desk, tips):
    told = []
    with watched(lambda done, total: told.append((done, total))):
        change = move(desk, tips, Workflow.TRIAGE)
    assert told == [(0, MANY), (1_000, MANY)]
    assert len(change.tips) == MANY
    undo(desk)
    assert {line.workflow for line in tip_lines(desk, tips)} == {Workflow.NEW}


def test_the_words_of_all_that_a_source_sent_are_told_of_as_well_and_can_be_stopped(desk, tips):
    set_sender(desk, tips[0], "Ivo Hale")
    with desk.begin("sender") as work:
        change_rows(work, Tip, [{"id": tip, "contributor_id": 1} for tip in tips])
    told = []

    def stop(done, total):
        told.append((done, total))
        if done:
            raise Cancelled("stopped")

    with watched(stop), pytest.raises(Cancelled):
        protect(desk, tips[:1], True)
    assert told == [(0, 1), (0, MANY), (1_000, MANY)]
    assert counts(desk).protected == 0
    protect(desk, tips[:1], True)
    assert counts(desk).protected == MANY
    assert len(tip_ids(desk, "hale")) == 0


def test_a_reason_for_which_many_are_refused_is_kept_once(desk, tips):
    move(desk, tips[1:], Workflow.VERIFYING)
    change = move(desk, tips, Workflow.NEW)
    assert not change
    assert [refusal.tip for refusal in change.refused] == [*tips[1:]]
    assert len({id(refusal.why) for refusal in change.refused}) == 1
    assert change.refused[0].why.__traceback__ is None


def test_a_colleague_who_writes_meanwhile_waits_and_is_respected(desk, tips, colleague):
    writers = []

    def begin(done, total):
        if not done:
            writers.append(Thread(target=move, args=(colleague, tips[:1], Workflow.READY)))
            writers[0].start()

    with watched(begin):
        change = move(desk, tips, Workflow.TRIAGE)
    writers[0].join(20)
    states = Counter(line.workflow for line in tip_lines(desk, tips))
    assert states == {Workflow.TRIAGE: MANY - 1, Workflow.READY: 1}
    with pytest.raises(ChangedMeanwhile, match=f"{COLLEAGUE} has changed T-1 since"):
        undo_change(desk, change.id)
    assert check(desk) == []


def test_a_change_that_is_stopped_halfway_changed_nothing(desk, tips):
    def stop(done, total):
        if done:
            raise Cancelled("stopped")

    with watched(stop), pytest.raises(Cancelled):
        retag(desk, tips, add=["flood"])
    assert not any(line.tags for line in tip_lines(desk, tips))
