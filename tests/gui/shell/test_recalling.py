from PySide6.QtCore import QObject
from sqlmodel import select

from tests.nouns import make_media, make_tip
from tipdesk.desk.verifying.fingerprints import fingerprints_of
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.shell.recalling import Recalling
from tipdesk.newsroom.media import Facts, Fingerprint
from tipdesk.store.database import Store


def test_fingerprints_are_read_before_anybody_asks(bridge: Bridge, desk: Store, qtbot) -> None:
    make_media(desk, make_tip(desk))
    with desk.deriving() as session:
        digest = session.exec(select(Facts.digest)).one()
        session.add(Fingerprint(digest=digest, bits=bytes(32)))
    parent = QObject()
    recalling = Recalling(bridge, parent)
    recalling.setInterval(0)

    recalling.start()

    qtbot.waitUntil(lambda: fingerprints_of(desk).known == 1)
