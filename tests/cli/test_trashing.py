"""The command line puts tips into the trash, and deletes for good what lies there."""

import pytest


@pytest.fixture
def tips(tipdesk, tmp_path):
    (tmp_path / "water.jpg").write_bytes(b"\xff\xd8\xff" + b"water" * 200)
    tipdesk("log", "Water on Mill Road", tmp_path / "water.jpg", "--from", "Ivo <ivo@mill.example>")
    tipdesk("log", "Pumps")
    tipdesk("log", "Weir")


def listed(records, tipdesk, query="") -> list[int]:
    return [one["number"] for one in records(tipdesk("list", query, "--json"))]


def test_tips_go_to_the_trash_and_back(tipdesk, records, tips):
    assert tipdesk("trash", 1, 2).stdout == "2 tips put into the trash.\n"
    assert listed(records, tipdesk) == [3]
    assert tipdesk("trash", 2, "--back").stdout == "T-2 restored from the trash.\n"
    assert listed(records, tipdesk, "is:trashed") == [1]


def test_what_would_go_is_told_and_nothing_goes(tipdesk, records, tips):
    tipdesk("trash", 1, 2)
    done = tipdesk("delete", "--trash", "--dry-run")
    assert done.stdout == "2 tips and 1 file (1.0 kB) would be deleted for good; nothing was.\n"
    (told,) = records(tipdesk("delete", 1, "--dry-run", "--json"))
    assert told == {"tips": [1], "files": 1, "bytes": 1003, "refused": []}
    assert listed(records, tipdesk, "is:trashed") == [2, 1]


def test_chosen_tips_are_deleted_and_the_others_stay(tipdesk, records, tips):
    tipdesk("trash", 1, 2)
    assert tipdesk("delete", 1, "--yes").stdout == "T-1 deleted for good.\n"
    assert listed(records, tipdesk, "is:trashed") == [2]
    assert tipdesk("show", 1).returncode == 1
    assert "deleted for good" in tipdesk("history", 1).stdout
    assert tipdesk("check", "--deep").stdout == "The desk is whole.\n"


def test_the_trash_is_emptied(tipdesk, records, tips):
    tipdesk("trash", 1, 2)
    (change,) = records(tipdesk("delete", "--trash", "--yes", "--json"))
    assert (change["verb"], change["tips"]) == ("delete", [1, 2])
    assert tipdesk("delete", "--trash", "--yes").stdout == "The trash is empty.\n"
    assert listed(records, tipdesk) == [3]


def test_who_is_not_there_to_be_asked_has_to_say_yes(tipdesk, records, tips):
    tipdesk("trash", 1)
    done = tipdesk("delete", 1)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--yes" in done.stderr
    assert listed(records, tipdesk, "is:trashed") == [1]


@pytest.mark.parametrize(
    ("answer", "code", "left"), [("y\n", 0, ""), ("n\n", 1, "T-1"), ("", 1, "T-1")]
)
@pytest.mark.usefixtures("tips", "somebody_at_it")
def test_at_a_terminal_it_is_asked(tipdesk, answer, code, left):
    tipdesk("trash", 1)
    done = tipdesk("delete", 1, typed=answer)
    assert done.returncode == code
    assert "Delete 1 tip and 1 file (1.0 kB) for good?" in done.stderr
    assert tipdesk("list", "is:trashed").stdout.split(" ")[0].strip() == left


@pytest.fixture
def somebody_at_it(monkeypatch):
    """Somebody sits at the terminal, who can answer."""
    monkeypatch.setattr("tipdesk.cli.trashing.can_be_asked", lambda: True)


@pytest.mark.parametrize(
    ("asked", "code", "why"),
    [
        (("delete",), 2, "Name tips"),
        (("delete", 1, "--trash"), 2, "Name tips"),
        (("delete", 3, "--yes"), 1, "T-3 is not in the trash"),
        (("delete", 99, "--yes"), 1, "T-99 is not on this desk"),
        (("delete", 3, "--dry-run"), 1, "T-3 is not in the trash"),
        (("trash", 99), 1, "T-99 is not on this desk"),
    ],
)
def test_what_cannot_be_done_is_said(tipdesk, tips, asked, code, why):
    done = tipdesk(*asked)
    assert done.returncode == code
    assert why in done.stderr


def test_some_are_deleted_and_the_others_named(tipdesk, records, tips):
    tipdesk("trash", 1)
    done = tipdesk("delete", 1, 3, "--yes")
    assert (done.returncode, done.stdout) == (1, "T-1 deleted for good.\n")
    assert "T-3: T-3 is not in the trash" in done.stderr
