import pytest
from sqlmodel import select

from tests.nouns import make_tip
from tipdesk.desk.changes.history import history
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.triage import (
    assign,
    mark_opened,
    move,
    prioritise,
    protect,
    restore,
    trash,
)
from tipdesk.newsroom.errors import (
    MoveNotAllowed,
    NotAllowed,
    NotFound,
    NotValid,
    ReasonNeeded,
)
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.moves import ALLOWED, needs_reason
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.states import Closing, Workflow

OWN_VERBS = (Workflow.PUBLISHED, Workflow.KILLED)


def ledger(store):
    with store.reading() as session:
        return [entry.model_dump() for entry in session.exec(select(LedgerEntry))]


def workflow(store, tip):
    return open_tip(store, tip).line.workflow


@pytest.mark.parametrize("before", Workflow)
@pytest.mark.parametrize("after", [state for state in Workflow if state not in OWN_VERBS])
def test_a_tip_moves_as_the_table_says_and_no_other_way(desk, before, after):
    tip = make_tip(desk, workflow=before)
    told = ledger(desk)
    if after == before:
        assert not move(desk, [tip], after, reason="why")
    elif after in ALLOWED[before]:
        assert move(desk, [tip], after, reason="why").tips == {tip}
        assert workflow(desk, tip) is after
    else:
        with pytest.raises(MoveNotAllowed, match="can't become"):
            move(desk, [tip], after, reason="why")
        assert workflow(desk, tip) is before
        assert ledger(desk) == told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (before, after)
        for before in Workflow
        for after in ALLOWED[before]
        if needs_reason(before, after) and after not in OWN_VERBS
    ],
)
def test_a_step_that_must_be_explained_is_refused_without_words(desk, before, after):
    tip = make_tip(desk, workflow=before)
    with pytest.raises(ReasonNeeded):
        move(desk, [tip], after, reason=" \n ")
    assert workflow(desk, tip) is before


@pytest.mark.parametrize(("to", "verb"), list(zip(OWN_VERBS, ("publish", "killing"), strict=True)))
def test_moving_to_published_or_killed_names_the_verb_for_it(desk, to, verb):
    tip = make_tip(desk, workflow=Workflow.READY)
    with pytest.raises(MoveNotAllowed, match=verb):
        move(desk, [tip], to, reason="why")
    assert workflow(desk, tip) is Workflow.READY


def test_in_a_bulk_move_the_allowed_go_and_the_others_are_named(desk):
    new, killed, gone = make_tip(desk), make_tip(desk, workflow=Workflow.KILLED), TipId(999)
    change = move(desk, [new, killed, gone], Workflow.VERIFYING)
    assert change.tips == {new}
    assert [(one.tip, type(one.why)) for one in change.refused] == [
        (killed, MoveNotAllowed),
        (gone, NotFound),
    ]
    assert workflow(desk, new) is Workflow.VERIFYING
    assert workflow(desk, killed) is Workflow.KILLED


def test_a_bulk_of_which_nothing_is_allowed_is_an_error_and_changes_nothing(desk):
    tips = [make_tip(desk, workflow=Workflow.KILLED) for _ in range(3)]
    told = ledger(desk)
    with pytest.raises(MoveNotAllowed):
        move(desk, tips, Workflow.VERIFYING)
    assert ledger(desk) == told


def test_a_tip_that_is_named_twice_is_moved_once(desk):
    tip = make_tip(desk)
    assert not move(desk, [tip, tip], Workflow.TRIAGE).refused


def test_a_tip_that_is_not_on_the_desk_is_named_by_its_number(desk):
    with pytest.raises(NotFound, match="T-77 is not on this desk"):
        move(desk, [TipId(77)], Workflow.TRIAGE)


def test_a_closing_reason_is_kept_until_the_tip_comes_back(desk):
    tip = make_tip(desk)
    move(desk, [tip], Workflow.SPIKED, reason="seen it", closing=Closing.DUPLICATE)
    assert open_tip(desk, tip).closing is Closing.DUPLICATE
    move(desk, [tip], Workflow.TRIAGE, reason="not the same bridge")
    assert open_tip(desk, tip).closing is None


def test_a_closing_reason_can_be_said_afterwards(desk):
    tip = make_tip(desk, workflow=Workflow.ARCHIVED)
    move(desk, [tip], Workflow.ARCHIVED, closing=Closing.USED)
    assert open_tip(desk, tip).closing is Closing.USED


