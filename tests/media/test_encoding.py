import io

from PIL import Image

from tipdesk.media.encoding import jpeg
from tipdesk.media.reading import Pixels


def test_a_jpeg_carries_the_picture_and_nothing_else():
    with Image.open(io.BytesIO(jpeg(Pixels(20, 10, b"\x40\x80\xc0" * 200)))) as image:
        assert (image.format, image.size) == ("JPEG", (20, 10))
        assert not image.getexif()
        assert all(
            abs(a - b) < 4 for a, b in zip(image.getpixel((9, 5)), (64, 128, 192), strict=True)
        )
