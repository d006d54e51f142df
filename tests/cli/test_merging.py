"""The command line makes one of tips that tell the same, and parts them again."""

import pytest

TOLD = "The weir at Mill Road gave way at noon and the water stands knee-high in Orchard Lane."


@pytest.fixture
def twins(tipdesk):
    tipdesk("log", "Weir broken", "--text", TOLD, "--tag", "weir")
    tipdesk("log", "Fwd: weir broken", "--text", f"{TOLD}\n\nSent from my phone")
    tipdesk("log", "Pumps", "--text", "The pumps at the mill stand still.")


def test_what_looks_like_a_tip_is_told_with_how_alike_it_is(tipdesk, records, twins):
    (found,) = records(tipdesk("alike", 1, "--json"))
    assert found["number"] == 2
    assert 80 <= found["alike"] < 100
    assert tipdesk("alike", 1).stdout.startswith(f" {found['alike']} %  T-2 ")
    assert tipdesk("alike", 3).stdout == "No other tip says almost the same as T-3.\n"


def test_one_is_made_of_two_and_they_are_parted_again(tipdesk, records, twins):
    assert tipdesk("merge", 2, 1).stdout == "2 tips merged.\n"
    one, other = records(tipdesk("show", 1, "--json")) + records(tipdesk("show", 2, "--json"))
    assert (one["merged_into"], one["trashed"], other["tags"]) == (2, True, ["weir"])
    assert "went into: T-2\n" in tipdesk("show", 1).stdout

    (change,) = records(tipdesk("split", 1, "--json"))
    assert (change["verb"], change["tips"]) == ("split", [1, 2])
    (one,) = records(tipdesk("show", 1, "--json"))
    assert (one["merged_into"], one["trashed"], one["tags"]) == (None, False, ["weir"])


@pytest.mark.parametrize(
    ("asked", "code", "why"),
    [
        (("merge", 1, 1), 2, "takes two tips"),
        (("merge", 1, 99), 1, "T-99 is not on this desk"),
        (("split", 1), 1, "T-1 went into no other tip"),
        (("alike", "x"), 2, "not a tip number"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(tipdesk, twins, asked, code, why):
    done = tipdesk(*asked)
    assert (done.returncode, done.stdout) == (code, "")
    assert why in done.stderr