def test_a_tip_that_stays_open_takes_no_closing_reason(desk):
    tip = make_tip(desk)
    with pytest.raises(NotValid, match="not closed"):
        move(desk, [tip], Workflow.TRIAGE, closing=Closing.SPAM)
    assert workflow(desk, tip) is Workflow.NEW


def test_the_reason_stands_in_the_history(desk):
    tip = make_tip(desk)
    move(desk, [tip], Workflow.SPIKED, reason="  an old picture ")
    assert history(desk, tip)[0].reason == "an old picture"


def test_a_reason_of_a_megabyte_is_refused_in_words(desk):
    with pytest.raises(NotValid, match="A reason has at most"):
        move(desk, [make_tip(desk)], Workflow.SPIKED, reason="x" * 1_000_000)


def test_an_editor_is_known_by_the_name_whatever_its_case(desk):
    first, second = make_tip(desk), make_tip(desk)
    assign(desk, [first], "Ana  Ruiz")
    assign(desk, [second], "ana ruiz")
    assert open_tip(desk, second).line.assignee == "Ana Ruiz"
    with desk.reading() as session:
        assert len(session.exec(select(Editor)).all()) == 1


def test_a_tip_is_given_to_nobody_by_an_empty_name(desk):
    tip = make_tip(desk)
    assign(desk, [tip], "Ana Ruiz")
    assign(desk, [tip], " ")
    assert open_tip(desk, tip).line.assignee == ""


def test_an_editors_name_has_an_end(desk):
    with pytest.raises(NotValid, match="An editor's name has at most 100 letters"):
        assign(desk, [make_tip(desk)], "n" * 101)


@pytest.mark.parametrize("priority", [0, 10, -1])
def test_a_priority_outside_the_scale_is_refused(desk, priority):
    with pytest.raises(NotValid, match="from 1"):
        prioritise(desk, [make_tip(desk)], priority)


def test_a_priority_that_was_set_already_leaves_no_trace(desk):
    tip = make_tip(desk)
    assert prioritise(desk, [tip], 2)
    assert not prioritise(desk, [tip], 2)
    assert open_tip(desk, tip).line.priority == 2


def test_what_is_in_the_trash_is_restored_before_it_is_worked_on(desk):
    tip = make_tip(desk)
    trash(desk, [tip])
    assert tip not in tip_ids(desk)
    with pytest.raises(NotAllowed, match="T-1 is in the trash"):
        move(desk, [tip], Workflow.TRIAGE)
    restore(desk, [tip])
    assert tip in tip_ids(desk)


def test_trashing_twice_keeps_the_first_moment(desk):
    tip = make_tip(desk)
    assert trash(desk, [tip])
    assert not trash(desk, [tip])


def test_protecting_a_tip_hides_its_source_in_all_their_tips(desk):
    first = make_tip(desk, sender="Ivo Lam <ivo@example.org>")
    second = make_tip(desk, sender="ivo@example.org")
    change = protect(desk, [first], True)
    assert change.tips == {first, second}
    assert [open_tip(desk, tip).line.contributor for tip in (first, second)] == ["", ""]
    assert counts(desk).protected == 2


def test_a_source_stays_protected_while_another_of_their_tips_is(desk):
    first = make_tip(desk, sender="ivo@example.org")
    second = make_tip(desk, sender="ivo@example.org")
    protect(desk, [first], True)
    with pytest.raises(NotAllowed, match="T-2 stays protected, because its source is also"):
        protect(desk, [second], False)
    assert open_tip(desk, second).line.protected
    protect(desk, [second, first], False)
    assert not any(open_tip(desk, tip).line.protected for tip in (first, second))


def test_an_anonymous_tip_can_be_protected_too(desk):
    tip = make_tip(desk)
    protect(desk, [tip], True)
    assert open_tip(desk, tip).line.protected
    protect(desk, [tip], False)
    assert not open_tip(desk, tip).line.protected


def test_looking_at_a_tip_is_remembered_but_is_no_change(desk):
    tip = make_tip(desk)
    told, version = ledger(desk), open_tip(desk, tip).version
    change = mark_opened(desk, tip)
    assert (bool(change), change.tips) == (False, {tip})
    assert not open_tip(desk, tip).line.unread
    assert (ledger(desk), open_tip(desk, tip).version) == (told, version)
    assert mark_opened(desk, tip).tips == frozenset()


def test_looking_at_a_tip_that_is_gone_says_so(desk):
    with pytest.raises(NotFound):
        mark_opened(desk, TipId(5))
