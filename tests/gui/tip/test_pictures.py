from itertools import pairwise

import pytest

from tests.nouns import make_media
from tipdesk.gui.blurring import blurred
from tipdesk.gui.tip import pictures
from tipdesk.gui.tip.pictures import Key, Pictures, decoded
from tipdesk.intake.thumbnails import THUMBNAIL, keep
from tipdesk.media.drawing import picture


@pytest.fixture
def digest(opened):
    tip = opened.log()
    data = picture("flood", size=(64, 48))
    make_media(opened.store, tip, data)
    digest = opened.tip(tip).media[0].digest
    keep(opened.store, digest, THUMBNAIL, data)
    return digest


def test_a_picture_comes_and_then_is_here(opened, digest, qtbot):
    loader, came = Pictures(opened.bridge), []
    key = Key(digest, THUMBNAIL, blurred=False)
    loader.ask(key, came.append)
    assert came == []
    qtbot.waitUntil(lambda: bool(came))
    assert came[0].width() == 64
    assert loader.here(key) is came[0]


def test_a_picture_that_is_not_there_is_none(opened, qtbot):
    loader, came = Pictures(opened.bridge), []
    loader.ask(Key("0" * 64, THUMBNAIL, blurred=False), came.append)
    qtbot.waitUntil(lambda: came == [None])


def test_of_one_place_the_last_wish_counts(opened, digest, qtbot):
    loader, came = Pictures(opened.bridge), []
    loader.ask(Key("0" * 64, THUMBNAIL, blurred=False), lambda _: came.append("old"), place="big")
    loader.ask(Key(digest, THUMBNAIL, blurred=False), lambda _: came.append("new"), place="big")
    qtbot.waitUntil(lambda: "new" in came)
    told = []
    opened.bridge.aside(lambda: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert came == ["new"]


def test_a_size_that_the_cache_lacks_is_made_do_with_the_small_one(opened, digest, qtbot):
    loader, came = Pictures(opened.bridge), []
    loader.ask(Key(digest, 1_600, blurred=False), came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert came[0].width() == 64


def test_old_pictures_go_when_there_are_too_many(opened, digest, qtbot, monkeypatch):
    monkeypatch.setattr(pictures, "KEPT_BYTES", 64 * 48 * 4)
    loader, came = Pictures(opened.bridge), []
    loader.ask(Key(digest, THUMBNAIL, blurred=False), came.append)
    qtbot.waitUntil(lambda: len(came) == 1)
    loader.ask(Key(digest, THUMBNAIL, blurred=True), came.append)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert loader.here(Key(digest, THUMBNAIL, blurred=False)) is None
    assert loader.here(Key(digest, THUMBNAIL, blurred=True)) is not None


def test_a_blurred_picture_keeps_its_size_and_none_of_its_edges():
    sharp = decoded(picture("crowd", size=(320, 240)))
    soft = blurred(sharp)
    assert soft.size() == sharp.size()
    assert _steepest(soft) < _steepest(sharp) / 2


def _steepest(image):
    row = [image.pixelColor(x, image.height() // 2).lightness() for x in range(image.width())]
    return max(abs(a - b) for a, b in pairwise(row))
