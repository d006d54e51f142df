"""Starts the program as an editor does, on a desk; says when the newest tips are painted, and ends.

Run as `python -m tests.bench.started_window DESK`: it answers with the seconds of its processor.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.opened_window import shows_all
from tipdesk import app
from tipdesk.gui.shell.layout import Layout

LOOK_MS = 2


def start(desk: Path) -> None:
    """Open the window, and leave as soon as the newest tips are on the screen."""
    app.prepare()
    made = app.Program(editor="Mara Keller", kept=Layout(query=""))
    made.window.show()
    made.begin(desk)
    clock = QTimer(interval=LOOK_MS)

    def look() -> None:
        if made.page is not None and shows_all(made.page.tips):
            clock.stop()
            made.page.tips.table.viewport().repaint()
            sys.stdout.write(f"{time.process_time()}\n")
            sys.stdout.flush()
            QApplication.quit()

    clock.timeout.connect(look)
    clock.start()
    QApplication.exec()
    made.end()


if __name__ == "__main__":
    start(Path(sys.argv[1]))
