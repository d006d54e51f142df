import csv
import io
import json

import pytest

from tests.terminal import Terminal, Told


@pytest.fixture
def desk(tipdesk: Terminal) -> Terminal:
    """A desk of three tips, of which one was published."""
    for channel, headline in (("phone", "Water"), ("mail", "Fire"), ("mail", "Trams")):
        done(tipdesk("log", headline, "--channel", channel, "--story", "-1-BRIDGE"))
    done(tipdesk("set", "1", "--workflow", "ready"))
    done(tipdesk("publish", "1", "--url", "https://courier.example/water"))
    return tipdesk


def done(told: Told) -> str:
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_people_read_tables_with_small_bars(desk: Terminal) -> None:
    told = done(desk("stats"))
    assert "Came in since" in told
    assert "mail" in told
    assert "2  ########################" in told
    assert "Used: 1 tip (33 %), half of them within 0 min." in told
    assert all(line == line.rstrip() for line in told.splitlines())


def test_programs_read_the_same_numbers(desk: Terminal) -> None:
    told = json.loads(done(desk("stats", "--json")))
    assert told["workflow"]["new"] == 2
    period = told["period"]
    assert (period["tips"], period["used"], period["channel"]) == (3, 1, {"mail": 2, "phone": 1})
    assert sum(period["week"].values()) == 3
    assert len(period["week"]) == 12


def test_a_spreadsheet_takes_nothing_for_a_formula(desk: Terminal) -> None:
    rows = list(csv.reader(io.StringIO(done(desk("stats", "--csv")))))
    assert rows[0] == ["what", "which", "number"]
    assert ["channel", "mail", "2"] in rows
    assert ["story", "'-1-BRIDGE", "3"] in rows


def test_the_weeks_can_be_chosen(desk: Terminal) -> None:
    told = json.loads(done(desk("stats", "--json", "--weeks", "3")))
    assert len(told["period"]["week"]) == 3
    assert desk("stats", "--weeks", "0").returncode == 2


def test_an_empty_desk_has_numbers_as_well(newcomer: Terminal) -> None:
    done(newcomer("new", "Eastwick Courier"))
    told = done(newcomer("stats"))
    assert "0 tips" in told
    assert "Used: 0 tips." in told
