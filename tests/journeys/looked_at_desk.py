"""The real window, without a screen, in which somebody looks at every file; run under strace.

usage: looked_at_desk.py DESK [cheat]: with `cheat` Qt itself is given one of the files.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImageReader  # noqa: TID251  the cheat is the point

from tipdesk import app
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.states import FileKind

PATIENCE = 30.0


def until(happened: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise SystemExit(f"waited in vain until {what}")
        rest(20)


def rest(milliseconds: int) -> None:
    """Let the window work; unlike QTest.qWait, other threads too."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Looker:
    def __init__(self, desk: Path) -> None:
        self.qt = app.prepare()
        self.program = app.Program(editor="Mara Keller")
        self.program.window.resize(1280, 860)
        self.program.window.show()
        self.program.refused.connect(sys.exit)
        self.program.begin(desk)
        until(lambda: self.program.page is not None, "the desk is open")
        self.page = self.program.page
        self.media = self.page.tip.media

    def look_at_all(self) -> None:
        self.page.tip.show_tip(TipId(1))
        until(lambda: self.media.film.media, "the tip is open")
        until(lambda: all(one.state == "read" for one in self.files), "all files are read")
        for row, one in enumerate(self.files):
            self.media.strip.go_to(row)
            if one.kind in {FileKind.PICTURE, FileKind.DOCUMENT}:
                until(lambda: self.media.preview._picture is not None, "the picture is seen")
                self.media.preview.zoom()
            else:
                self.play()
        self.page.shell.acts["view.as_pictures"].trigger()
        until(self.page.lighting.table.lot.rowCount, "the pictures lie on the table")
        self.page.lighting.table.show_loupe()
        rest(300)

    @property
    def files(self) -> tuple[MediaLine, ...]:
        return tuple(self.media.film.media)

    def play(self) -> None:
        player = self.media.player
        player.toggle()
        until(lambda: player.session.transport.position > 0.2, "it plays")
        if player.media.kind is FileKind.VIDEO:
            count = len(self.files)
            player.do("player.grab")
            until(lambda: len(self.files) > count, "the still is kept")
        else:
            until(lambda: player.stage.canvas.has_wave, "the wave is seen")


def cheat(desk: Path) -> None:
    """Let Qt read one of the files, as nothing in Tipdesk may."""
    app.prepare()
    QImageReader(str(next(desk.glob("files/??/*")))).read()


if __name__ == "__main__":
    if "cheat" in sys.argv:
        cheat(Path(sys.argv[1]))
    else:
        looker = Looker(Path(sys.argv[1]))
        looker.look_at_all()
        looker.program.end()
