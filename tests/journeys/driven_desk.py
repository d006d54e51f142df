"""The real program in a real window; tells a test, which stands outside, where things are.

Reads a line such as `tip 1`, `entry story MILLFLOOD` or `focus` and answers with one JSON line.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSocketNotifier
from PySide6.QtWidgets import QWidget

from tipdesk import app
from tipdesk.gui.sidebar.entries import Sort


def centre(widget: QWidget, rect: QRect) -> list[int]:
    point: QPoint = widget.mapToGlobal(rect.center())
    return [point.x(), point.y()]


class Driven:
    def __init__(self, desk: Path) -> None:
        self.qt = app.prepare()
        self.program = app.Program(editor="Mara Keller")
        self.program.window.setGeometry(0, 0, 1280, 860)
        self.program.window.show()
        self.program.begin(desk)
        self.ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self.ear.activated.connect(self.answer)

    def answer(self) -> None:
        line = os.read(sys.stdin.fileno(), 4096).decode().strip()
        if not line:
            self.qt.quit()
            return
        word, _, rest = line.partition(" ")
        sys.stdout.write(json.dumps(getattr(self, f"where_{word}")(rest)) + "\n")
        sys.stdout.flush()

    def where_tip(self, number: str) -> list[int] | None:
        page = self.program.page
        if page is None:
            return None
        table = page.tips.table
        index = table.model().index(table.model().row_of(int(number)), 0)
        return centre(table.viewport(), table.visualRect(index)) if index.isValid() else None

    def where_entry(self, key: str) -> list[int] | None:
        sort, _, name = key.partition(" ")
        page = self.program.page
        if page is None:
            return None
        index = page.sidebar.model().find((Sort(sort), name))
        if not index.isValid():
            return None
        page.sidebar.scrollTo(index)
        return centre(page.sidebar.viewport(), page.sidebar.visualRect(index))

    def where_window(self, _: str) -> str:
        return type(self.qt.activeWindow()).__name__

    def where_focus(self, _: str) -> str:
        focus = self.qt.focusWidget()
        return type(focus).__name__ if focus else ""


if __name__ == "__main__":
    driven = Driven(Path(sys.argv[1]))
    driven.qt.exec()
    driven.program.end()
