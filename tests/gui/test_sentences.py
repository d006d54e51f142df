import re

import pytest

import tipdesk.desk.changes.words as terminal
from tipdesk.gui import sentences
from tipdesk.newsroom.change import Change, Refusal
from tipdesk.newsroom.errors import MoveNotAllowed
from tipdesk.newsroom.ids import ChangeId, TipId


def change(verb: str, *tips: int, **more: object) -> Change:
    return Change(ChangeId("c"), verb, frozenset(map(TipId, tips)), **more)


def test_one_tip_is_named_and_several_are_counted() -> None:
    assert sentences.say(change("trash", 7)) == "T-7 put in the trash"
    assert sentences.say(change("trash", 7, 8, 9)) == "3 tips put in the trash"


def test_what_a_rule_kept_out_is_counted_with_the_reason() -> None:
    why = MoveNotAllowed("A tip that is new can't become killed.")
    said = sentences.say(change("move", 1, 2, refused=(Refusal(TipId(3), why),)))
    assert said == f"2 tips moved. 1 tip left as before: {why}"


def test_nothing_is_said_where_nothing_changed() -> None:
    assert sentences.say(Change(None, "move")) == ""


@pytest.mark.parametrize("verb", [*terminal._DONE, *terminal._ABOUT_STORIES])
def test_every_verb_of_the_desk_has_its_own_sentence(verb: str) -> None:
    said = sentences.say(change(verb, 7))
    assert said != "T-7 changed"
    assert re.fullmatch(r"[A-Z].*[^.]", said)


def test_what_is_about_no_tip_counts_none() -> None:
    assert sentences.say(change("undo")) == "Undone"
    assert sentences.say(change("redo")) == "Done again"
