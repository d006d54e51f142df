"""While a number is typed, it is found who can be reached there; nobody protected is named."""

import pytest

from tests.nouns import make_tip
from tipdesk.desk.contributors.calling import callers
from tipdesk.newsroom.people import ContactPoint, Contributor


def names(store, number):
    return [line.name for line in callers(store, number)]


@pytest.fixture
def khan(desk):
    make_tip(desk, sender="Mrs Khan <+44 161 496 0123>")


@pytest.mark.parametrize("typed", ["+44 161 496 0123", "0044 (0)161 4960123", "0161 496 0123"])
def test_a_number_is_known_however_it_is_written(desk, khan, typed):
    assert names(desk, typed) == ["Mrs Khan"]


@pytest.mark.parametrize("typed", ["", "0123", "0161 496 0124", "\0", "%", "x" * 500])
def test_another_is_not(desk, khan, typed):
    assert names(desk, typed) == []


def test_who_shares_a_number_is_offered_the_newest_first(desk, khan):
    with desk.begin("log") as work:
        work.add(Contributor(name="Her son"))
        work.flush()
        key, kind = "+441614960123", "phone"
        work.add(ContactPoint(contributor_id=2, kind=kind, value=key, key=key))
    assert names(desk, "+44 161 496 0123") == ["Her son", "Mrs Khan"]


def test_addresses_and_handles_are_known_as_well(desk):
    make_tip(desk, sender="Jo <jo@example.org>")
    make_tip(desk, sender="Kit <@kit>")
    assert names(desk, "JO@example.org") == ["Jo"]
    assert names(desk, "@Kit") == ["Kit"]


def test_of_a_protected_source_it_is_told_that_there_is_one_for_just_the_number(desk):
    make_tip(desk, sender="Nan Hale <+44 7700 900123>", protected=True)
    (line,) = callers(desk, "+44 7700 900 123")
    assert (line.veiled, line.name, line.reached) == (True, "", ())
    assert callers(desk, "07700 900 123") == []
