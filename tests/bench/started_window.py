"""Starts the program as an editor does, on a desk; says when the newest tips are painted, and ends.

Run as `python -m tests.bench.started_window` with TIPDESK_DESK set: it writes a line when the
newest tips are on the screen and one when all of the window answers, each with the seconds its
processor has spent.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import tipdesk.__main__
from tests.bench.shown import shows_all
from tipdesk import app
from tipdesk.gui.shell.glimpsing import Glimpse

LOOK_MS = 2


class Watched(app.Program):
    """The program, with somebody who looks at the window."""

    def begin(self, desk: Path | None, passphrase: str | None = None) -> None:
        """Open the desk, and leave as soon as all is there."""
        super().begin(desk, passphrase)
        self._said = False
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def _look(self) -> None:
        middle = self.window.middle.currentWidget()
        glimpsed = isinstance(middle, Glimpse) and shows_all(middle.tips)
        whole = self.page is not None and shows_all(self.page.tips)
        if (glimpsed or whole) and not self._said:
            self._said = True
            self._say()
        if whole:
            self._clock.stop()
            self.page.tips.table.viewport().repaint()
            self._say()
            QApplication.quit()

    def _say(self) -> None:
        sys.stdout.write(f"{time.process_time()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    app.Program = Watched
    tipdesk.__main__.main()
