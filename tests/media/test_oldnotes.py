import struct

from hypothesis import given
from hypothesis import strategies as st

from tests.media.conftest import Read
from tests.media.stating import jpeg, told
from tipdesk.media.readers.oldnotes import statements
from tipdesk.newsroom.facts import Fact, Source

INFO = b"SAMPLE WORKS\0 713\r\n[picture info]\r\nTimeDate=909698819\r\nShutter=1\r\n"


def test_the_lines_of_a_camera_of_the_nineties_tell_when(read: Read):
    plain = jpeg()
    segment = b"\xff\xec" + (len(INFO) + 2).to_bytes(2) + INFO
    reading = read(plain[:2] + segment + plain[2:])
    assert reading.taken_at == "1998:10:29 22:06:59"
    assert told(reading.said, Source.CONTAINER)[Fact.TAKEN_AT] == "1998-10-29T22:06:59"


def test_a_trap_cameras_note_tells_when_where_exif_does_not(read: Read):
    note = struct.pack("<H20x6H", 0xF101, 5, 4, 3, 11, 22, 2026) + bytes(8)
    tags = {"Exif.Photo.MakerNote": " ".join(map(str, note)), "Exif.Image.Software": "1"}
    assert read(jpeg(tags)).taken_at == "2026:11:22 03:04:05"
    tags["Exif.Photo.DateTimeOriginal"] = "2026:11:22 10:05:00"
    assert read(jpeg(tags)).taken_at == "2026:11:22 10:05:00"


@given(st.binary(max_size=60), st.integers(min_value=0, max_value=9_999_999_999))
def test_any_note_is_borne(noise: bytes, seconds: int):
    note = " ".join(map(str, b"\x01\xf1" + noise))
    info = b"\xff\xd8\xff\xec??[picture info]TimeDate=%d " % seconds
    for one in statements(info, note):
        assert one.value
