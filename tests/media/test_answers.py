import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.media.answers import (
    FIELDS,
    FRAME_SIDE,
    HEADER_LIMIT,
    MOST_FRAMES,
    MOST_SAID,
    VALUE_LIMIT,
    WORDS_LIMIT,
    Trouble,
    longest,
    pack,
    parse,
)
from tipdesk.media.checks import LyingAnswer
from tipdesk.media.line import PREFIX, framed
from tipdesk.media.reading import Frame, Pixels, Reading
from tipdesk.newsroom.credentials import Credentials, Ingredient, Signer, Standing
from tipdesk.newsroom.facts import Fact, Said, Source

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
    said=(
        Said(Fact.CAPTION, Source.IPTC, "The bridge at noon\nand after"),
        Said(Fact.POSITION, Source.EXIF, "51.5,-0.1"),
    ),
    credentials=Credentials(
        Standing.BROKEN,
        Signer.EXPIRED,
        issuer="Sample Camera Works",
        actions=("c2pa.created",),
        ingredients=(Ingredient("part.jpg", "componentOf", Standing.INTACT),),
    ),
    thumbnail_differs=True,
    pair="6F2C",
    words="NO ENTRY",
    preview=Pixels(2, 1, b"abcdef"),
    frames=(Frame(1.5, Pixels(1, 2, b"ghijkl")),),
)
CREDENTIALS = pack(FULL)[0]["credentials"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def wire(reading: Reading) -> tuple[bytes, bytes]:
    """Give header and blob as they come over the line."""
    header, blob = pack(reading)
    return framed(header)[PREFIX.size :], blob


def judged(changed: dict[str, object], blob: bytes = b"") -> Reading:
    facts = pack(FULL)[0] | {"preview": None, "frames": []} | changed
    return parse(json.dumps(facts).encode(), blob, SIZE, 1)


def test_what_was_packed_is_read_back():
    assert parse(*wire(FULL), SIZE, 1) == FULL


def test_a_code_becomes_our_own_sentence():
    reading = Reading("unreadable", "image/png", Trouble.TOO_LARGE, width=90_000, height=80_000)
    said = parse(*wire(reading), SIZE).reason
    assert said == "Too large to preview: 90000 x 80000; the original is kept."


@given(st.binary(max_size=300), st.binary(max_size=9))
def test_noise_is_refused(noise: bytes, blob: bytes):
    with pytest.raises(LyingAnswer):
        parse(noise, blob, SIZE)


@given(st.sampled_from(sorted(FIELDS)), ANYTHING)
def test_a_changed_field_is_refused_or_within_its_bounds(name: str, value: object):
    try:
        reading = judged({name: value})
    except LyingAnswer:
        return
    assert reading.kind in {"picture", "video", "audio", "document", "unreadable"}
    assert reading.orientation in {None, *range(1, 9)}
    for number in (reading.latitude, reading.longitude, reading.duration):
        assert number is None or math.isfinite(number)
    for words in (reading.make, reading.model, reading.codec):
        assert words is None or (len(words) <= 1000 and "\0" not in words)


@given(st.data())
def test_an_answer_cut_or_lengthened_is_refused(data: st.DataObject):
    header, blob = wire(FULL)
    cut = header[: data.draw(st.integers(0, len(header) - 1))]
    fewer = blob[: data.draw(st.integers(0, len(blob) - 1))]
    more = data.draw(st.binary(min_size=1, max_size=9))
    for broken in (
        (cut, blob),
        (header + b"{" + more, blob),
        (header, fewer),
        (header, blob + more),
    ):
        with pytest.raises(LyingAnswer):
            parse(*broken, SIZE, 1)


@pytest.mark.parametrize(
    "header",
    [
        b"[" * 30_000,
        b'{"kind": ' + b"9" * 10_000 + b"}",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
    ],
    ids=["deep", "long number", "null", "list", "empty", "not text"],
)
def test_a_strange_header_is_refused(header: bytes):
    with pytest.raises(LyingAnswer):
        parse(header, b"", SIZE)


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
        {"thumbnail_differs": 1},
        {"said": [["caption", "iptc"]]},
        {"said": [["editor", "iptc", "Spike it."]]},
        {"said": [["caption", "heaven", "x"]]},
        {"said": [["caption", "iptc", 1]]},
        {"said": [["caption", "iptc", "x"]] * (MOST_SAID + 1)},
        {"credentials": {}},
        {"credentials": CREDENTIALS | {"standing": "holy"}},
        {"credentials": CREDENTIALS | {"signer": None}},
        {"credentials": CREDENTIALS | {"actions": "c2pa.created"}},
        {"credentials": CREDENTIALS | {"ingredients": [{"title": "x"}]}},
        {"frames": [[0, 1, 1]] * 2},
        {"frames": [[-1, 1, 1]]},
        {"frames": [[0, 129, 1]]},
        {"frames": [[0, 1, 1]]},
    ],
    ids=lambda change: str(change)[:60],
)
def test_one_wrong_field_and_none_counts(change: dict[str, object]):
    with pytest.raises(LyingAnswer):
        judged(change)


def test_texts_come_clean_and_short():
    long = "A\0B\x1b[31m\ud800" + "x" * 50_000
    reading = judged({"make": long, "words": "one\ntwo" + long})
    assert reading.make == ("AB[31m?" + "x" * 50_000)[:1000]
    assert reading.words == ("one\ntwoAB[31m?" + "x" * 50_000)[:20_000]


def test_pixels_that_were_not_announced_are_refused():
    with pytest.raises(LyingAnswer):
        judged({}, b"123")


def test_frames_that_were_not_asked_for_are_refused():
    with pytest.raises(LyingAnswer):
        parse(*wire(FULL), SIZE, 0)


def test_the_longest_honest_answer_fits():
    frame = Frame(0.0, Pixels(FRAME_SIDE, FRAME_SIDE, bytes(3 * FRAME_SIDE**2)))
    said = Said(Fact.CAPTION, Source.XMP, "\u4e16" * VALUE_LIMIT)
    reading = Reading(
        "picture",
        "image/png",
        words="\U0001f30d" * WORDS_LIMIT,
        said=(said,) * MOST_SAID,
        preview=Pixels(SIZE, SIZE, bytes(3 * SIZE * SIZE)),
        frames=(frame,) * (MOST_FRAMES + 1),
    )
    header, blob = wire(reading)
    assert len(header) <= HEADER_LIMIT
    assert len(blob) == longest(SIZE, MOST_FRAMES)
    assert parse(header, blob, SIZE, MOST_FRAMES).said


def test_what_a_talkative_file_says_too_much_is_left_out_on_its_own_side():
    said = Said(Fact.KEYWORDS, Source.XMP, "flood")
    huge = Said(Fact.HISTORY, Source.XMP, "x" * (VALUE_LIMIT + 1))
    reading = Reading("picture", "image/png", said=(huge, *(said,) * (MOST_SAID + 9)))
    assert parse(*wire(reading), SIZE).said == (said,) * (MOST_SAID - 1)


def test_what_a_file_says_is_in_no_repr():
    for secret in ("Sample Phone", "51.5", "2026:11:22", "abcdef", "bridge", "Works", "part.jpg"):
        assert secret not in repr(FULL)
