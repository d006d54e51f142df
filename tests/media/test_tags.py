import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.media.readers.tags import pair_of, statements
from tipdesk.newsroom.alike import moment, position
from tipdesk.newsroom.facts import Fact

APPLE = "com.apple.quicktime."


def told(tags: dict[str, str], fact: Fact, *, moving: bool = True) -> list[str]:
    return [one.value for one in statements(tags, moving=moving) if one.fact is fact]


@pytest.mark.parametrize(
    ("written", "place", "altitude"),
    [
        ("+38.1893-119.9558+2004.158/", "38.1893,-119.9558", "2004.158"),
        ("-51.7712+000.0931/", "-51.7712,0.0931", None),
        ("+00.0000-000.0042/", "0,-0.0042", None),
        ("+1.5+103.75-3/", "1.5,103.75", "-3"),
        ("+4012.22-07500.25/", "40.2036667,-75.0041667", None),
        ("+401213.1-0750015.1+2.79/", "40.2036389,-75.0041944", "2.79"),
        ("+27.5916+086.5640+8850CRSWGS_84/", "27.5916,86.564", "8850"),
        ("+90+000", "90,0", None),
    ],
)
def test_a_place_is_read_in_every_form_of_its_standard(
    written: str, place: str, altitude: str | None
):
    tags = {"location": written, "location-eng": written}
    assert told(tags, Fact.POSITION) == [place]
    assert told(tags, Fact.ALTITUDE) == ([altitude] if altitude else [])


@pytest.mark.parametrize("written", ["+00.0000+000.0000/", "+95.0+010.0/", "+00+000+00/"])
def test_a_place_that_cannot_be_is_said_to_be_unusable(written: str):
    assert told({"location": written}, Fact.POSITION) == []
    assert told({"location": written}, Fact.POSITION_UNUSABLE) == [written]


@pytest.mark.parametrize("written", ["", "Mill Road", "51.5,-0.1", "+51.5", "+51.5-0.1 or so"])
def test_words_are_no_place(written: str):
    assert told({"location": written}, Fact.POSITION) == []
    assert told({"location": written}, Fact.POSITION_UNUSABLE) == []


def test_the_time_with_a_zone_stands_before_the_time_of_the_container():
    tags = {
        "creation_time": "2026-11-22T10:05:00.000000Z",
        APPLE + "creationdate": "2026-11-22T11:05:00+0100",
        "date": "2026-11-22T11:05:00+0100",
    }
    assert told(tags, Fact.TAKEN_AT) == ["2026-11-22T11:05:00+01:00", "2026-11-22T10:05:00+00:00"]


@pytest.mark.parametrize("never", ["1904-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-13-41"])
def test_a_clock_that_was_never_set_says_no_time(never: str):
    assert told({"creation_time": never}, Fact.TAKEN_AT) == []


def test_the_year_of_a_record_is_not_when_a_sound_was_taken():
    assert told({"date": "1994"}, Fact.TAKEN_AT, moving=False) == []
    assert told({"date": "1994"}, Fact.TAKEN_AT) == ["1994"]


def test_a_field_recorder_says_when_it_recorded():
    tags = {"date": "2026-11-22", "creation_time": "10:05:00"}
    assert told(tags, Fact.TAKEN_AT, moving=False) == ["2026-11-22T10:05:00"]
    assert told({"creation_time": "10:05:00"}, Fact.TAKEN_AT, moving=False) == []


def test_phones_are_named_by_their_own_tags():
    android = {"com.android.manufacturer": "Invented", "com.android.version": "16"}
    assert told(android, Fact.MAKE) == ["Invented"]
    assert told(android, Fact.SOFTWARE) == ["Android 16"]
    assert told({APPLE + "location.accuracy.horizontal": "4.75"}, Fact.POSITION_ERROR) == ["4.75"]
    assert pair_of({APPLE + "content.identifier": "A1-B2"}) == "A1-B2"
    assert pair_of({}) is None


def test_tags_in_one_language_are_said_once():
    assert told({"TITLE": "Flood", "title-eng": "Flood"}, Fact.TITLE) == ["Flood"]
    assert told({"title-deu": "Flut"}, Fact.TITLE) == ["Flut"]


NAMES = ("location", "creation_time", "date", "title", "location-eng", APPLE + "creationdate")
WRITTEN = st.one_of(
    st.text(),
    st.from_regex(r"[+-]\d{1,7}(\.\d+)?[+-]\d{1,7}(\.\d+)?([+-]\d+)?/?", fullmatch=True),
    st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d{4})?", fullmatch=True),
)


@given(st.dictionaries(st.sampled_from(NAMES), WRITTEN), st.booleans())
def test_whatever_is_written_only_places_and_times_that_can_be_are_said(tags, moving):
    for one in statements(tags, moving=moving):
        assert one.value
        assert one.fact is not Fact.POSITION or position(one.value)
        assert one.fact is not Fact.TAKEN_AT or moment(one.value)
