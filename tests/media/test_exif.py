import struct
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from tests.media.conftest import Read
from tests.media.stating import told
from tipdesk.media.drawing import PictureFacts, picture
from tipdesk.media.readers.blocks import NOTHING, blocks_of, completed
from tipdesk.media.readers.exif import statements
from tipdesk.media.readers.figures import decimal, number_of
from tipdesk.media.readers.moments import iso_of, moment_of
from tipdesk.newsroom.facts import Fact, Source

ZERO, NOTHING_AT_ALL, FIFTY = "0/1 0/1 0/1", "0/0 0/0 0/0", "50/1 30/1 0/1"
GPS_TAG = "Exif.GPSInfo.GPS"


def gps(latitude: str, north: str, longitude: str, east: str, **more: str) -> dict[str, str]:
    tags = {
        "Latitude": latitude,
        "LatitudeRef": north,
        "Longitude": longitude,
        "LongitudeRef": east,
    }
    return {GPS_TAG + name: value for name, value in (tags | more).items() if value}


@pytest.mark.parametrize(
    ("tags", "place"),
    [
        ((FIFTY, "N", FIFTY, "E"), "50.5,50.5"),
        ((FIFTY, "S", FIFTY, "W"), "-50.5,-50.5"),
        ((ZERO, "N", ZERO, "E"), "0,0"),
        ((ZERO, "N", FIFTY, "W"), "0,-50.5"),
        (("50/1 30/1 0/0", "N", "50/1 30/1 0/0", "E"), "50.5,50.5"),
        (("50.5", "N", "0.25", "W"), "50.5,-0.25"),
        ((ZERO, "", ZERO, ""), None),
        ((FIFTY, "", FIFTY, "E"), None),
        ((NOTHING_AT_ALL, "N", NOTHING_AT_ALL, "E"), None),
        (("91/1 0/1 0/1", "N", FIFTY, "E"), None),
        ((FIFTY, "E", FIFTY, "N"), None),
        (("nan nan nan", "N", FIFTY, "E"), None),
        ((FIFTY, "N", "", ""), None),
    ],
)
def test_no_position_is_told_from_a_real_zero(tags: tuple[str, str, str, str], place: str | None):
    said = told(statements(gps(*tags)))
    assert said.get(Fact.POSITION) == place
    assert (Fact.POSITION_UNUSABLE in said) == (place is None)


def test_a_position_that_cannot_be_used_is_told_in_its_raw_words():
    said = told(statements(gps(NOTHING_AT_ALL, "N", FIFTY, "")))
    assert said[Fact.POSITION_UNUSABLE] == f"{NOTHING_AT_ALL} N, {FIFTY}"
    assert told(statements({GPS_TAG + "VersionID": "2 3 0 0"})) == {}


def test_all_that_a_receiver_knows_is_told():
    more = {
        "AltitudeRef": "1",
        "Altitude": "244/10",
        "ImgDirection": "3595/10",
        "ImgDirectionRef": "M",
        "HPositioningError": "5/1",
        "DateStamp": "2026:11:22",
        "TimeStamp": "9/1 5/1 305/10",
    }
    said = told(statements(gps(FIFTY, "N", FIFTY, "E", **more)))
    assert said == {
        Fact.POSITION: "50.5,50.5",
        Fact.ALTITUDE: "-24.4",
        Fact.DIRECTION: "359.5",
        Fact.NORTH: "magnetic",
        Fact.POSITION_ERROR: "5",
        Fact.GPS_AT: "2026-11-22T09:05:30.5+00:00",
    }


def test_each_time_is_told_with_its_own_part_and_zone():
    said = told(
        statements(
            {
                "Exif.Photo.DateTimeOriginal": "2026:11:22 10:05:00",
                "Exif.Photo.SubSecTimeOriginal": "054 ",
                "Exif.Photo.OffsetTimeOriginal": "-03:30",
                "Exif.Photo.DateTimeDigitized": "2026:11:22 10:05:01",
                "Exif.Photo.OffsetTimeDigitized": "   :  ",
                "Exif.Image.DateTime": "0000:00:00 00:00:00",
                "Exif.Photo.OffsetTime": "+01:00",
            }
        )
    )
    assert said == {
        Fact.TAKEN_AT: "2026-11-22T10:05:00.054-03:30",
        Fact.DIGITIZED_AT: "2026-11-22T10:05:01",
    }


