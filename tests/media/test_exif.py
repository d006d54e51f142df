from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

from tests.media.conftest import Read
from tipdesk.media.drawing import PictureFacts, picture
from tipdesk.media.readers.exif import facts_of
from tipdesk.media.readers.moments import moment_of

ZERO = (IFDRational(0, 1),) * 3
NOTHING = (IFDRational(0, 0),) * 3
FIFTY = (IFDRational(50, 1), IFDRational(30, 1), IFDRational(0, 1))


def place(latitude: object, longitude: object) -> tuple[float | None, float | None]:
    exif = Image.Exif()
    gps = exif.get_ifd(IFD.GPSInfo)
    tags = (GPS.GPSLatitude, GPS.GPSLatitudeRef), (GPS.GPSLongitude, GPS.GPSLongitudeRef)
    for pair, values in zip(tags, (latitude, longitude), strict=True):
        for tag, value in zip(pair, values, strict=True):
            if value is not None:
                gps[tag] = value
    facts = facts_of(exif)
    return facts["latitude"], facts["longitude"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        ((FIFTY, "N"), (FIFTY, "E"), (50.5, 50.5)),
        ((FIFTY, "S"), (FIFTY, "W"), (-50.5, -50.5)),
        ((ZERO, "N"), (ZERO, "E"), (0.0, 0.0)),
        ((ZERO, "N"), (FIFTY, "W"), (0.0, -50.5)),
        ((ZERO, "\0"), (ZERO, "\0"), (None, None)),
        ((ZERO, None), (ZERO, None), (None, None)),
        ((FIFTY, None), (FIFTY, "E"), (None, None)),
        ((NOTHING, "N"), (NOTHING, "E"), (None, None)),
        ((None, "N"), (None, "E"), (None, None)),
        (((IFDRational(91, 1),) * 3, "N"), (FIFTY, "E"), (None, None)),
        ((FIFTY, "E"), (FIFTY, "N"), (None, None)),
    ],
)
def test_no_position_is_told_from_a_real_zero(
    latitude: object, longitude: object, expected: object
):
    assert place(latitude, longitude) == expected


@pytest.mark.parametrize(
    ("written", "moment", "offset"),
    [
        ("2026:11:22 10:05:00", "2026:11:22 10:05:00", None),
        ("2026-11-22T10:05:00+0100", "2026:11:22 10:05:00", "+01:00"),
        ("2026-11-22T10:05:00.123Z", "2026:11:22 10:05:00", "+00:00"),
        ("2026:11:22 10:05:00-03:30", "2026:11:22 10:05:00", "-03:30"),
        ("0000:00:00 00:00:00", None, None),
        ("1904-01-01T00:00:00Z", None, None),
        ("1970-01-01T00:00:00Z", None, None),
        ("2026:02:30 10:05:00", None, None),
        ("2026:11:22 24:05:00", None, None),
        ("    :  :     :  :  ", None, None),
        ("yesterday", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_only_a_time_that_exists_is_believed(
    written: str | None, moment: str | None, offset: str | None
):
    assert moment_of(written) == (moment, offset)


@given(st.text(max_size=40))
def test_any_words_for_a_time_are_borne(words: str):
    moment, offset = moment_of(words)
    assert moment is None or len(moment) == 19
    assert offset is None or len(offset) == 6


@given(
    st.floats(min_value=-90, max_value=90),
    st.floats(min_value=-180, max_value=180),
    st.integers(min_value=-14 * 60, max_value=14 * 60),
)
def test_what_the_drawn_camera_wrote_is_read_back(latitude: float, longitude: float, minutes: int):
    exif = Image.Exif()
    zone = timezone(timedelta(minutes=minutes))
    taken = datetime(2026, 11, 22, 10, 5, tzinfo=zone)
    drawn = picture(
        "road", size=(8, 8), exif=PictureFacts(taken_at=taken, gps=(latitude, longitude))
    )
    exif.load(drawn[drawn.index(b"Exif\0\0") :])
    facts = facts_of(exif)
    assert facts["latitude"] == pytest.approx(latitude, abs=1e-5)
    assert facts["longitude"] == pytest.approx(longitude, abs=1e-5)
    assert facts["taken_at"] == "2026:11:22 10:05:00"
    assert facts["taken_offset"] == taken.isoformat()[-6:]
    assert (facts["make"], facts["model"]) == ("Sample Phone", "Example Cam 3")


def test_the_time_of_digitizing_stands_in_for_a_missing_original():
    exif = Image.Exif()
    inner = exif.get_ifd(IFD.Exif)
    inner[Base.DateTimeOriginal] = "0000:00:00 00:00:00"
    inner[Base.DateTimeDigitized] = "2026:11:22 10:05:00"
    inner[Base.OffsetTimeDigitized] = "+02:00"
    facts = facts_of(exif)
    assert (facts["taken_at"], facts["taken_offset"]) == ("2026:11:22 10:05:00", "+02:00")


def test_the_time_of_editing_is_not_the_time_of_taking():
    exif = Image.Exif()
    exif[Base.DateTime] = "2026:11:22 10:05:00"
    assert facts_of(exif)["taken_at"] is None


def test_names_lose_their_padding():
    exif = Image.Exif()
    exif[Base.Make] = "  Sample Works \0junk"
    exif[Base.Model] = b"\0\0\0"
    facts = facts_of(exif)
    assert (facts["make"], facts["model"]) == ("Sample Works", None)


def test_facts_go_with_the_picture_through_the_wall(read: Read):
    facts = PictureFacts(datetime(2026, 11, 22, 10, 5, tzinfo=UTC), (-33.5, 0.0))
    reading = read(picture("weir", size=(64, 48), exif=facts))
    assert (reading.latitude, reading.longitude) == (-33.5, 0.0)
    assert (reading.taken_at, reading.taken_offset) == ("2026:11:22 10:05:00", "+00:00")
