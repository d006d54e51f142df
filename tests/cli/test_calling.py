"""The command line logs phone calls, and what was promised in them is late, and done."""

import pytest


def test_a_call_is_logged_with_everything_and_its_promise_is_done(tipdesk, records):
    told = tipdesk(
        *("call", "Water in the cellar", "--text", "-", "--from", "Ann Okafor <0161 496 0123>"),
        *("--lasted", "4:12", "--read-back", "--promised", "call back", "--by", "2026-01-02 15:00"),
        typed="Since six.\n",
    )
    assert told.stdout == "T-1 logged.\n"
    (tip,) = records(tipdesk("show", 1, "--json"))
    assert (tip["channel"], tip["contributor"], tip["text"]) == (
        "phone",
        "Ann Okafor",
        "Since six.",
    )
    (call,) = tip["calls"]
    assert (call["seconds"], call["read_back"], call["promised"]) == (252, True, "call back")
    assert "4:12 minutes, read back, promised: call back by 2026-01-0" in tipdesk("show", 1).stdout
    assert "T-1" in tipdesk("list", "is:late").stdout
    assert tipdesk("promise", 1).stdout == "Promise to the caller of T-1 kept.\n"
    assert tipdesk("list", "is:late").stdout == ""
    assert tipdesk("promise", 1).returncode == 1


def test_the_same_number_is_the_same_person_only_where_that_is_said(tipdesk, records):
    for more in ((), (), ("--person", 1)):
        tipdesk("call", "Water", "--from", "0161 496 0123", *more)
    people = records(tipdesk("people", "list", "--json"))
    assert [(one["id"], one["tips"]) for one in people] == [(2, 1), (1, 2)]


def test_a_protected_caller_is_not_named(tipdesk):
    tipdesk("call", "Water", "--from", "Nan Hale <07700 900 123>", "--protected")
    for words in (("show", 1), ("show", 1, "--json"), ("history", 1), ("people", "list")):
        assert "Hale" not in tipdesk(*words).stdout


@pytest.mark.parametrize("wrong", [("--lasted", "long"), ("--by", "soon"), ("--lasted", "4:99")])
def test_what_does_not_fit_is_told_and_nothing_logged(tipdesk, wrong):
    done = tipdesk("call", "Water", *wrong)
    assert done.returncode == 2
    assert done.stderr
