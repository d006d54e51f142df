import io
import struct
from collections.abc import Sequence

import pytest
from PIL import Image

from tests.media.conftest import Read
from tipdesk.media.readers.ciff import statements
from tipdesk.newsroom.facts import Fact, Source

WORDS, HEAP, LONGS = 0x0800, 0x2807, 0x180E
MODEL, OWNER, FIRMWARE = 0x080A, 0x0810, 0x080B
AT_SIX = 1_795_241_163  # 2026-11-21 06:06:03 on the camera's clock

Values = Sequence[tuple[int, bytes]]


def a_heap(order: str, values: Values) -> bytes:
    data, rows = b"", b""
    for tag, value in values:
        rows += struct.pack(order + "HII", tag, len(value), len(data))
        data += value
    directory = struct.pack(order + "H", len(values)) + rows
    return data + directory + struct.pack(order + "I", len(data))


def a_block(order: str, values: Values, *, deep: int = 1) -> bytes:
    heap = a_heap(order, values)
    for _ in range(deep):
        heap = a_heap(order, [(HEAP, heap), (0x5003, b"")])
    mark = b"II" if order == "<" else b"MM"
    head = mark + struct.pack(order + "I", 26) + b"HEAPJPGM" + bytes(12)
    return head + heap


def a_picture(block: bytes) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(written, "JPEG")
    data = written.getvalue()
    return data[:2] + b"\xff\xe0" + struct.pack(">H", len(block) + 2) + block + data[2:]


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_camera_older_than_exif_tells_its_name_and_when(read: Read, order: str):
    values = [
        (MODEL, b"Acme\0Acme Pocket 1\0" + bytes(8)),
        (OWNER, b"A. Sample\0"),
        (FIRMWARE, b"Version 1.0\0"),
        (LONGS, struct.pack(order + "III", AT_SIX, 0, 0)),
    ]
    reading = read(a_picture(a_block(order, values)))
    assert (reading.kind, reading.make, reading.model) == ("picture", "Acme", "Acme Pocket 1")
    assert (reading.taken_at, reading.taken_offset) == ("2026:11:21 06:06:03", None)
    said = {one.fact: one.value for one in reading.said if one.source is Source.CONTAINER}
    assert said[Fact.OWNER] == "A. Sample"
    assert said[Fact.SOFTWARE] == "Version 1.0"


def test_what_is_damaged_or_endless_tells_nothing_and_harms_nothing():
    block = a_block("<", [(MODEL, b"Acme\0One\0")])
    assert list(statements(a_picture(block)))
    for length in range(len(block)):
        list(statements(a_picture(block[:length])))
    for at in range(len(block)):
        list(statements(a_picture(block[:at] + b"\xff" + block[at + 1 :])))
    assert not list(statements(a_picture(a_block("<", [(MODEL, b"Acme\0One\0")], deep=50))))
    many = a_block("<", [(MODEL, b"Acme\0One\0")] * 3_000)
    assert len(list(statements(a_picture(many)))) < 1_000
