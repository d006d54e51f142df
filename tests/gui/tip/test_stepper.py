import pytest
from PySide6.QtCore import Qt

from tipdesk.gui.tip.stepper import Stepper
from tipdesk.newsroom.moves import ALLOWED
from tipdesk.newsroom.states import Permission, Verdict, Workflow


@pytest.fixture
def stepper(qtbot, light):
    made = Stepper()
    qtbot.addWidget(made)
    made.resize(700, 60)
    made.show()
    return made


def standing(stepper, state, permission=Permission.NOT_ASKED):
    stepper.show_states(state, Verdict.UNVERIFIED, permission)
    return stepper


@pytest.mark.parametrize("state", Workflow)
def test_every_allowed_next_step_and_no_other_can_be_taken(stepper, state):
    standing(stepper, state)
    steps = {one for one, step in stepper.steps.items() if step.isVisible() and step.isEnabled()}
    steps.remove(state)
    ways = {one for one, way in stepper.ways.items() if way.isVisible()}
    assert steps | ways == set(ALLOWED[state])


@pytest.mark.parametrize("state", Workflow)
def test_the_line_always_shows_where_the_tip_stands(stepper, state):
    standing(stepper, state)
    now = [step for step in stepper.steps.values() if step.isVisible() and step.is_now]
    assert [step.state for step in now] == [state]


def test_waiting_is_in_the_line_only_while_the_tip_waits(stepper):
    assert not standing(stepper, Workflow.NEW).steps[Workflow.WAITING].isVisible()
    assert standing(stepper, Workflow.WAITING).steps[Workflow.WAITING].isVisible()


def test_a_closed_tip_offers_to_be_reopened_in_so_many_words(stepper):
    standing(stepper, Workflow.SPIKED)
    assert stepper.ways[Workflow.TRIAGE].text() == "Reopen…"


def test_without_media_no_permission_is_shown(stepper):
    assert not standing(stepper, Workflow.NEW, None).permission.isVisible()


def test_a_step_can_be_taken_from_the_keyboard(stepper, qtbot):
    standing(stepper, Workflow.NEW)
    with qtbot.waitSignal(stepper.asked) as told:
        qtbot.keyClick(stepper.steps[Workflow.TRIAGE], Qt.Key.Key_Space)
    assert told.args[0] is Workflow.TRIAGE


def test_a_screen_reader_hears_where_it_stands_and_what_may_follow(stepper):
    standing(stepper, Workflow.NEW)
    assert stepper.steps[Workflow.NEW].accessibleName() == "New, where it stands"
    assert stepper.steps[Workflow.TRIAGE].accessibleName() == "Move to Triage"


def test_where_it_stands_is_no_step_to_take(stepper, qtbot):
    standing(stepper, Workflow.NEW)
    with qtbot.assertNotEmitted(stepper.asked):
        qtbot.keyClick(stepper.steps[Workflow.NEW], Qt.Key.Key_Space)


@pytest.mark.parametrize("state", [Workflow.READY, Workflow.WAITING, Workflow.ARCHIVED])
def test_after_a_step_the_focus_is_where_the_tip_stands(stepper, qtbot, state):
    standing(stepper, Workflow.NEW)
    stepper.activateWindow()
    taken = stepper.steps[state] if stepper.steps[state].isVisible() else stepper.ways[state]
    taken.setFocus()
    qtbot.waitUntil(taken.hasFocus)
    standing(stepper, state)
    assert stepper.steps[state].hasFocus()


def test_after_a_verdict_the_focus_stays_on_it(stepper, qtbot):
    standing(stepper, Workflow.NEW)
    stepper.activateWindow()
    stepper.verdict.setFocus()
    qtbot.waitUntil(stepper.verdict.hasFocus)
    stepper.show_states(Workflow.TRIAGE, Verdict.VERIFIED, None)
    assert stepper.verdict.hasFocus()
