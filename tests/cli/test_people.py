"""The command line tells who sends tips, makes one of several people, and parts them."""

import pytest


@pytest.fixture
def two(tipdesk):
    tipdesk("log", "Pumps", "--from", "Lee Farrow <l.farrow@example.org>")
    tipdesk("log", "Weir", "--from", "Elizabeth Farrow <lfarrow@example.org>")


def test_people_are_listed_and_found(tipdesk, two, records):
    assert tipdesk("people", "list").stdout == (
        "     2  Elizabeth Farrow  lfarrow@example.org  1 tip\n"
        "     1  Lee Farrow  l.farrow@example.org  1 tip\n"
    )
    assert records(tipdesk("people", "list", "lee", "farrow", "--json")) == [
        {
            "id": 1,
            "name": "Lee Farrow",
            "reached": [{"kind": "mail", "value": "l.farrow@example.org"}],
            "tips": 1,
            "protected": False,
            "blocked": False,
        }
    ]


def test_two_become_one_and_are_parted(tipdesk, two, records):
    assert tipdesk("people", "merge", 1, 2).stdout == "Senders of T-2 merged.\n"
    whole = records(tipdesk("people", "show", 1, "--json"))[0]
    assert (whole["tips"], whole["merged"][0]["names"]) == (2, ["Elizabeth Farrow"])
    told = tipdesk("people", "show", 1).stdout
    assert "also called Elizabeth Farrow" in told
    assert "made one with Elizabeth Farrow" in told
    assert tipdesk("people", "split", 1).stdout == "Senders of T-2 parted again.\n"
    assert len(tipdesk("people", "list").stdout.splitlines()) == 2
    assert tipdesk("undo").returncode == 0
    assert len(tipdesk("people", "list").stdout.splitlines()) == 1


def test_a_note_is_written(tipdesk, two):
    done = tipdesk("people", "note", 1, "-", typed="Works at the weir.\n")
    assert done.stdout == "The desk has another note about a person.\n"
    assert "note: Works at the weir." in tipdesk("people", "show", 1).stdout


def test_a_person_is_given_another_name(tipdesk, two):
    assert tipdesk("people", "rename", 1, "Leigh Farrow").stdout == "Sender of T-1 renamed.\n"
    assert "Leigh Farrow" in tipdesk("people", "show", 1).stdout
    assert "sender renamed: Lee Farrow → Leigh Farrow" in tipdesk("history", 1).stdout


def test_who_may_be_the_same_is_told(tipdesk, two):
    told = tipdesk("people", "show", 1).stdout
    assert "may be the same, by address: 2  Elizabeth Farrow" in told


def test_a_protected_source_is_not_named(tipdesk, records):
    tipdesk("log", "Pumps", "--from", "Nan Hale <n.hale@example.org>", "--protected")
    for words in (("list",), ("list", "--json"), ("show", 1), ("show", 1, "--json")):
        told = tipdesk("people", *words).stdout
        assert "protected source" in told
        assert "ale" not in told.replace("false", "")
    assert tipdesk("people", "list", "hale").stdout == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("merge", 1, 99), 1),
        (("merge", 1, 1), 2),
        (("merge", 1), 2),
        (("split", 1), 1),
        (("show", 99), 1),
        (("note", 99, "x"), 1),
        (("rename", 99, "x"), 1),
        (("show", "x"), 2),
    ],
)
def test_what_can_not_be_done_is_told_by_the_exit_code(tipdesk, two, words, code):
    done = tipdesk("people", *words)
    assert done.returncode == code
    assert done.stderr
    assert not done.stdout
