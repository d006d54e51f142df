import io

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.media.conftest import Read
from tipdesk.media.drawing import PictureFacts, draw, picture
from tipdesk.media.reading import Pixels

FORMS = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "tiff": "image/tiff",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "avif": "image/avif",
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
