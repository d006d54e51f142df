import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageStat

from tests.media.conftest import Read
from tests.media.stating import jpeg, packet, told
from tipdesk.media.answers import Trouble
from tipdesk.media.drawing import PictureFacts, draw, picture
from tipdesk.media.readers.pictures import read_picture
from tipdesk.media.readers.scans import coarse_scans
from tipdesk.media.reading import Pixels
from tipdesk.newsroom.facts import Fact, Source

FORMS = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "tiff": "image/tiff",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "avif": "image/avif",
    "jpeg2000": "image/jp2",
    "ppm": "image/x-portable-anymap",
}
SIZE = (160, 120)


def as_image(pixels: Pixels | None) -> Image.Image:
    assert pixels
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)


def difference(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


PROGRESSIVE = saved(draw("arch", (64, 48)), "JPEG", progressive=True)


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_of_every_kind_is_seen_as_it_is(read: Read, form: str):
    reading = read(picture("arch", size=SIZE, form=form))
    assert (reading.kind, reading.mime, reading.reason) == ("picture", FORMS[form], None)
    assert (reading.width, reading.height) == SIZE
    assert difference(as_image(reading.preview), draw("arch", SIZE)) < 8


@pytest.mark.parametrize("form", ["jpeg", "png", "webp", "tiff", "avif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright_once(read: Read, form: str, orientation: int):
    facts = PictureFacts(orientation=orientation)
    reading = read(picture("arch", size=SIZE, exif=facts, form=form))
    stored = SIZE if orientation < 5 else SIZE[::-1]
    assert (reading.width, reading.height) == stored
    assert (reading.orientation or 1) == orientation
    assert difference(as_image(reading.preview), draw("arch", SIZE)) < 8


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_turns_nothing(read: Read, orientation: int):
    reading = read(picture("arch", size=SIZE, exif=PictureFacts(orientation=orientation)))
    assert reading.orientation is None
    assert difference(as_image(reading.preview), draw("arch", SIZE)) < 8


@pytest.mark.parametrize("size", [(1600, 1200), (4000, 3000), (150, 3000)])
def test_a_small_preview_of_a_large_picture_looks_like_it(read: Read, size: tuple[int, int]):
    preview = as_image(read(picture("arch", size=size), 256).preview)
    assert 230 <= max(preview.size) <= 256
    assert difference(preview, draw("arch", size).resize(preview.size)) < 8


def test_a_progressive_jpeg_and_one_in_printers_colours_look_the_same(read: Read):
    drawn = draw("arch", (1600, 1200))
    progressive = saved(drawn, "JPEG", progressive=True, quality=90)
    printed = saved(drawn.convert("CMYK"), "JPEG", quality=90)
    for written in (progressive, printed):
        preview = as_image(read(written, 256).preview)
        assert difference(preview, drawn.resize(preview.size)) < 8


def test_a_large_progressive_jpeg_is_decoded_only_as_far_as_its_preview_needs(read: Read):
    drawn = draw("arch", (2400, 1800))
    written = saved(drawn, "JPEG", progressive=True, quality=90)
    coarse = coarse_scans(written)
    assert coarse
    assert len(coarse) < len(written) / 2
    assert coarse_scans(saved(drawn, "JPEG")) is None
    assert coarse_scans(written[: len(written) * 2 // 3]) is None
    preview = as_image(read(written, 320).preview)
    assert difference(preview, drawn.resize(preview.size)) < 8
    assert read(written[: len(written) * 2 // 3], 320).reason


@given(st.integers(min_value=0), st.binary(min_size=1, max_size=40))
def test_any_damage_to_a_progressive_jpeg_is_borne(at: int, noise: bytes):
    content = bytearray(PROGRESSIVE)
    at %= len(content)
    content[at : at + len(noise)] = noise
    coarse = coarse_scans(bytes(content[: len(content) - len(noise) * 9]))
    assert coarse is None or coarse.endswith(b"\xff\xd9")


def test_the_first_of_several_pictures_is_shown_and_the_others_are_told(read: Read):
    drawn = draw("arch", SIZE)
    reading = read(saved(drawn, "MPO", save_all=True, append_images=[draw("road", SIZE)]))
    assert difference(as_image(reading.preview), drawn) < 8
    reading = read(saved(drawn, "TIFF", save_all=True, append_images=[draw("road", (30, 20))]))
    assert (reading.width, reading.height) == SIZE
    assert told(reading.said, Source.CONTAINER)[Fact.FRAMES] == "2"


def test_colours_of_another_space_are_shown_as_they_are_meant(read: Read):
    lab = Image.merge("LAB", [Image.new("L", (40, 30), level) for level in (128, 128, 128)])
    grey = as_image(read(saved(lab, "TIFF")).preview).getpixel((5, 5))
    assert all(abs(level - 119) < 4 for level in grey)
    # A profile whose red and blue have changed places.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"xXYZ").replace(b"bXYZ", b"rXYZ").replace(b"xXYZ", b"bXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    red = saved(Image.new("RGB", (40, 30), "#e00000"), "PNG", icc_profile=swapped)
    shown = as_image(read(red).preview).getpixel((5, 5))
    assert shown[2] > 200
    assert shown[0] < 30


def test_a_film_behind_the_picture_is_told(read: Read):
    for film in (
        saved(draw("arch", SIZE), "AVIF") + b"\0\0\0\x10mpvd12345678",
        saved(draw("arch", SIZE), "JPEG") + b"MotionPhoto_Data12345678SEFHSEFT",
    ):
        reading = read(film)
        assert reading.kind == "picture"
        assert told(reading.said)[Fact.ALSO_HOLDS] == "motion_photo"


def test_colours_and_depth_are_told(read: Read):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    said = told(read(saved(draw("arch", SIZE), "PNG", icc_profile=profile)).said)
    assert "sRGB" in said[Fact.COLOUR_SPACE]
    deep = Image.frombytes("I;16", (60, 40), bytes(4800))
    assert told(read(saved(deep, "PNG")).said)[Fact.BIT_DEPTH] == "16"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_a_picture_of_any_colour_mode_is_shown_in_rgb(read: Read, mode: str):
    grey = Image.new("L", (60, 40), 90).convert("I;16" if mode == "I;16" else "RGB")
    if mode == "I;16":
        grey = Image.frombytes("I;16", (60, 40), (90 * 257).to_bytes(2, "little") * 2400)
    image = grey if mode == "I;16" else grey.convert(mode)
    reading = read(saved(image, "TIFF"))
    shown = ImageStat.Stat(as_image(reading.preview)).mean
    assert all(abs(level - 90) < (170 if mode == "1" else 6) for level in shown)


def test_what_shines_through_is_laid_on_white(read: Read):
    reading = read(saved(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG"))
    assert as_image(reading.preview).getpixel((5, 5)) == (255, 255, 255)


def test_a_moving_picture_shows_its_first_frame(read: Read):
    first, second = (Image.new("RGB", (30, 20), colour) for colour in ("#c00000", "#0000c0"))
    for form in ("GIF", "PNG", "WEBP"):
        moving = saved(first, form, save_all=True, append_images=[second], duration=100)
        red, _, blue = as_image(read(moving).preview).getpixel((10, 10))
        assert red > blue, form


def test_what_counts_is_chosen_in_the_order_of_trust(read: Read):
    said = {
        "exif": {"Exif.Image.Make": "Camera", "Exif.Image.DateTime": "2026:11:24 00:00:00"},
        "xmp": packet("", 'tiff:Make="Program" photoshop:DateCreated="2026-11-22T10:05:00+01:00"'),
        "iptc": {"Iptc.Application2.DateCreated": "2026-11-23"},
    }
    reading = read(jpeg(**said))
    assert reading.make == "Camera"
    assert (reading.taken_at, reading.taken_offset) == ("2026:11:22 10:05:00", "+01:00")
    assert told(reading.said, Source.XMP)[Fact.MAKE] == "Program"
    assert told(reading.said, Source.IPTC) == {Fact.TAKEN_AT: "2026-11-23"}


def test_the_time_of_digitizing_stands_in_for_a_missing_original(read: Read):
    tags = {"Exif.Photo.DateTimeDigitized": "2026:11:22 10:05:00"}
    assert read(jpeg(tags)).taken_at == "2026:11:22 10:05:00"
    assert read(jpeg({"Exif.Image.DateTime": "2026:11:22 10:05:00"})).taken_at is None


def test_a_live_photo_tells_what_ties_it_to_its_film(read: Read):
    identifier = b"76C3E45A-0000-0000-0000-000000000001\0"
    entry = struct.pack(">HHII", 0x11, 2, len(identifier), 32)
    note = b"Apple iOS\0\0\1MM" + struct.pack(">H", 1) + entry + bytes(4) + identifier
    tags = {"Exif.Photo.MakerNote": " ".join(map(str, note)), "Exif.Image.Make": "Apple"}
    assert read(jpeg(tags)).pair == identifier[:-1].decode()
    assert read(jpeg({"Exif.Image.Make": "Apple"})).pair is None


def test_a_talkative_file_is_told_in_part(read: Read):
    reading = read(jpeg(comment="w" * 60_000))
    assert told(reading.said)[Fact.COMMENT] == "w" * 10_000


def test_nothing_of_a_file_is_left_over_for_the_next():
    whole = jpeg({"Exif.Image.Make": "Camera"}, xmp=packet("<dc:title>Wehr</dc:title>"))
    strange = whole.replace(
        b"http://purl.org/dc/elements/1.1/", b"http://purl.org/xx/elements/1.1/"
    )
    before = read_picture(io.BytesIO(whole), "image/jpeg", 64)
    for other in (strange, whole[: len(whole) // 2], saved(draw("road", SIZE), "JPEG")[:-900]):
        read_picture(io.BytesIO(other), "image/jpeg", 64)
    assert read_picture(io.BytesIO(whole), "image/jpeg", 64) == before
    cut = saved(draw("road", SIZE), "JPEG")[:-900]
    assert read_picture(io.BytesIO(cut), "image/jpeg", 64).reason == Trouble.CUT_SHORT


MUTATED = {
    "image/jpeg": jpeg(
        {"Exif.Photo.DateTimeOriginal": "2026:11:22 10:05:00", "Exif.Image.Orientation": "6"},
        {"Iptc.Application2.Keywords": ["flood"]},
        packet("<dc:title>Wehr</dc:title>"),
    ),
    "image/png": saved(Image.new("RGB", (30, 20)), "PNG", comment="bridge"),
    "image/tiff": saved(Image.new("RGB", (30, 20)), "TIFF"),
    "image/webp": saved(Image.new("RGB", (30, 20)), "WEBP"),
    "image/avif": saved(Image.new("RGB", (30, 20)), "AVIF"),
}


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=150)
@given(
    st.sampled_from(sorted(MUTATED)), st.integers(min_value=0), st.binary(min_size=1, max_size=8)
)
def test_any_damage_to_a_picture_ends_in_a_reading(mime: str, at: int, noise: bytes):
    content = bytearray(MUTATED[mime])
    at %= len(content)
    content[at : at + len(noise)] = noise
    reading = read_picture(io.BytesIO(content), mime, 32)
    assert reading.kind in {"picture", "unreadable"}
    assert (reading.kind == "unreadable") <= bool(reading.reason)
    assert all(one.value for one in reading.said)


def test_a_broken_exif_block_does_not_cost_the_picture(read: Read):
    torn = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xff" * 40
    reading = read(saved(draw("road", SIZE), "JPEG", exif=torn))
    assert (reading.kind, reading.make) == ("picture", None)
    assert reading.preview


@pytest.mark.parametrize(
    "head",
    [b"\xff\x0a\0\0", b"\0\0\0\x0cJXL \r\n\x87\n"],
    ids=["codestream", "boxes"],
)
def test_a_kind_without_a_reader_says_so(read: Read, head: bytes):
    reading = read(head + bytes(64))
    assert reading.kind == "unreadable"
    assert "no reader" in (reading.reason or "")


def test_noise_after_a_magic_is_damaged(read: Read):
    for magic in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"MM\0*"):
        reading = read(magic + bytes(range(256)) * 4)
        assert reading.kind == "unreadable"
        assert reading.reason
