import pytest

from tests.nouns import make_tip
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.changes.words import done, say
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import move, trash
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import ChangeId, StoryId, TipId
from tipdesk.newsroom.states import Workflow

VERBS = (
    *("log", "attach", "edit", "move", "assign", "prioritise", "trash", "restore", "protect"),
    *("tag", "untag", "put", "take_out", "found", "edit_story", "publish", "kill", "note"),
    *("drop_note", "caption", "detach", "sender", "verdict", "undo", "redo"),
    *("rate", "choose", "link", "unlink"),
)


def test_one_tip_is_named_and_many_are_counted(desk):
    tips = [make_tip(desk) for _ in range(2)]
    assert say(retag(desk, tips[:1], add=["flood"])) == "T-1 tagged."
    assert say(trash(desk, tips)) == "2 tips put into the trash."
    assert say(undo(desk)) == "2 tips put back as before."


def test_what_was_refused_is_said_with_the_reason(desk):
    tips = [make_tip(desk), make_tip(desk, workflow=Workflow.KILLED), TipId(9)]
    assert say(move(desk, tips, Workflow.VERIFYING)) == (
        "Workflow of T-1 changed. 2 tips were left as before; T-2: A tip that is killed can't "
        "become verifying; from here it can go to triage, archived."
    )


def test_nothing_is_said_to_be_nothing(desk):
    tip = make_tip(desk, tags=("flood",))
    assert say(retag(desk, [tip], add=["flood"])) == "Nothing had to be changed."


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_words(verb):
    for tips in (frozenset(), frozenset({TipId(1)})):
        for stories in (frozenset(), frozenset({StoryId(1)})):
            sentence = say(Change(ChangeId("c"), verb, tips=tips, stories=stories))
            assert sentence.endswith(".")
            assert "_" not in sentence


@pytest.mark.parametrize(
    ("verb", "sentence", "short"),
    [
        ("caption", "Media details of T-41 edited.", "media details edited"),
        ("attach", "Files attached to T-41.", "files attached"),
        ("verdict", "Verdict on T-41 set.", "verdict set"),
        ("publish", "T-41 published.", "published"),
        ("take_out", "T-41 taken out of a story.", "taken out of a story"),
        ("a verb of tomorrow", "T-41 changed.", "changed"),
    ],
)
def test_a_verb_is_said_in_newsroom_english(verb, sentence, short):
    assert say(Change(ChangeId("c"), verb, tips=frozenset({TipId(41)}))) == sentence
    assert done(verb) == short
