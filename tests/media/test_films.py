import io
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from tests.media.conftest import Read
from tests.media.samples import FILMS, SIZE, SOUNDS, a_film, a_sound
from tipdesk.media.filming import film, tone
from tipdesk.media.reading import Pixels, Reading
from tipdesk.media.worker import Readers
from tipdesk.newsroom.facts import Fact, Source


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


def told(reading: Reading, fact: Fact) -> list[tuple[str, Source]]:
    return [(one.value, one.source) for one in reading.said if one.fact is fact]


def remade(content: bytes, container: str, tags: dict[str, str], **options: str) -> bytes:
    """Put the streams of a film into another container, with these tags."""
    written = io.BytesIO()
    with (
        av.open(io.BytesIO(content)) as source,
        av.open(written, "w", format=container, options=options) as out,
    ):
        out.metadata.update(tags)
        copies = {one.index: out.add_stream_from_template(one) for one in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = copies[packet.stream.index]
                out.mux(packet)
    return written.getvalue()


def test_the_tags_of_a_phone_are_said_and_pair_it_with_its_picture(read: Read):
    tags = {
        "com.apple.quicktime.make": "Invented",
        "com.apple.quicktime.creationdate": "2026-11-22T11:05:00+0100",
        "com.apple.quicktime.content.identifier": "A1-B2",
        "creation_time": "2026-11-22T10:05:00Z",
    }
    film = remade(a_film("mov", "libx264"), "mov", tags, movflags="use_metadata_tags")
    reading = read(film)
    assert (reading.make, reading.pair) == ("Invented", "A1-B2")
    assert (reading.taken_at, reading.taken_offset) == ("2026:11:22 11:05:00", "+01:00")
    assert ("2026-11-22T10:05:00+00:00", Source.CONTAINER) in told(reading, Fact.TAKEN_AT)
    assert told(reading, Fact.FRAME_RATE) == [("12", Source.CONTENT)]


def test_the_xmp_of_a_film_is_read(read: Read):
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        b' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        b' xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:Credit="Invented Agency"/>'
        b"</rdf:RDF></x:xmpmeta>"
    )
    uuid = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
    box = (24 + len(packet)).to_bytes(4, "big") + b"uuid" + uuid + packet
    reading = read(a_film("mp4", "libx264") + box)
    assert told(reading, Fact.CREDIT_LINE) == [("Invented Agency", Source.XMP)]


def test_the_words_of_a_3gpp_phone_are_read(read: Read):
    film = a_film("3gp", "h263")
    at = film.index(b"moov") - 4
    length = int.from_bytes(film[at : at + 4], "big")

    def box(name: bytes, inside: bytes) -> bytes:
        return (8 + len(inside)).to_bytes(4, "big") + name + inside

    words = box(b"titl", b"\0\0\0\0\x15\xc7Flood\0") + box(
        b"auth", b"\0\0\0\0\x15\xc7" + "A. Okafor".encode("utf-16")
    )
    told_by = box(b"moov", film[at + 8 : at + length] + box(b"udta", words))
    reading = read(film[:at] + told_by + film[at + length :])
    assert told(reading, Fact.TITLE) == [("Flood", Source.CONTAINER)]
    assert told(reading, Fact.CREATOR) == [("A. Okafor", Source.CONTAINER)]


@pytest.mark.parametrize("container", ["webm", "matroska"])
def test_a_film_of_a_browser_that_leaves_its_length_open_is_measured(read: Read, container: str):
    film = a_film(container, "libvpx")
    length = film.index(b"\x44\x89\x88")  # the element that tells it
    assert read(film[:length] + b"\xec\x89" + film[length + 2 :]).duration == pytest.approx(
        2, abs=0.2
    )


def test_a_film_in_fragments_is_as_long_as_they_are(read: Read):
    flags = "frag_keyframe+empty_moov"
    film = remade(a_film("mp4", "libx264"), "mp4", {}, movflags=flags)
    assert read(film).duration == pytest.approx(2, abs=0.2)
    head = film[: film.index(b"moof") - 4]
    only_head = read(head)
    assert (only_head.kind, only_head.duration) == ("unreadable", 0.0)
    assert (only_head.width, only_head.height) == SIZE


def test_a_camcorders_packets_with_time_codes_are_a_film(read: Read):
    packets = a_film("mpegts", "libx264")
    coded = b"".join(bytes(4) + packets[at : at + 188] for at in range(0, len(packets), 188))
    reading = read(coded)
    assert (reading.kind, reading.mime, reading.codec) == ("video", "video/mp2t", "h264")
    assert colour_at(reading.preview, 0.1, 0.5) == "red"


def test_a_sound_behind_the_tag_of_another_kind_is_read(read: Read):
    tag = b"ID3\x04\0\0\0\0\0\x0a" + bytes(10)
    reading = read(tag + a_sound("adts", "aac"))
    assert (reading.kind, reading.codec) == ("audio", "aac")
    assert reading.duration == pytest.approx(1.0, abs=0.1)


def test_frames_to_compare_are_small_upright_and_spread_over_the_film(
    readers: Readers, tmp_path: Path
):
    (tmp_path / "film").write_bytes(a_film("mp4", "libx264", turned=-90))
    reading = readers.read(tmp_path / "film", frames=4)
    assert [frame.at for frame in reading.frames] == pytest.approx(
        [0.25, 0.75, 1.25, 1.75], abs=0.2
    )
    for frame in reading.frames:
        assert (frame.pixels.width, frame.pixels.height) == (105, 128)
        assert colour_at(frame.pixels, 0.5, 0.1) == "red"
    assert readers.read(tmp_path / "film").frames == ()
