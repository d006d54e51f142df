from datetime import UTC, datetime

import pytest

from tests.media.conftest import Read
from tests.media.samples import FILMS, SIZE, SOUNDS, a_film, a_sound
from tipdesk.media.filming import film, tone
from tipdesk.media.reading import Pixels


def colour_at(pixels: Pixels | None, x: float, y: float) -> str:
    assert pixels
    at = 3 * (int(y * pixels.height) * pixels.width + int(x * pixels.width))
    red, _, blue = pixels.rgb[at : at + 3]
    return "red" if red > blue else "blue"


@pytest.mark.parametrize("name", FILMS)
def test_a_film_of_every_kind_gives_its_facts_and_a_poster_frame(read: Read, name: str):
    container, encoder, mime, codec = FILMS[name]
    reading = read(a_film(container, encoder))
    assert (reading.kind, reading.mime, reading.reason) == ("video", mime, None)
    assert (reading.width, reading.height, reading.codec) == (*SIZE, codec)
    assert reading.duration == pytest.approx(2.0, abs=0.2)
    assert colour_at(reading.preview, 0.1, 0.5) == "red"
    assert colour_at(reading.preview, 0.9, 0.5) == "blue"


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_of_every_kind_gives_its_length(read: Read, name: str):
    container, encoder, mime, codec = SOUNDS[name]
    reading = read(a_sound(container, encoder))
    assert (reading.kind, reading.mime, reading.reason) == ("audio", mime, None)
    assert (reading.codec, reading.preview) == (codec, None)
    assert reading.duration == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize(
    ("turned", "rotation", "red_lies"),
    [(0, 0, (0.1, 0.5)), (-90, 90, (0.5, 0.1)), (180, 180, (0.9, 0.5)), (90, 270, (0.5, 0.9))],
)
def test_a_poster_frame_stands_upright(
    read: Read, turned: int, rotation: int, red_lies: tuple[float, float]
):
    reading = read(a_film("mp4", "libx264", turned=turned))
    assert (reading.width, reading.height) == SIZE
    assert reading.rotation == rotation
    assert colour_at(reading.preview, *red_lies) == "red"
    assert colour_at(reading.preview, 1 - red_lies[0], 1 - red_lies[1]) == "blue"


def test_the_place_and_time_of_a_film_are_read(read: Read):
    taken = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)
    reading = read(film("boat", 1.0, gps=(-51.7712, 0.0931), taken_at=taken))
    assert (reading.latitude, reading.longitude) == (-51.7712, 0.0931)
    assert (reading.taken_at, reading.taken_offset) == ("2026:11:22 10:05:00", "+00:00")


def test_a_film_without_place_and_time_says_neither(read: Read):
    reading = read(film("boat", 1.0))
    assert (reading.latitude, reading.longitude, reading.taken_at) == (None, None, None)


def test_our_own_tone_is_a_sound(read: Read):
    reading = read(tone(1.5))
    assert (reading.kind, reading.duration) == ("audio", 1.5)


def test_a_film_that_was_cut_off_says_so(read: Read):
    whole = a_film("mp4", "libx264")
    reading = read(whole[: len(whole) // 2])
    assert reading.kind == "unreadable"
    assert reading.reason


def test_a_list_of_other_files_is_not_followed(read: Read):
    reading = read(b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n")
    assert reading.kind == "document"
