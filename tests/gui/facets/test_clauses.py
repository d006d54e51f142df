import pytest

from tipdesk.desk.asking.nodes import Filter
from tipdesk.desk.asking.query import parse
from tipdesk.gui.facets.clauses import asked, clause, narrowed, turned

NEW, TRIAGE = Filter("workflow", ("new",)), Filter("workflow", ("triage",))
FLOOD, MILL = Filter("tag", ("flood",)), Filter("tag", ("mill",))


def test_a_click_asks_for_a_value_as_well() -> None:
    assert turned("bridge", FLOOD) == "bridge tag:flood"


def test_a_second_click_takes_it_out_again() -> None:
    assert turned(turned("bridge", FLOOD), FLOOD) == "bridge"


def test_two_tags_are_asked_for_together_and_two_states_one_or_the_other() -> None:
    assert turned("tag:flood", MILL) == "tag:flood tag:mill"
    assert turned("workflow:new", TRIAGE) == "workflow:new,triage"
    assert turned("workflow:new,triage", NEW) == "workflow:triage"


def test_shift_leaves_a_value_out_and_once_more_lets_it_in() -> None:
    assert turned("bridge tag:flood", FLOOD, exclude=True) == "bridge -tag:flood"
    assert turned("bridge -tag:flood", FLOOD, exclude=True) == "bridge"


def test_what_was_left_out_can_be_asked_for() -> None:
    assert turned("-tag:flood", FLOOD) == "tag:flood"


def test_the_order_of_a_search_stays() -> None:
    assert turned("flood sort:priority", NEW) == "flood workflow:new sort:priority"


def test_either_or_keeps_its_meaning_beside_a_clause() -> None:
    said = turned("mill OR bridge", NEW)
    assert len(parse(said).parts) == 2


def test_a_search_that_is_not_understood_yet_is_kept_as_it_is() -> None:
    assert turned("workflow:", NEW) == "workflow: workflow:new"
    assert narrowed("workflow:", "2026-11") == "workflow: received:2026-11"


def test_one_span_of_time_takes_the_place_of_another() -> None:
    assert narrowed("flood received:2026-10", "2026-11-02..2026-11-03") == (
        "flood received:2026-11-02..2026-11-03"
    )
    assert narrowed("flood received:2026-10", "") == "flood"


def test_what_is_asked_for_and_what_is_left_out_are_told_apart() -> None:
    wanted, unwanted = asked("workflow:new,triage -tag:flood")
    assert wanted == {("workflow", "new"), ("workflow", "triage")}
    assert unwanted == {("tag", "flood")}


@pytest.mark.parametrize("name", ["flood", "eye witness", "a,b", "שלום", "(half", "-no", "a:b"])
def test_the_clause_of_a_name_is_read_as_that_name(name: str) -> None:
    made = clause("tag", name)
    assert made is not None
    assert parse(turned("", made)).asked == made


@pytest.mark.parametrize(("key", "name"), [("tag", ' "'), ("story", "a b" * 40), ("place", "")])
def test_a_name_that_no_search_can_say_has_no_clause(key: str, name: str) -> None:
    assert clause(key, name) is None
