"""Compared pictures are zoomed together at the same place, also where one is mirrored or turned."""

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from tests.nouns import make_media, make_tip
from tipdesk.desk.opening import open_tip
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.light.compare import Compare, Shown
from tipdesk.intake.thumbnails import THUMBNAIL, keep
from tipdesk.media.drawing import picture
from tipdesk.newsroom.likeness import Turn
from tipdesk.store.database import Store


@pytest.mark.parametrize("turn", [Turn.MIRRORED, Turn.UPSIDE_DOWN, Turn.FLIPPED])
def test_both_look_at_the_same_place(desk: Store, bridge: Bridge, qtbot: QtBot, turn: Turn) -> None:
    data = picture("flood", size=(64, 48))
    make_media(desk, tip := make_tip(desk), data)
    (media,) = open_tip(desk, tip).media
    keep(desk, media.digest, THUMBNAIL, data)
    compare = Compare(bridge)
    qtbot.addWidget(compare)
    compare.resize(800, 400)
    compare.show()
    compare.show_pictures([Shown(media.digest, "one"), Shown(media.digest, "two", turn=turn)])
    left, right = compare.views
    qtbot.waitUntil(lambda: left.has_preview and right.has_preview)
    left.zoom_by(4.0, QPointF(0, 0))
    here, there = left.camera.look, right.camera.look
    assert here.x < 0.5
    assert there.x == pytest.approx(1 - here.x if turn is not Turn.FLIPPED else here.x)
    assert there.shown_by(turn).y == pytest.approx(here.y)
    compare.end()
