"""The sun's place is right to the degree, on the day of the place and not of Greenwich."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.lines import media_line
from tipdesk.desk.verifying.clocks import camera_time, position_of
from tipdesk.desk.verifying.sun import sun_at, sun_of
from tipdesk.newsroom.facts import Fact

GREENWICH, AUCKLAND, NORTH_CAPE = (51.48, 0.0), (-36.85, 174.76), (71.17, 25.78)


def test_at_noon_the_sun_stands_in_the_south_as_high_as_the_season_lets_it() -> None:
    june = sun_at(datetime(2026, 6, 21, 12, 2, tzinfo=ZoneInfo("UTC")), GREENWICH)
    assert june.azimuth == pytest.approx(180, abs=1)
    assert june.height == pytest.approx(90 - 51.48 + 23.44, abs=0.2)
    assert june.against(180).said() == "The camera looked towards the sun."
    assert june.against(90).said() == "The sun stood to the right of the camera."
    assert june.against(0).said() == "The sun stood behind the camera."


def test_sunrise_and_sunset_are_those_of_the_local_day() -> None:
    zone = ZoneInfo("Pacific/Auckland")
    sun = sun_at(datetime(2026, 6, 21, 8, 0, tzinfo=zone), AUCKLAND)
    assert sun.rises is not None
    assert sun.sets is not None
    assert (sun.rises.day, sun.rises.hour, sun.sets.day, sun.sets.hour) == (21, 7, 21, 17)


def test_where_the_sun_stays_up_it_is_said_so() -> None:
    sun = sun_at(datetime(2026, 6, 21, 0, 0, tzinfo=ZoneInfo("Europe/Oslo")), NORTH_CAPE)
    assert sun.height > 0
    assert "did not rise or set" in sun.words.said()


def test_for_a_clock_without_zone_the_zone_of_the_place_is_taken_and_named_as_a_guess() -> None:
    media = media_line((Fact.TAKEN_AT, "2026-06-21T12:02:00"), (Fact.POSITION, "51.48,0.0"))
    sun = sun_of(camera_time(media), position_of(media))
    assert sun is not None
    assert sun.words.said().endswith("If the camera's clock showed the local time there.")
    assert sun_of(camera_time(media_line((Fact.TAKEN_AT, "2026-06-21T12:02:00"))), None) is None


def test_a_place_that_others_name_gives_a_bare_clock_its_zone_as_a_guess() -> None:
    bare = camera_time(media_line((Fact.TAKEN_AT, "2026-06-21T08:00:00")))
    sun = sun_of(bare, AUCKLAND)
    assert sun is not None
    assert sun.is_zone_assumed
    assert sun.at.utcoffset() == timedelta(hours=12)
