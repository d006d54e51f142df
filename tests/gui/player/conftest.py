"""A desk with a film and a sound behind a bridge whose lanes have real readers."""

from collections.abc import Iterator
from functools import cache

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.opened_desk import Desk
from tests.media.marked import marked_film
from tests.media.samples import a_sound
from tests.nouns import make_media
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.player.player import Player
from tipdesk.jobs import Lanes
from tipdesk.media.worker import Readers
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.states import FileKind
from tipdesk.store.database import Store

SECONDS = 2.0


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    with Readers() as pool:
        yield pool


@pytest.fixture
def bridge(desk: Store, readers: Readers, light: None, qtbot: QtBot) -> Iterator[Bridge]:
    lanes = Lanes(desk, readers)
    made = Bridge(lanes)
    yield made
    qtbot.waitUntil(lambda: not made.is_busy)
    made.end()
    lanes.close()
    made.deleteLater()


@pytest.fixture
def opened(desk: Store, bridge: Bridge) -> Desk:
    return Desk(desk, bridge)


@cache
def a_film() -> bytes:
    return marked_film(seconds=SECONDS)


def put(opened: Desk, data: bytes, kind: FileKind, name: str, **fields: object) -> MediaLine:
    """Log a tip with one file."""
    tip = opened.log()
    make_media(opened.store, tip, data, name=name, kind=kind, **fields)
    return opened.tip(tip).media[0]


@pytest.fixture
def film(opened: Desk) -> MediaLine:
    return put(opened, a_film(), FileKind.VIDEO, "clip.mp4", duration=SECONDS, credit="A. Okafor")


@pytest.fixture
def sound(opened: Desk) -> MediaLine:
    data = a_sound("wav", "pcm_s16le")
    return put(opened, data, FileKind.AUDIO, "call.wav", duration=1.0)


@pytest.fixture
def player(bridge: Bridge, qtbot: QtBot) -> Iterator[Player]:
    made = Player(bridge)
    qtbot.addWidget(made)
    made.resize(480, 400)
    made.show()
    yield made
    session = made.session
    made.close_film()
    if session is not None:
        session._playback.wait_closed()
