import io

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tipdesk.media.encoding import jpeg, png
from tipdesk.media.reading import Pixels


@given(st.integers(1, 20), st.integers(1, 20), st.randoms(use_true_random=False))
def test_a_png_keeps_every_pixel(width: int, height: int, chance):
    pixels = Pixels(width, height, chance.randbytes(width * height * 3))
    with Image.open(io.BytesIO(png(pixels))) as image:
        assert (image.format, image.size, image.mode) == ("PNG", (width, height), "RGB")
        assert image.tobytes() == pixels.rgb


def test_a_jpeg_carries_the_picture_and_nothing_else():
    with Image.open(io.BytesIO(jpeg(Pixels(20, 10, b"\x40\x80\xc0" * 200)))) as image:
        assert (image.format, image.size) == ("JPEG", (20, 10))
        assert not image.getexif()
        assert all(
            abs(a - b) < 4 for a, b in zip(image.getpixel((9, 5)), (64, 128, 192), strict=True)
        )
