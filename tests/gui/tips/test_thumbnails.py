import pytest
from PySide6.QtCore import Qt

from tests.gui.tips.conftest import put_thumbnail
from tipdesk.gui.tips.row import thumbnails
from tipdesk.gui.tips.row.thumbnails import Key, Thumbnails, small
from tipdesk.newsroom.change import Change

DIGEST = "a" * 64
KEY = Key(DIGEST, 40, whole=False, blurred=False)


def test_a_picture_is_made_aside_and_kept(desk, bridge, qtbot):
    put_thumbnail(desk, DIGEST, Qt.GlobalColor.red)
    kept = Thumbnails(bridge, bridge)
    with qtbot.waitSignal(kept.arrived):
        assert kept.get(DIGEST, 40, 2.0) is None
    picture = kept.get(DIGEST, 40, 2.0)
    assert (picture.width(), picture.height()) == (80, 80)
    assert picture.devicePixelRatio() == 2.0
    image = picture.toImage()
    assert image.pixelColor(40, 40).red() > 240
    assert image.pixelColor(0, 0).alpha() == 0


def test_a_picture_that_is_not_there_yet_is_looked_for_again_when_its_tip_changes(
    desk, bridge, qtbot
):
    kept = Thumbnails(bridge, bridge)
    with qtbot.waitSignal(kept.arrived):
        assert kept.get(DIGEST, 40, 1.0) is None
    put_thumbnail(desk, DIGEST, Qt.GlobalColor.blue)
    assert kept.get(DIGEST, 40, 1.0) is None
    bridge.changed.emit(Change(id=None, verb="read", tips=frozenset({1})))
    with qtbot.waitSignal(kept.arrived):
        assert kept.get(DIGEST, 40, 1.0) is None
    assert kept.get(DIGEST, 40, 1.0) is not None


def test_a_picture_that_was_read_anew_stays_in_sight_until_the_new_one_is_there(
    desk, bridge, qtbot
):
    put_thumbnail(desk, DIGEST, Qt.GlobalColor.red)
    kept = Thumbnails(bridge, bridge)
    with qtbot.waitSignal(kept.arrived):
        kept.get(DIGEST, 40, 1.0)
    put_thumbnail(desk, DIGEST, Qt.GlobalColor.blue)
    bridge.changed.emit(
        Change(id=None, verb="facts", tips=frozenset({1}), nouns=frozenset({"facts"}))
    )
    with qtbot.waitSignal(kept.arrived):
        assert kept.get(DIGEST, 40, 1.0).toImage().pixelColor(20, 20).red() > 240
    assert kept.get(DIGEST, 40, 1.0).toImage().pixelColor(20, 20).blue() > 240
    assert kept._bytes == 40 * 40 * 4
    assert not kept._wished


@pytest.mark.qt_log_ignore("JPEG")
def test_what_is_not_our_own_jpeg_is_no_picture(desk):
    path = put_thumbnail(desk, DIGEST, Qt.GlobalColor.red)
    whole = path.read_bytes()
    for data in (b"", b"<svg/>", whole[:40], b"GIF89a" + whole):
        path.write_bytes(data)
        assert small(path, KEY, 1.0) is None
    assert small(path.with_name("gone.jpg"), KEY, 1.0) is None


def test_of_many_wishes_the_last_ones_are_granted(desk, bridge, qtbot, monkeypatch):
    monkeypatch.setattr(thumbnails, "_WAITING", 3)
    digests = [f"{at:064x}" for at in range(10)]
    for digest in digests:
        put_thumbnail(desk, digest, Qt.GlobalColor.red)
    kept = Thumbnails(bridge, bridge)
    for digest in digests:
        kept.get(digest, 40, 1.0)
    qtbot.waitUntil(lambda: len(kept._kept) == 3)
    assert {key.digest for key in kept._kept} == set(digests[-3:])


def test_a_whole_picture_keeps_its_shape_and_a_blurred_one_is_another(desk, bridge, qtbot):
    put_thumbnail(desk, DIGEST, Qt.GlobalColor.red)
    kept = Thumbnails(bridge, bridge)
    for blurred in (False, True):
        with qtbot.waitSignal(kept.arrived):
            kept.get(DIGEST, 60, 1.0, whole=True, blurred=blurred)
    sharp, soft = (
        kept.get(DIGEST, 60, 1.0, whole=True, blurred=blurred) for blurred in (False, True)
    )
    assert max(sharp.width(), sharp.height()) == 60
    assert sharp.size() == soft.size()
    assert sharp is not soft


def test_no_more_is_kept_than_there_is_room_for(desk, bridge, qtbot, monkeypatch):
    monkeypatch.setattr(thumbnails, "_KEPT_BYTES", 40 * 40 * 4)
    kept = Thumbnails(bridge, bridge)
    for digest in (DIGEST, "b" * 64):
        put_thumbnail(desk, digest, Qt.GlobalColor.red)
        with qtbot.waitSignal(kept.arrived):
            kept.get(digest, 40, 1.0)
    assert [key.digest for key in kept._kept] == ["b" * 64]
