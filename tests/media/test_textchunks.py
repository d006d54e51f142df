import json
import struct
import zlib

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from tests.media.conftest import Read
from tests.media.stating import jpeg, told
from tests.media.test_pictures import saved
from tipdesk.media.readers import pngchunks
from tipdesk.media.readers.textchunks import statements
from tipdesk.newsroom.facts import Fact, Source

RECIPE = (
    "a weir in fog\nNegative prompt: people\nSteps: 20, Sampler: Euler, Model: paint-v3, Seed: 7"
)
NODES = {"4": {"class_type": "Loader", "inputs": {"ckpt_name": "paint-v3.safetensors"}}}


def test_what_a_generator_was_asked_for_is_told_with_its_model():
    said = told(statements({"parameters": RECIPE}))
    assert said == {Fact.AI_PROMPT: RECIPE, Fact.AI_SYSTEM: "paint-v3"}
    said = told(statements({"prompt": json.dumps(NODES), "workflow": "{}"}))
    assert said == {Fact.AI_PROMPT: json.dumps(NODES), Fact.AI_SYSTEM: "paint-v3.safetensors"}
    assert told(statements({}, [RECIPE]))[Fact.AI_SYSTEM] == "paint-v3"


def test_the_keywords_of_png_are_told_as_what_they_mean():
    said = told(
        statements(
            {
                "Author": "A. Author",
                "Creation Time": "Sun, 22 Nov 2026 10:05:00 +0100",
                "Comment": "taken from the bridge",
                "date:create": "2026-11-22T10:05:00+00:00",
                "Source": "scanner",
            }
        )
    )
    assert said == {
        Fact.CREATOR: "A. Author",
        Fact.TAKEN_AT: "2026-11-22T10:05:00+01:00",
        Fact.COMMENT: "taken from the bridge\nsource: scanner",
    }


def test_chunks_of_every_kind_go_through_the_wall(read: Read):
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Title", "Wehr")
    chunks.add_itxt("Description", "Über dem Wehr", zip=True)
    chunks.add_text("Comment", "bridge " * 50, zip=True)
    reading = read(saved(Image.new("RGB", (9, 9)), "PNG", pnginfo=chunks))
    said = told(reading.said, Source.TEXT)
    assert (said[Fact.TITLE], said[Fact.CAPTION]) == ("Wehr", "Über dem Wehr")
    assert said[Fact.COMMENT] == ("bridge " * 50).strip()


def test_a_comment_of_gif_and_jpeg_is_told(read: Read):
    for written in (
        saved(Image.new("P", (9, 9)), "GIF", comment=b"from the bridge"),
        jpeg(comment="from the bridge"),
    ):
        assert told(read(written).said, Source.TEXT) == {Fact.COMMENT: "from the bridge"}


def a_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + zlib.crc32(name + body).to_bytes(4)


def test_a_packed_text_is_unpacked_only_so_far():
    bomb = a_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"w" * (64 << 20)))
    (text,) = pngchunks.texts(pngchunks.SIGNATURE + bomb).values()
    assert len(text) == 1 << 20


def test_the_time_of_the_last_change_is_read():
    time = a_chunk(b"tIME", struct.pack(">H5B", 2026, 11, 22, 10, 5, 0))
    assert pngchunks.changed_at(pngchunks.SIGNATURE + time) == "2026-11-22T10:05:00+00:00"


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=60)), st.lists(st.text(max_size=40)))
def test_any_words_in_chunks_and_comments_are_borne(chunks: dict[str, str], comments: list[str]):
    for one in statements(chunks, comments):
        assert one.value
        assert "\0" not in one.value


@given(st.binary(max_size=80))
def test_any_bytes_after_the_signature_are_borne(noise: bytes):
    assert isinstance(pngchunks.texts(pngchunks.SIGNATURE + noise), dict)
    assert isinstance(pngchunks.texts(pngchunks.SIGNATURE + a_chunk(b"iTXt", noise)), dict)
