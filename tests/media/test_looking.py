import io

import pytest
from PIL import Image

from tests.media.false_looks import LIES, PIECES
from tipdesk.media.conversation import ReaderEnded
from tipdesk.media.drawing import PictureFacts, picture
from tipdesk.media.looking import CannotLook, Crop, Looking
from tipdesk.media.worker import Readers


@pytest.fixture
def kept(tmp_path):
    def keep(data):
        file = tmp_path / "kept"
        file.write_bytes(data)
        return file

    return keep


def squares(side=2_000, **save):
    """A big picture of four flat quarters: red, green, blue, white."""
    image = Image.new("RGB", (2 * side, 2 * side), "red")
    for at, colour in (((side, 0), "lime"), ((0, side), "blue"), ((side, side), "white")):
        image.paste(colour, (*at, at[0] + side, at[1] + side))
    written = io.BytesIO()
    image.save(written, **save)
    return written.getvalue()


def at(piece, x, y):
    start = (y * piece.pixels.width + x) * 3
    return tuple(round(value / 255) for value in piece.pixels.rgb[start : start + 3])


def test_the_whole_and_every_pixel_of_a_piece_come_from_one_child(readers, kept):
    with Looking(readers, kept(squares(format="JPEG"))) as looking:
        assert (looking.width, looking.height) == (4_000, 4_000)
        whole = looking.piece(Crop(0, 0, 4_000, 4_000, 400, 400))
        assert (at(whole, 50, 50), at(whole, 350, 50), at(whole, 50, 350)) == (
            (1, 0, 0),
            (0, 1, 0),
            (0, 0, 1),
        )
        piece = looking.piece(Crop(1_900, 1_900, 200, 200, 200, 200))
        assert piece.sharp
        assert (at(piece, 80, 80), at(piece, 120, 80)) == ((1, 0, 0), (0, 1, 0))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_looked_at_upright(readers, kept, orientation):
    data = picture("flood", size=(320, 240), exif=PictureFacts(orientation=orientation))
    upright = picture("flood", size=(320, 240), exif=PictureFacts(orientation=1))
    crop = Crop(20, 30, 200, 100, 100, 50)
    with Looking(readers, kept(upright)) as plain:
        wanted = plain.piece(crop).pixels
    with Looking(readers, kept(data)) as looking:
        assert (looking.width, looking.height) == (320, 240)
        given = looking.piece(crop).pixels
    away = [abs(one - other) for one, other in zip(wanted.rgb, given.rgb, strict=True)]
    assert sum(away) / len(away) < 4


def test_values_are_counted_by_channel(readers, kept):
    with Looking(readers, kept(squares(100, format="PNG"))) as looking:
        levels = looking.levels()
    assert (levels.red[255], levels.red[0]) == (20_000, 20_000)
    assert levels.green[255] == levels.blue[255] == 20_000


def test_a_picture_that_is_cut_short_shows_what_arrived(readers, kept):
    data = squares(format="JPEG")
    with Looking(readers, kept(data[: len(data) // 2])) as looking:
        assert at(looking.piece(Crop(0, 0, 4_000, 4_000, 40, 40)), 2, 2) == (1, 0, 0)


def test_what_is_no_picture_is_said_in_a_sentence(readers, kept):
    with pytest.raises(CannotLook, match="no reader"):
        Looking(readers, kept(b"RIFF\0\0\0\0WAVEfmt "))
    with pytest.raises(CannotLook, match="damaged"):
        Looking(readers, kept(squares(100, format="PNG")[:30]))
    with pytest.raises(ReaderEnded, match="no longer there"):
        Looking(readers, kept(b"x").with_name("gone"))


def test_fifty_megapixels_are_looked_at_within_the_limits(readers, kept):
    written = io.BytesIO()
    Image.new("CMYK", (8_660, 5_774), "teal").save(written, "JPEG", quality=60)
    with Looking(readers, kept(written.getvalue())) as looking:
        looking.piece(Crop(0, 0, 8_660, 5_774, 1_200, 800))
        piece = looking.piece(Crop(4_000, 3_000, 1_200, 800, 1_200, 800))
    assert piece.sharp


@pytest.fixture(scope="module")
def liars():
    with Readers(1, module="tests.media.false_looks") as made:
        yield made


@pytest.mark.parametrize("lie", [*LIES, *PIECES])
def test_a_child_that_lies_is_not_believed(liars, kept, lie):
    with (
        pytest.raises(CannotLook, match="impossible answer"),
        Looking(liars, kept(lie.encode())) as looking,
    ):
        looking.piece(Crop(0, 0, 100, 100, 10, 10))


@pytest.mark.parametrize(("end", "said"), [("crash", "crashed"), ("hang", "took too long")])
def test_a_child_that_dies_or_dawdles_is_told_in_a_sentence(liars, kept, monkeypatch, end, said):
    monkeypatch.setattr("tipdesk.media.looking.PATIENCE", 0.5)
    with Looking(liars, kept(end.encode())) as looking, pytest.raises(ReaderEnded, match=said):
        looking.piece(Crop(0, 0, 100, 100, 10, 10))
