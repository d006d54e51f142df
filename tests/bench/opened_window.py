"""The real window on a desk, for measuring: opened, driven and put away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.shown import shows_all
from tests.bench.turns import nth, spent
from tipdesk import app
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.readying import Readying
from tipdesk.gui.tips.view import TipsView
from tipdesk.jobs import Lanes
from tipdesk.store.database import Store

BETWEEN_KEYS_MS = 40
OFTEN = (700, 10, 10)  # as Python has it


@contextmanager
def searched_as_ever() -> Iterator[None]:
    """Search for garbage as in the program: the suite does it seldom, and leaves out more."""
    seldom = gc.get_threshold()
    gc.set_threshold(*OFTEN)
    gc.unfreeze()
    try:
        yield
    finally:
        gc.set_threshold(*seldom)
        gc.freeze()


class Opened:
    """The window on an open desk."""

    def __init__(self, store: Store, qtbot) -> None:
        self.qtbot = qtbot
        self.program = app.Program(editor=store.editor, kept=Layout(query=""))
        self.lanes = Lanes(store)
        self.program.window.resize(1280, 800)
        self.program.window.show()
        self.page = self.program.enter(self.lanes)
        self.painted: list[int] = []

    @property
    def tips(self) -> TipsView:
        return self.page.tips

    def shows_all(self) -> bool:
        """Tell whether every row on the screen has its line."""
        return shows_all(self.tips)

    @property
    def is_at_rest(self) -> bool:
        """Tell whether everything that was asked is answered and shown."""
        finder = self.tips.finder
        return finder.whole and not finder.awaits and not self.page.bridge.is_busy

    def settle(self) -> None:
        """Wait until everything that was asked is answered and shown."""
        self.qtbot.waitUntil(lambda: self.is_at_rest, timeout=60_000)

    def rest(self) -> None:
        """Wait until an editor who does nothing has nothing left to wait for."""
        readying = self.page.findChild(Readying)
        self.qtbot.waitUntil(lambda: not readying.isActive() and self.is_at_rest, timeout=60_000)

    def type(self, text: str) -> None:
        """Type from within the event loop, a key at a time, and wait for the last answer."""
        letters = iter(text)
        keys = QTimer(interval=BETWEEN_KEYS_MS)

        def press() -> None:
            letter = next(letters, "")
            if letter:
                QTest.keyClicks(self.page.search.line, letter)
            else:
                keys.stop()

        keys.timeout.connect(press)
        keys.start()
        self.qtbot.waitUntil(lambda: not keys.isActive(), timeout=60_000)
        self.settle()

    def scroll(self, frames: int, by: int) -> list[float]:
        """Scroll so many frames; give what each cost the window's thread, painting included."""
        table = self.tips.table
        bar = table.verticalScrollBar()
        bar.setValue(0)
        cost = []
        for _ in range(frames):

            def frame() -> None:
                bar.setValue(bar.value() + by)
                QApplication.processEvents()

            cost.append(spent(frame))
        return cost


def in_words(cost: list[float]) -> str:
    """Write costs the way they are reported."""
    return f"p50 {nth(cost, 0.5):.2f}, p99 {nth(cost, 0.99):.2f}, worst {max(cost):.2f} ms"


@contextmanager
def opened(store: Store, qtbot) -> Iterator[Opened]:
    """Open the window on a desk, and put it away again."""
    with searched_as_ever():
        window = Opened(store, qtbot)
        yield window
    window.settle()
    window.page.end()
    window.page.bridge.end()
    window.lanes.close()
    # The store is the test's: the program must not close it.
    window.program.page = window.program.lanes = None
    window.program.end()
    window.program.window.close()
    window.program.window.deleteLater()
