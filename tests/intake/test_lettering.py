import io
from pathlib import Path

import pytest
from PIL import Image

from tests.intake.rows import one
from tests.signs import a_sign
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.intake.arrival import Arrival, ArrivedFile
from tipdesk.intake.facts import read_waiting
from tipdesk.intake.lettering import read_words, words_wait
from tipdesk.intake.register import register
from tipdesk.media.lettering import SIDE, can_read_words, word_readers
from tipdesk.media.worker import Readers
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.media import Facts
from tipdesk.newsroom.tip import NewTip
from tipdesk.store.database import Store

pytestmark = pytest.mark.usefixtures("language_data")


def log(store: Store, *contents: bytes) -> int:
    files = tuple(ArrivedFile("one.jpg", content) for content in contents)
    tip = register(store, Arrival(NewTip(headline="Flood"), files)).tip
    with Readers() as readers:
        read_waiting(store, readers)
    return tip


def test_words_in_a_picture_are_found_as_words_of_its_tip_and_read_once(store: Store):
    tip = log(store, a_sign("Ferry cancelled", "until Thursday"))
    assert words_wait(store)

    assert read_words(store) == {tip}

    assert one(store, Facts).words == "Ferry cancelled\nuntil Thursday"
    assert list(tip_ids(store, "ferry thursday")) == [tip]
    assert not words_wait(store)
    assert read_words(store) == frozenset()


def test_what_was_read_before_it_was_stopped_is_kept(store: Store):
    log(store, *(a_sign(f"Pier {number} closed") for number in range(10)))

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_words(store, progress=stop)

    assert len(list(tip_ids(store, "closed"))) == 1
    assert words_wait(store)


def test_a_picture_without_words_and_a_broken_one_give_none(store: Store):
    sky = io.BytesIO()
    Image.linear_gradient("L").resize((600, 400)).save(sky, "PNG")
    log(store, sky.getvalue(), a_sign("Ferry")[:900])

    assert read_words(store) == frozenset()
    assert not words_wait(store)


def test_a_turned_picture_is_read_upright_behind_the_wall(tmp_path: Path):
    path = tmp_path / "sign"
    path.write_bytes(a_sign("Bridge closed", turned=True))

    with word_readers() as readers:
        assert readers.read(path, size=SIDE).words == "Bridge closed"


def test_without_language_data_nothing_waits(store: Store, tmp_path: Path, monkeypatch):
    log(store, a_sign("Ferry cancelled"))
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))

    assert not can_read_words()
    assert not words_wait(store)
