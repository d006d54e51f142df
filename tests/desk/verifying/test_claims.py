"""What the tip says is compared fairly with what the file says, and guesses are called so."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lines import RECEIVED, media_line, open_tip
from tipdesk.desk.verifying.claims import About, Comparison, Outcome, claims, same_person
from tipdesk.desk.verifying.clocks import How, camera_time
from tipdesk.desk.verifying.findings import findings, veiled
from tipdesk.newsroom.credentials import Credentials, Standing
from tipdesk.newsroom.facts import Fact, Said, Source
from tipdesk.newsroom.lines import MediaLine, OpenTip

CAMBRIDGE, PARIS = "52.2053,0.1218", "48.8566,2.3522"
HAPPENED = datetime(2026, 11, 21, 16, 10, tzinfo=UTC)


def about(what: About, tip: OpenTip, media: MediaLine) -> Comparison | None:
    found = findings(tip, media).comparisons
    return next((one for one in found if one.about is what), None)


@pytest.mark.parametrize(
    ("taken", "outcome", "words"),
    [
        ("2026-11-21T16:08:03+00:00", Outcome.SAME, "2 minutes apart"),
        ("2026-11-21T17:08:03+01:00", Outcome.SAME, "2 minutes apart"),
        ("2026-11-20T09:10:00+00:00", Outcome.DIFFERENT, "31 hours earlier"),
        ("2026-11-21T16:08:03", Outcome.OPEN, "no zone"),
        ("2026-11-18T16:08:03", Outcome.DIFFERENT, "3 days earlier, whatever its zone"),
        ("2026-11-21", Outcome.OPEN, "no zone"),
    ],
)
def test_times_are_compared_by_instant_and_a_bare_clock_is_called_so(
    taken: str, outcome: Outcome, words: str
) -> None:
    found = about(About.TIME, open_tip(happened_at=HAPPENED), media_line((Fact.TAKEN_AT, taken)))
    assert found is not None
    assert found.outcome is outcome
    assert words in found.words.said()


@pytest.mark.parametrize(
    ("taken", "outcome"),
    [
        ("2026-11-21T23:30:00", Outcome.SAME),
        ("2026-11-22T00:30:00", Outcome.OPEN),
        ("2026-11-22T00:30:00+00:00", Outcome.DIFFERENT),
        ("2026-11-23T00:30:00", Outcome.DIFFERENT),
    ],
)
def test_a_tip_that_names_only_a_day_is_compared_by_days(taken: str, outcome: Outcome) -> None:
    midnight = datetime(2026, 11, 21).astimezone()
    found = about(About.TIME, open_tip(happened_at=midnight), media_line((Fact.TAKEN_AT, taken)))
    assert found is not None
    assert found.outcome is outcome
    assert ":" not in found.claimed


def test_the_zone_of_a_bare_clock_comes_from_the_satellites_or_else_from_the_position() -> None:
    bare = (Fact.TAKEN_AT, "2026-11-21T17:08:03")
    fixed = camera_time(media_line(bare, (Fact.GPS_AT, "2026-11-21T16:08:01Z")))
    placed = camera_time(media_line(bare, (Fact.POSITION, PARIS)))
    for taken, how in ((fixed, How.SATELLITES), (placed, How.POSITION)):
        assert taken is not None
        assert taken.how is how
        assert taken.instant == datetime(2026, 11, 21, 16, 8, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "outcome", "words"),
    [
        (timedelta(hours=-2), Outcome.SAME, "2 hours before it was sent"),
        (timedelta(days=-400), Outcome.DIFFERENT, "13 months before it was sent"),
        (timedelta(hours=2), Outcome.DIFFERENT, "2 hours after it arrived"),
    ],
)
def test_a_picture_older_than_a_day_or_younger_than_its_tip_stands_out(
    later: timedelta, outcome: Outcome, words: str
) -> None:
    taken = (RECEIVED + later).isoformat()
    found = about(About.SENT, open_tip(), media_line((Fact.TAKEN_AT, taken)))
    assert found is not None
    assert found.outcome is outcome
    assert words in found.words.said()


@pytest.mark.parametrize(
    ("at", "place", "outcome", "words"),
    [
        (CAMBRIDGE, "Mill Road, Cambridge", Outcome.SAME, "In or near Cambridge"),
        (PARIS, "Mill Road, Cambridge, UK", Outcome.DIFFERENT, "km from Cambridge, United Kingdom"),
        (CAMBRIDGE, "Mill Road, Eastwick", Outcome.OPEN, "a smaller place that is not known here"),
        (PARIS, "Eastwick, PA", Outcome.DIFFERENT, "km from Eastwick, PA, United States"),
        (PARIS, "behind the shed", Outcome.OPEN, "no town of that name"),
        (PARIS, "48.85, 2.35", Outcome.SAME, "48.85, 2.35"),
    ],
)
def test_the_place_named_is_compared_with_the_position(
    at: str, place: str, outcome: Outcome, words: str
) -> None:
    found = about(About.PLACE, open_tip(place=place), media_line((Fact.POSITION, at)))
    assert found is not None
    assert found.outcome is outcome
    assert words in found.words.said()


def test_an_editor_may_choose_another_town_of_that_name() -> None:
    tip, media = open_tip(place="Cambridge"), media_line((Fact.POSITION, CAMBRIDGE))
    likeliest = findings(tip, media)
    another = next(place for place in likeliest.meant.places if place.state == "MA")
    chosen = findings(tip, media, another)
    assert chosen.place == another
    assert chosen.meant == likeliest.meant


@pytest.mark.parametrize(
    ("sender", "maker", "same"),
    [
        ("Ada Okafor", "OKAFOR, ADA", True),
        ("Ada Okafor", "A. Okafor", True),
        ("Ana Müller", "Ana Muller", True),
        ("Ada Okafor", "B. Okafor", False),
        ("Ada Okafor", "Bo Lind", False),
        ("A", "A", False),
    ],
)
def test_names_are_compared_as_people_write_them(sender: str, maker: str, same: bool) -> None:
    assert same_person(sender, maker) is same_person(maker, sender) is same


def test_who_took_it_is_compared_but_never_for_a_protected_source() -> None:
    media = media_line((Fact.CREATOR, "Bo Lind"))
    found = about(About.MAKER, open_tip(sender="Ada Okafor"), media)
    assert found is not None
    assert found.outcome is Outcome.DIFFERENT
    assert about(About.MAKER, open_tip(sender="Ada Okafor", protected=True), media) is None


def test_i_took_this_is_held_against_a_picture_that_says_it_was_generated() -> None:
    made = media_line((Fact.DIGITAL_SOURCE_TYPE, "trainedAlgorithmicMedia"))
    found = about(About.MAKER, open_tip(text="I took this an hour ago."), made)
    assert found is not None
    assert found.outcome is Outcome.DIFFERENT


ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["nan", "inf", "-0", "1e308", "90,180", "-90,-180", "nan,nan", "0,0", "1/0"]),
    st.sampled_from(
        ["2026-11-21T16:08:03+23:59", "2199-12-31", "1826-01-01T00:00:00Z", "2026-02-30"]
    ),
)
SAID = st.lists(st.builds(Said, st.sampled_from(Fact), st.sampled_from(Source), ODD), max_size=8)


@given(SAID, st.text(max_size=40), st.datetimes(min_value=datetime(1, 1, 3)))  # noqa: DTZ001
@settings(deadline=None)
def test_no_statement_and_no_claim_is_so_odd_that_it_breaks(
    said: list[Said], place: str, happened: datetime
) -> None:
    tip = open_tip(place=place, text=place, sender=place, happened_at=happened.replace(tzinfo=UTC))
    found = findings(tip, media_line(said=tuple(said)))
    assert all(one.words.said() for one in found.comparisons)
    assert found.direction is None or 0 <= found.direction < 360


def test_a_veiled_file_tells_neither_where_nor_by_whom() -> None:
    media = media_line(
        *((Fact.POSITION, PARIS), (Fact.CREATOR, "Bo Lind"), (Fact.MODEL, "Phone 15")),
        gps=(48.8, 2.3),
        credentials=Credentials(Standing.INTACT, signed_by="Bo Lind"),
    )
    found = findings(open_tip(place="Paris", sender="Ada Okafor"), veiled(media))
    assert found.at is None
    assert found.comparisons == ()
    assert [one.fact for one in veiled(media).said] == [Fact.MODEL]
    assert veiled(media).credentials == Credentials(Standing.INTACT)


@pytest.mark.parametrize(
    "taken", ["0001-01-01T00:00:00", "9999-12-31T23:59:59", "0001-01-01T00:00:00+14:00", "x"]
)
def test_a_clock_at_the_end_of_time_breaks_nothing(taken: str) -> None:
    media = media_line((Fact.TAKEN_AT, taken), (Fact.POSITION, PARIS))
    claims(open_tip(happened_at=HAPPENED), media, None)
    assert findings(open_tip(happened_at=HAPPENED), media).at is not None
