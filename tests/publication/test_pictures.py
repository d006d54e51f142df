import pytest

from tests.publication.desk import attach, log
from tests.publication.sheets import drawn
from tipdesk.publication.pictures import is_whole, make_missing, own_picture


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", b"GIF89a", b"\xff\xd8\xff\xe0\x00\x00" + b"\0" * 20 + b"\xff\xd9"],
)
def test_what_is_no_whole_jpeg_is_no_picture(data):
    assert not is_whole(data)


def test_a_jpeg_is_whole_to_its_last_byte(tmp_path):
    data = drawn(tmp_path / "one.jpg").read_bytes()
    assert is_whole(data)
    assert not is_whole(data[:-1])


def test_a_picture_that_is_not_in_the_cache_is_none(store):
    assert own_picture(store.files, "ab" * 32) is None


class Eyes:
    """Stands for the media worker where nothing may be read."""

    def read(self, *_: object, **__: object) -> object:
        raise AssertionError("a picture that is there was read again")


def test_pictures_that_are_there_are_not_made_again(store):
    tip = log(store)
    attach(store, tip, b"one")
    told: list[tuple[int, int]] = []
    make_missing(store, Eyes(), [tip], lambda done, total: told.append((done, total)))
    assert told == [(0, 0)]
