from PySide6.QtCore import QObject
from sqlmodel import select

from tests.nouns import make_media, make_tip
from tipdesk.desk.verifying.fingerprints import fingerprints_of
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.readying import Readying
from tipdesk.newsroom.media import Facts, Fingerprint
from tipdesk.store.database import Store


def test_fingerprints_are_read_before_anybody_asks(bridge: Bridge, desk: Store, qtbot) -> None:
    make_media(desk, make_tip(desk))
    with desk.deriving() as session:
        digest = session.exec(select(Facts.digest)).one()
        session.add(Fingerprint(digest=digest, bits=bytes(32)))
    parent = QObject()
    readying = Readying(bridge, parent)
    readying.setInterval(0)

    readying.start()

    qtbot.waitUntil(lambda: fingerprints_of(desk).known == 1)


def test_an_empty_desk_has_nothing_to_make_ready(bridge: Bridge, qtbot) -> None:
    parent, failed = QObject(), []
    bridge.failed.connect(failed.append)
    readying = Readying(bridge, parent)
    readying.setInterval(0)

    readying.start()

    qtbot.waitUntil(lambda: not readying.isActive() and not bridge.is_busy)
    assert not failed
