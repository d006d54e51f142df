import pytest

from tests.nouns import make_tip, same_desk
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.contributors.noting import note_person
from tipdesk.desk.contributors.reading import people, person, sender_of_tip
from tipdesk.desk.contributors.twins import twins
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.triage import trash
from tipdesk.newsroom.errors import ChangedMeanwhile, NotFound, NotValid
from tipdesk.newsroom.people import ContactPoint
from tipdesk.newsroom.persons import Resemblance


def sent(desk, sender, **fields):
    return open_tip(desk, make_tip(desk, sender=sender, **fields), reveal=True).contributor.id


def test_people_are_listed_newest_first_with_the_tips_that_are_not_in_the_trash(desk):
    first = sent(desk, "Lee Farrow <l.farrow@example.org>")
    sent(desk, "Lee Farrow <l.farrow@example.org>")
    trash(desk, [make_tip(desk, sender="l.farrow@example.org")])
    second = sent(desk, "+44 1632 960001")
    assert [(line.id, line.called, line.tips) for line in people(desk)] == [
        (second, "+44 1632 960001", 1),
        (first, "Lee Farrow", 2),
    ]


@pytest.mark.parametrize("words", ["lee", "FARROW lee", "l.farrow@", "José", "jose", "100%"])
def test_people_are_found_by_words_of_names_and_addresses(desk, words):
    sent(desk, "Jo Grey <j.grey@example.org>")
    wanted = sent(desk, "Lee José Farrow 100% <l.farrow@example.org>")
    assert [line.id for line in people(desk, words)] == [wanted]


def test_a_protected_source_is_neither_named_nor_found(desk):
    hidden = sent(desk, "Nan Hale <n.hale@example.org>", protected=True)
    line = people(desk)[0]
    assert (line.id, line.name, line.reached, line.tips) == (hidden, "", (), 0)
    assert line.veiled
    assert "Hale" not in repr(line)
    assert not people(desk, "Hale")
    assert not people(desk, named=True)
    assert person(desk, hidden).note == ""


def test_who_sent_a_protected_tip_is_told_to_those_who_ask_for_it(desk):
    tip = make_tip(desk, sender="Nan Hale <n.hale@example.org>", protected=True)
    assert sender_of_tip(desk, tip).line.veiled
    told = sender_of_tip(desk, tip, reveal=True).line
    assert (told.name, told.protected, told.tips) == ("Nan Hale", True, 1)
    assert sender_of_tip(desk, make_tip(desk)) is None


def test_a_note_is_written_and_taken_back(desk):
    who = sent(desk, "Lee Farrow")
    note_person(desk, who, "Works at the weir.\r\nCall after six.")
    assert person(desk, who).note == "Works at the weir.\nCall after six."
    assert not note_person(desk, who, "Works at the weir.\nCall after six.")
    note_person(desk, who, "  \n ")
    assert person(desk, who).note == ""
    undo(desk)
    assert person(desk, who).note == "Works at the weir.\nCall after six."
    with pytest.raises(NotFound):
        note_person(desk, 99, "Nobody")


def test_a_note_that_somebody_else_wrote_meanwhile_is_not_lost(desk):
    who = sent(desk, "Lee Farrow")
    theirs = same_desk(desk)
    note_person(theirs, who, "Theirs.")
    theirs.close()
    with pytest.raises(ChangedMeanwhile):
        note_person(desk, who, "Mine.", was="")
    assert person(desk, who).note == "Theirs."


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("l.farrow@gmail.com", "LFarrow+tips@googlemail.com", Resemblance.ADDRESS),
        ("+44 1632 960001", "01632 960001", Resemblance.NUMBER),
        ("Lee Farrow <a@example.org>", "Farrow, Lee", Resemblance.NAME),
        ("Zoë Brandt <z@example.org>", "ZOE BRANDT <b@example.org>", Resemblance.NAME),
    ],
)
def test_who_may_be_the_same_person_is_suggested(desk, one, other, why):
    sent(desk, "Jo Grey <j.grey@gmail.com>")
    first, second = sent(desk, one), sent(desk, other)
    assert [(twin.line.id, twin.why) for twin in twins(desk, first)] == [(second, why)]
    assert [(twin.line.id, twin.why) for twin in twins(desk, second)] == [(first, why)]


def test_a_protected_source_is_not_suggested(desk):
    first = sent(desk, "Lee Farrow <l.farrow@example.org>")
    sent(desk, "Lee Farrow <lfarrow@example.org>", protected=True)
    assert not twins(desk, first)


@pytest.mark.parametrize("words", ["a" * 201, "a b " * 60])
def test_what_no_name_can_be_is_refused_in_a_sentence(desk, words):
    with pytest.raises(NotValid, match="at most 200 letters"):
        people(desk, words)


@pytest.mark.parametrize("words", ["z " * 100, "%", "_", "'\"--", "\u202e", "Lee\0z"])
def test_odd_words_find_nobody(desk, words):
    who = sent(desk, "Lee Farrow <l.farrow@example.org>")
    assert not people(desk, words)
    assert not twins(desk, who)


def test_a_person_with_many_words_and_contacts_has_twins_all_the_same(desk):
    first = sent(desk, " ".join(f"w{n}" for n in range(120)))
    second = sent(desk, " ".join(f"w{n}" for n in reversed(range(120))))
    with desk.begin("log") as work:
        for n in range(60):
            key = f"{n}@example.org"
            work.add(ContactPoint(contributor_id=first, kind="mail", value=key, key=key))
    assert [twin.line.id for twin in twins(desk, first)] == [second]
