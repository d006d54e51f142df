import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance, ImageOps

from tipdesk.media.fingerprint import (
    LENGTH,
    columns,
    distance,
    fingerprint,
    near,
    prints_of,
    transposed,
)
from tipdesk.media.reading import Pixels, Reading
from tipdesk.newsroom.likeness import Turn

SAME = 72
PRINTS = st.binary(min_size=LENGTH, max_size=LENGTH)


def a_picture(seed: int = 1, size: tuple[int, int] = (320, 200)) -> Image.Image:
    """Make coarse coloured clouds: the energy lies in the low frequencies, as in a photograph."""
    noise = np.random.default_rng(seed).integers(0, 255, (12, 16, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC)


def print_of(image: Image.Image) -> bytes:
    taken = fingerprint(Pixels(image.width, image.height, image.convert("RGB").tobytes()))
    assert taken is not None
    return taken


def prints(image: Image.Image) -> list[bytes]:
    preview = Pixels(image.width, image.height, compressed(image).convert("RGB").tobytes())
    return [bits for _, bits in prints_of(Reading("picture", "image/jpeg", preview=preview))]


def turned(image: Image.Image, turn: Turn) -> Image.Image:
    """Show a picture as EXIF's orientation says, by somebody else's code."""
    image = image.copy()
    image.getexif()[0x0112] = int(turn)
    return ImageOps.exif_transpose(image)


def compressed(image: Image.Image) -> Image.Image:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=10)
    return Image.open(file)


@pytest.mark.parametrize(
    "change",
    [
        compressed,
        lambda image: image.resize((80, 50), Image.Resampling.BOX),
        lambda image: ImageEnhance.Brightness(image).enhance(0.7),
        ImageOps.grayscale,
        lambda image: image.crop((3, 2, 317, 198)),
    ],
)
def test_a_picture_that_was_sent_on_is_still_the_same(change):
    picture = a_picture()

    bits, turn = distance(print_of(picture), print_of(change(picture)))

    assert bits <= SAME
    assert turn is Turn.UPRIGHT


@pytest.mark.parametrize("turn", Turn)
def test_a_mirrored_or_turned_picture_is_known_and_how_to_show_it(turn):
    picture = a_picture()
    other = next(one for one in Turn if turned(turned(picture, one), turn) == picture)

    bits, found = distance(print_of(picture), print_of(turned(picture, other)))

    assert bits <= 4
    assert found is turn


@pytest.mark.parametrize("colour", ["black", "white"])
def test_a_picture_in_a_frame_or_between_bars_is_known_by_its_inside(colour):
    picture = a_picture()
    framed = ImageOps.expand(picture, (20, 90), colour)

    known = prints(picture)
    alike = [distance(one, other)[0] <= SAME for one in known for other in prints(framed)]

    assert (len(known), len(prints(framed)), sum(alike)) == (1, 2, 1)


def test_different_pictures_differ():
    nearest = min(
        distance(print_of(a_picture(1)), print_of(a_picture(seed)))[0] for seed in range(2, 100)
    )

    assert nearest > SAME


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (640, 480), "teal"),
        Image.linear_gradient("L").resize((640, 480)),
        Image.effect_noise((15, 400), 80),
    ],
)
def test_pictures_that_show_nothing_have_no_fingerprint_lest_they_match_one_another(image):
    rgb = image.convert("RGB")

    assert fingerprint(Pixels(rgb.width, rgb.height, rgb.tobytes())) is None


@given(one=PRINTS, other=PRINTS)
def test_a_distance_is_the_same_from_both_sides(one, other):
    assert distance(one, other)[0] == distance(other, one)[0]
    assert transposed(transposed(one)) == one


@given(asked=PRINTS, others=st.lists(PRINTS, min_size=1, max_size=20), most=st.integers(0, 128))
def test_looking_for_near_ones_finds_just_those_that_are_near(asked, others, most):
    places = near(asked, columns(b"".join(others)), most)

    measured = [distance(asked, other)[0] for other in others]
    assert [*places] == [place for place, bits in enumerate(measured) if bits <= most]
