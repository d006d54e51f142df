"""Plays a film on the sound server of this machine and tells, as JSON, what came when."""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tipdesk.gui.bridge import Deliveries
from tipdesk.gui.player import speaker
from tipdesk.gui.player.session import Session
from tipdesk.media.worker import Readers

PATIENCE = 30.0


def main(path: Path) -> None:
    app = QApplication([])
    speaker.load()
    found = speaker.find_speaker(app)
    if found is None:
        raise SystemExit("there is no audio output")
    shown: list[tuple[float, float]] = []  # position by the sound's clock, when the frame is due
    heard: list[tuple[float, float]] = []  # time on the wall, position
    with Readers() as readers:
        session = Session(readers, path, found, Deliveries(app))
        session._show = lambda picture: shown.append((session.transport.position, picture.at))
        session.transport.play()
        session.look()
        end = time.monotonic() + PATIENCE
        while session.transport.is_playing and time.monotonic() < end:
            heard.append((time.monotonic(), session.transport.position))
            loop = QEventLoop()
            QTimer.singleShot(10, loop.quit)
            loop.exec()
        session.close()
        session._playback.wait_closed()
    sys.stdout.write(
        json.dumps({"shown": shown, "heard": heard, "missed": session.transport.missed})
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
