"""Places are found offline, as people write them; namesakes are all offered."""

import pytest

from tipdesk.desk.verifying.places import gazetteer

BOSTON, ENGLAND = (42.36, -71.06), (52.0, 0.1)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Mill Road, Cambridge", "Cambridge, United Kingdom"),
        ("Cambridge, MA", "Cambridge, MA, United States"),
        ("Cambridge, Massachusetts", "Cambridge, MA, United States"),
        ("cambridge, usa", "Cambridge, MA, United States"),
        ("cologne", "Köln, Germany"),
        ("KÖLN", "Köln, Germany"),
        ("Bahnhof in München", "Munich, Germany"),
        ("the bridge at Ely", "Ely, United Kingdom"),
        ("Москва", "Moscow, Russia"),
    ],
)
def test_a_place_is_found_as_people_write_it(words: str, first: str) -> None:
    assert gazetteer().named(words).places[0].words == first


def test_of_namesakes_the_nearer_one_comes_first_and_all_are_offered() -> None:
    near_boston = gazetteer().named("Cambridge", near=BOSTON).places
    near_england = gazetteer().named("Cambridge", near=ENGLAND).places
    assert near_boston[0].state == "MA"
    assert near_england[0].country == "United Kingdom"
    assert set(near_boston) == set(near_england)


@pytest.mark.parametrize("words", ["", "outside my window", "\0|\n\t@", ",,,", "x" * 10_000])
def test_what_names_no_town_finds_none(words: str) -> None:
    assert gazetteer().named(words).places == ()


def test_the_nearest_town_is_found_across_the_date_line_and_nowhere_is_said_so() -> None:
    found = gazetteer().near((51.7712, 0.0931))
    assert found is not None
    assert found[0].name == "Harlow"
    assert 1_000 < found[1] < 2_000
    assert gazetteer().near((-40.0, -179.9999)) is None
    assert gazetteer().near((90.0, 180.0)) is None


def test_a_wide_box_has_its_big_cities_and_a_small_one_its_towns() -> None:
    world = gazetteer().within(-60, -180, 80, 180)
    assert 500 < len(world) < 5_000
    assert all(place.people >= 300_000 for place in world)
    assert "Auckland" in [place.name for place in gazetteer().within(-45, -190, -30, -170)]
    assert "Labasa" in [place.name for place in gazetteer().within(-18, 179, -16, 181)]
    assert "Harlow" in [place.name for place in gazetteer().within(51.5, -0.2, 52, 0.2)]
