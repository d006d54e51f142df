import json
import math
import struct
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.media.answers import (
    HEADER_LIMIT,
    SCHEMA,
    LyingAnswer,
    Trouble,
    longest,
    pack,
    parse,
)
from tipdesk.media.reading import Pixels, Reading

SIZE = 64
FULL = Reading(
    "picture",
    "image/jpeg",
    width=40,
    height=30,
    orientation=6,
    make="Sample Phone",
    taken_at="2026:11:22 10:05:00",
    taken_offset="+01:00",
    latitude=51.5,
    longitude=-0.1,
    preview=Pixels(2, 1, b"abcdef"),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def wire(facts: object, pixels: bytes = b"") -> bytes:
    header = json.dumps(facts).encode()
    return struct.pack(">I", len(header)) + header + pixels


def facts(**changed: object) -> dict[str, object]:
    return asdict(FULL) | {"preview": None} | changed


def test_what_was_packed_is_read_back():
    assert parse(pack(FULL), SIZE) == FULL


def test_a_code_becomes_our_own_sentence():
    reading = Reading("unreadable", "image/png", Trouble.TOO_LARGE, width=90_000, height=80_000)
    said = parse(pack(reading), SIZE).reason
    assert said == "Too large to preview: 90000 x 80000; the original is kept."


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes):
    with pytest.raises(LyingAnswer):
        parse(noise, SIZE)


@given(st.sampled_from(sorted(SCHEMA)), ANYTHING)
def test_a_changed_field_is_refused_or_within_its_bounds(name: str, value: object):
    try:
        reading = parse(wire(facts(**{name: value})), SIZE)
    except LyingAnswer:
        return
    assert reading.kind in {"picture", "video", "audio", "unreadable"}
    assert reading.orientation in {None, *range(1, 9)}
    for number in (reading.latitude, reading.longitude, reading.duration):
        assert number is None or math.isfinite(number)
    for words in (reading.make, reading.model, reading.codec):
        assert words is None or (len(words) <= 1000 and "\0" not in words)


@given(st.integers(min_value=0, max_value=len(pack(FULL)) - 1), st.binary(min_size=1, max_size=9))
def test_an_answer_cut_or_lengthened_is_refused(at: int, more: bytes):
    honest = pack(FULL)
    for broken in (honest[:at], honest + more):
        with pytest.raises(LyingAnswer):
            parse(broken, SIZE)


@pytest.mark.parametrize(
    "header",
    [
        b"[" * 30_000,
        b'{"kind": ' + b"9" * 10_000 + b"}",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'"' + b"x" * (HEADER_LIMIT + 1) + b'"',
    ],
    ids=["deep", "long number", "null", "list", "empty", "not text", "too long"],
)
def test_a_strange_header_is_refused(header: bytes):
    with pytest.raises(LyingAnswer):
        parse(struct.pack(">I", len(header)) + header, SIZE)


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"width": True},
        {"width": 1 << 40},
        {"height": -1},
        {"duration": 1e300},
        {"duration": math.inf},
        {"latitude": math.nan},
        {"taken_at": "2026:11:22"},
        {"taken_at": "٢٠٢٦:11:22 10:05:00"},
        {"mime": "text/html"},
        {"kind": "mail"},
        {"reason": "damaged"},
        {"kind": "unreadable"},
        {"preview": [0, 0]},
        {"preview": [SIZE + 1, 1]},
        {"preview": [1]},
    ],
    ids=str,
)
def test_one_wrong_field_and_none_counts(change: dict[str, object]):
    with pytest.raises(LyingAnswer):
        parse(wire(facts(**change)), SIZE)


def test_texts_come_clean_and_short():
    said = parse(wire(facts(make="A\0B\x1b[31m\ud800" + "x" * 5000)), SIZE).make
    assert said == ("AB[31m?" + "x" * 5000)[:1000]


def test_pixels_that_were_not_announced_are_refused():
    with pytest.raises(LyingAnswer):
        parse(wire(facts(), b"123"), SIZE)


def test_the_longest_honest_answer_fits():
    pixels = Pixels(SIZE, SIZE, bytes(3 * SIZE * SIZE))
    assert len(pack(Reading("picture", "image/png", preview=pixels))) <= longest(SIZE)


def test_what_a_file_says_is_in_no_repr():
    for secret in ("Sample Phone", "51.5", "2026:11:22", "abcdef"):
        assert secret not in repr(FULL)
