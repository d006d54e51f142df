import io

import pytest
from PIL import Image

from tipdesk.media.drawing import PictureFacts, picture
from tipdesk.media.filming import film, tone
from tipdesk.media.scenes import SCENES


def test_there_are_views_enough_for_a_town():
    assert len(SCENES) >= 8


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_fills_its_picture_and_stays_the_same(scene: str):
    drawn = picture(scene, size=(240, 160), seed=3)
    assert drawn == picture(scene, size=(240, 160), seed=3)
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("JPEG", (240, 160))
        assert len(image.getcolors(240 * 160) or ()) > 100


@pytest.mark.parametrize("scene", SCENES)
def test_another_seed_is_another_picture_of_the_same_view(scene: str):
    assert picture(scene, size=(120, 80), seed=1) != picture(scene, size=(120, 80), seed=2)


@pytest.mark.parametrize("form", ["jpeg", "png", "webp"])
def test_a_picture_comes_in_the_form_that_was_asked(form: str):
    with Image.open(io.BytesIO(picture("weir", size=(60, 40), form=form))) as image:
        assert image.format == form.upper()


def test_a_picture_without_facts_has_none():
    with Image.open(io.BytesIO(picture("weir", size=(60, 40)))) as image:
        assert not image.getexif()
    with Image.open(io.BytesIO(picture("weir", size=(60, 40), exif=PictureFacts()))) as image:
        assert image.getexif()


def test_films_and_tones_stay_the_same():
    assert film("boat", 0.5) == film("boat", 0.5)
    assert tone(0.2) == tone(0.2)
