from pathlib import Path

import pyexiv2
import pytest
from PIL import Image, ImageOps

from tests.media.conftest import Read
from tests.media.stating import jpeg
from tests.media.test_pictures import saved
from tipdesk.media.drawing import draw
from tipdesk.media.readers.thumbnails import differs, shows_another

SIZE = (400, 300)


def small(image: Image.Image, size: tuple[int, int] = (160, 120)) -> bytes:
    return saved(image.convert("RGB").resize(size), "JPEG", quality=60)


def test_a_thumbnail_of_the_same_picture_is_no_news():
    shown = draw("arch", SIZE)
    assert differs(small(shown), shown, 1) is False


def test_bars_that_a_camera_adds_are_no_news():
    shown = draw("arch", (480, 270))
    boxed = ImageOps.pad(shown, (480, 360), color="black")
    assert differs(small(boxed), shown, 1) is False


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_thumbnail_is_turned_like_its_picture(orientation: int):
    stored = draw("arch", SIZE)
    upright = ImageOps.exif_transpose(_oriented(stored, orientation))
    assert differs(small(stored), upright, orientation) is False


def _oriented(image: Image.Image, orientation: int) -> Image.Image:
    turned = image.copy()
    turned.getexif()[0x0112] = orientation
    return turned


def test_another_picture_and_a_cut_out_of_it_are_told():
    shown = draw("arch", SIZE)
    assert differs(small(draw("road", SIZE)), shown, 1) is True
    assert differs(small(shown), Image.new("RGB", SIZE, "black"), 1) is True
    assert shows_another(shown.resize((160, 120)), shown.crop((40, 150, 180, 255))) is True


@pytest.mark.parametrize("thumbnail", [b"", b"\xff\xd8\xff", small(Image.new("RGB", (9, 9)))])
def test_what_cannot_be_compared_says_nothing(thumbnail: bytes):
    assert differs(thumbnail, draw("arch", SIZE), 1) is None
    assert differs(small(Image.new("RGB", (60, 60), "grey")), draw("arch", SIZE), 1) is None


def test_a_picture_that_was_changed_after_its_thumbnail_is_told(read: Read):
    assert read(jpeg()).thumbnail_differs is None
    written = _with_thumbnail(draw("arch", SIZE), draw("road", SIZE))
    assert read(written).thumbnail_differs is True
    written = _with_thumbnail(draw("arch", SIZE), draw("arch", SIZE))
    assert read(written).thumbnail_differs is False


def _with_thumbnail(image: Image.Image, thumbnail: Image.Image) -> bytes:
    with pyexiv2.ImageData(saved(image, "JPEG")) as file:
        file.modify_exif({"Exif.Image.Make": "Sample Works"})
        file.modify_thumbnail(small(thumbnail))
        return file.get_bytes()


def test_a_telephones_heic_shows_its_own_thumbnail_first(read: Read, corpus: Path):
    path = corpus / "pictures" / "immich-test-assets" / "formats" / "heic" / "IMG_2682.heic"
    if not path.exists():
        pytest.skip(f"needs {path.name}")
    reading = read(path.read_bytes(), 160)
    assert (reading.width, reading.height) == (4032, 3024)
    assert reading.preview
    assert (reading.preview.width, reading.preview.height) == (160, 120)
    whole = read(path.read_bytes(), 512)
    assert whole.thumbnail_differs is False
    assert whole.preview
    assert max(whole.preview.width, whole.preview.height) == 512