def test_numbers_are_told_with_a_decimal_point_and_words_without_padding():
    said = told(
        statements(
            {
                "Exif.Image.Make": "Sample Works   ",
                "Exif.Image.Model": " ",
                "Exif.Photo.ExposureTime": "1/250",
                "Exif.Photo.FNumber": "185/100",
                "Exif.Photo.FocalLength": "0/0",
                "Exif.Photo.ISOSpeedRatings": "100",
                "Exif.Photo.Flash": "16",
                "Exif.Photo.UserComment": "charset=Unicode Am Wehr",
                "Exif.Image.XPTitle": "87 0 101 0 104 0 114 0 0 0",
                "Exif.Image.Artist": "First Author; Second Author",
            }
        )
    )
    assert said == {
        Fact.MAKE: "Sample Works",
        Fact.EXPOSURE_TIME: "0.004",
        Fact.F_NUMBER: "1.85",
        Fact.ISO_SPEED: "100",
        Fact.FLASH: "not fired",
        Fact.COMMENT: "Am Wehr",
        Fact.TITLE: "Wehr",
        Fact.CREATOR: "First Author\nSecond Author",
    }


@given(st.dictionaries(st.sampled_from(sorted(gps("1", "1", "1", "1"))), st.text(max_size=20)))
def test_any_words_in_place_of_a_position_are_borne(tags: dict[str, str]):
    said = told(statements(tags))
    if Fact.POSITION in said:
        latitude, longitude = map(float, said[Fact.POSITION].split(","))
        assert abs(latitude) <= 90
        assert abs(longitude) <= 180


