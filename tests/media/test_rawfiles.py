import struct

import pytest

from tests.media.conftest import Read
from tests.media.rawsamples import PREVIEW_SIZE, SIZE, a_dng
from tests.media.test_pictures import as_image, difference, saved
from tipdesk.media.drawing import draw
from tipdesk.media.kinds import kind_of
from tipdesk.media.rawkinds import raw_mime

UPRIGHT = draw("arch", PREVIEW_SIZE)


@pytest.mark.parametrize(("orientation", "turn"), [(1, 0), (3, 180), (6, 90), (8, 270)])
def test_a_raw_file_shows_its_own_preview_upright(read: Read, orientation: int, turn: int):
    written = a_dng(saved(UPRIGHT.rotate(turn, expand=True), "JPEG"), orientation=orientation)
    reading = read(written)
    assert (reading.kind, reading.mime, reading.reason) == ("picture", "image/x-adobe-dng", None)
    assert (reading.width, reading.height, reading.orientation) == (*SIZE, orientation)
    assert reading.model == "Raw 1"
    assert difference(as_image(reading.preview), UPRIGHT) < 8


def test_a_raw_file_without_a_preview_says_that_it_cannot_be_shown(read: Read):
    reading = read(a_dng(b"no picture at all"))
    assert reading.kind == "unreadable"
    assert reading.make == "Sample Works"


def a_tiff(order: str, **tags: int) -> bytes:
    numbers = {"subfile": 254, "packing": 259, "colours": 262, "beneath": 330, "dng": 50706}
    entries = [(numbers[name], 3, 1, value) for name, value in tags.items()]
    entries.append((271, 2, 18, 200))
    head = b"II*\0" if order == "<" else b"MM\0*"
    rows = b"".join(struct.pack(order + "HHIHH", *row, 0) for row in sorted(entries[:-1]))
    rows += struct.pack(order + "HHII", *entries[-1])
    start = head + struct.pack(order + "IH", 8, len(entries)) + rows
    return start.ljust(200, b"\0") + b"NIKON CORPORATION\0"


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_raw_file_is_told_from_a_tiff_by_what_stands_in_it(order: str):
    assert raw_mime(a_tiff(order, packing=34713)) == "image/x-nikon-nef"
    assert raw_mime(a_tiff(order, colours=32803)) == "image/x-nikon-nef"
    assert raw_mime(a_tiff(order, dng=1)) == "image/x-adobe-dng"
    assert raw_mime(a_tiff(order, packing=5)) is None
    assert kind_of(a_tiff(order, packing=5), "picture.nef") == ("picture", "image/tiff")
