import pytest
from PIL import Image

from tipdesk.media.readers.turning import as_stored, is_on_its_side, turned_upright

SIDE = 10


def stored():
    """A picture in which every pixel is another."""
    image = Image.new("L", (4 * SIDE, 3 * SIDE))
    image.putdata([n % 251 for n in range(image.width * image.height)])
    return image


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_part_of_the_upright_picture_is_found_where_the_file_has_it(orientation):
    image = stored()
    upright = turned_upright(image, orientation)
    assert is_on_its_side(orientation) == (upright.size != image.size)
    part = (0.1, 0.2, 0.5, 0.9)
    wide, high = upright.size
    box = (part[0] * wide, part[1] * high, part[2] * wide, part[3] * high)
    left, top, right, bottom = as_stored(part, orientation)
    lying = image.crop(
        tuple(
            round(value)
            for value in (
                *(left * image.width, top * image.height),
                *(right * image.width, bottom * image.height),
            )
        )
    )
    there = upright.crop(tuple(map(round, box)))
    assert turned_upright(lying, orientation).tobytes() == there.tobytes()