@pytest.mark.parametrize(
    ("written", "moment", "offset"),
    [
        ("2026:11:22 10:05:00", "2026:11:22 10:05:00", None),
        ("2026-11-22T10:05:00+0100", "2026:11:22 10:05:00", "+01:00"),
        ("2026-11-22T10:05:00.123Z", "2026:11:22 10:05:00", "+00:00"),
        ("2026:11:22 10:05:00-03:30", "2026:11:22 10:05:00", "-03:30"),
        ("20261122 100500+0100", "2026:11:22 10:05:00", "+01:00"),
        ("0000:00:00 00:00:00", None, None),
        ("1904-01-01T00:00:00Z", None, None),
        ("1970-01-01T00:00:00Z", None, None),
        ("2026:02:30 10:05:00", None, None),
        ("2026:11:22 24:05:00", None, None),
        ("    :  :     :  :  ", None, None),
        ("2026:11:22   :  :  ", None, None),
        ("yesterday", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_only_a_time_that_exists_is_believed(
    written: str | None, moment: str | None, offset: str | None
):
    assert moment_of(written) == (moment, offset)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1943", "1943"),
        ("1943-06", "1943-06"),
        ("19430600", None),
        ("2026-11-22T10:05", "2026-11-22T10:05"),
        ("2026-11-22T10:05+01:00", "2026-11-22T10:05+01:00"),
        ("2026-11-22T10:05:00+99:00", "2026-11-22T10:05:00"),
        ("2026:11:22   :  :  ", "2026-11-22"),
    ],
)
def test_a_time_is_as_exact_as_it_was_written(written: str, iso: str | None):
    assert iso_of(written) == iso


@given(st.text(max_size=40), st.text(max_size=8), st.text(max_size=8))
def test_any_words_for_a_time_are_borne(words: str, part: str, zone: str):
    moment, offset = moment_of(words)
    assert moment is None or len(moment) == 19
    assert offset is None or len(offset) == 6
    iso = iso_of(words, part, zone)
    assert iso is None or iso.isascii()


@given(
    st.floats(min_value=-90, max_value=90),
    st.floats(min_value=-180, max_value=180),
    st.integers(min_value=-14 * 60, max_value=14 * 60),
)
def test_what_the_drawn_camera_wrote_is_read_back(latitude: float, longitude: float, minutes: int):
    zone = timezone(timedelta(minutes=minutes))
    taken = datetime(2026, 11, 22, 10, 5, tzinfo=zone)
    drawn = picture(
        "road", size=(8, 8), exif=PictureFacts(taken_at=taken, gps=(latitude, longitude))
    )
    said = told(statements(blocks_of(drawn).exif))
    place = [float(part) for part in said[Fact.POSITION].split(",")]
    assert place == [pytest.approx(latitude, abs=1e-5), pytest.approx(longitude, abs=1e-5)]
    assert said[Fact.TAKEN_AT] == taken.isoformat()
    assert (said[Fact.MAKE], said[Fact.MODEL]) == ("Sample Phone", "Example Cam 3")


def test_where_exiv2_finds_nothing_pillow_says_the_same():
    image = Image.new("RGB", (8, 8))
    exif = image.getexif()
    exif[Base.Make] = "Sample Works\0junk"
    inner, places = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    inner[Base.DateTimeOriginal], inner[Base.SubsecTimeOriginal] = "2026:11:22 10:05:00", "5"
    inner[Base.ExposureTime] = 0.004
    places[GPS.GPSLatitude], places[GPS.GPSLatitudeRef] = (50.0, 30.0, 0.0), "N"
    places[GPS.GPSLongitude], places[GPS.GPSLongitudeRef] = (float("nan"), 0.0, 0.0), "E"
    said = told(statements(completed(NOTHING, image).exif))
    assert said[Fact.MAKE] == "Sample Works"
    assert said[Fact.TAKEN_AT] == "2026-11-22T10:05:00.5"
    assert Fact.POSITION_UNUSABLE in said


def test_facts_go_with_the_picture_through_the_wall(read: Read):
    facts = PictureFacts(datetime(2026, 11, 22, 10, 5, tzinfo=UTC), (-33.5, 0.0))
    reading = read(picture("weir", size=(64, 48), exif=facts))
    assert (reading.latitude, reading.longitude) == (-33.5, 0.0)
    assert (reading.taken_at, reading.taken_offset) == ("2026:11:22 10:05:00", "+00:00")
    assert {one.source for one in reading.said} >= {Source.EXIF, Source.CONTAINER}


def test_a_generators_recipe_is_not_taken_for_a_camera():
    said = told(
        statements(
            {
                "Exif.Image.Make": 'workflow:{"nodes": []}',
                "Exif.Image.Model": 'prompt:{"4": {"inputs": {"ckpt_name": "paint-v3"}}}',
            }
        )
    )
    assert set(said) == {Fact.AI_PROMPT, Fact.AI_SYSTEM}
    assert said[Fact.AI_SYSTEM] == "paint-v3"
    recipe = "a weir\nSteps: 20, Sampler: Euler, Model: paint-v3"
    said = told(statements({"Exif.Photo.UserComment": f"charset=Unicode {recipe}"}))
    assert said == {Fact.AI_PROMPT: recipe, Fact.AI_SYSTEM: "paint-v3"}


def test_the_unicode_texts_of_exif_3_are_read():
    text = "Fotografín".encode() + b"\0"
    directory = struct.pack("<HHHIII", 1, 0xA437, 129, len(text), 44, 0)
    file = struct.pack("<4sIHHHIII", b"II*\0", 8, 1, 0x8769, 4, 1, 26, 0) + directory + text
    assert told(statements(blocks_of(file).exif)) == {Fact.CREATOR: "Fotografín"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("244927/697", "351.4017"),
        ("1/8000", "0.000125"),
        ("100", "100"),
        ("1/3", "0.3333333"),
        ("-0", "0"),
        ("4294967295/1", "4294967295"),
        ("1/4000000000", "0.00000000025"),
    ],
)
def test_a_number_has_no_more_digits_than_count(written: str, said: str):
    number = number_of(written)
    assert number is not None
    assert decimal(number) == said
