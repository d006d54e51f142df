"""An editor at the opened window: keys, wheel and clicks in the event loop, round by round."""

import time
from collections.abc import Callable, Iterator
from itertools import cycle

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.opened_window import Opened
from tests.bench.turns import Turns
from tipdesk.newsroom.change import Change

BETWEEN_MS = 15  # from one key to the next: faster than anybody types
PATIENCE = 60  # seconds
NOTCH = QPoint(0, -120)
Until = Callable[[], object]
Script = Iterator[Until]
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
_WORDS = ("flood water mill", "council roof", "ba de", "workflow:triage fire", "school OR quarry")


def now() -> bool:
    """Go on with the next key."""
    return True


class Editor(QObject):
    """Does one thing after another; goes on when what was done is to be seen."""

    def __init__(self, window: Opened, turns: Turns) -> None:
        super().__init__()
        self.window, self.turns = window, turns
        self.rounds = self.changes = 0
        self._words = cycle(_WORDS)
        self._wanted: Until = now
        self._since = time.monotonic()
        window.page.bridge.done.connect(self._count)

    def work(self, seconds: float) -> None:
        """Work for so long, and finish the round that was begun."""
        self.do(self._all(time.monotonic() + seconds), seconds)

    def do(self, script: Script, seconds: float = 0) -> None:
        """Do what a script says, which may take so long."""
        clock = QTimer(self, interval=BETWEEN_MS)
        self._wanted, self._since = now, time.monotonic()
        failed: list[BaseException] = []

        def act() -> None:
            try:
                if self._wanted():
                    self._wanted, self._since = next(script), time.monotonic()
                assert time.monotonic() - self._since < PATIENCE, f"in vain: {self._wanted}"
            except BaseException as error:  # noqa: BLE001  told below, where the test sees it
                failed.append(error)
                clock.stop()

        clock.timeout.connect(act)
        clock.start()
        self.window.qtbot.waitUntil(
            lambda: not clock.isActive(), timeout=int(seconds * 1_000) + 240_000
        )
        if not isinstance(failed[0], StopIteration):
            raise failed[0]

    def _all(self, end: float) -> Script:
        while not self.rounds or time.monotonic() < end:
            for part in (self.search, self.scroll, self.triage, self.bulk):
                yield from self.doing(part)
            self.rounds += 1

    def doing(self, part: Callable[[], Script]) -> Script:
        """Do a part of the work; the turns of its time are told under its name."""
        self.turns.doing = part.__name__
        yield from part()

    # What is done

    def search(self) -> Script:
        """Look for something, letter by letter, and then for everything again."""
        yield from self.type_in_search(next(self._words))
        yield from self.type_in_search("")

    def scroll(self) -> Script:
        """Go through the list by wheel, by page, to its end, and back."""
        viewport = self.window.tips.table.viewport()
        for _ in range(30):
            self.wheel(viewport)
            yield now
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp):
            self.press(key)
            yield self.at_rest
        self.press(Qt.Key.Key_Home)
        yield self.at_rest

    def triage(self) -> Script:
        """Go to new tips; give one a tag, a state, the archive; take all of it back."""
        yield from self.type_in_search("workflow:new")
        self.click_row(1)
        yield self.shows_chosen
        self.press("j")
        yield self.shows_chosen
        yield from self.pick("t", "driven", ticks=True)
        yield from self.pick("s", "verif")
        yield self.shows_chosen
        yield from self.changed(lambda: self.press("e"))
        for _ in range(3):
            yield from self.changed(lambda: self.press("z", _CTRL))
        yield from self.type_in_search("")

    def bulk(self) -> Script:
        """Choose all results of a search, change them, and take it back."""
        yield from self.type_in_search("workflow:new,triage")
        yield from self.choose_all_results()
        yield from self.pick("p", "9", modifier=_SHIFT)
        yield from self.changed(lambda: self.press("z", _CTRL))
        self.press(Qt.Key.Key_Home)
        yield self.at_rest
        yield from self.type_in_search("")

    def change_everything(self) -> Script:
        """Change all tips of the desk, going about in the list meanwhile, and take it back."""
        yield from self.choose_all_results()
        yield from self.open_picker("p", "9", _SHIFT)
        yield from self._scroll_till_changed(lambda: self.press(Qt.Key.Key_Return))
        yield from self._scroll_till_changed(lambda: self.press("z", _CTRL))

    def stop_a_change_of_everything(self) -> Script:
        """Begin to change all tips, and stop it in the panel of background work."""
        panel = self.window.program.window.jobs
        yield from self.choose_all_results()
        yield from self.open_picker("p", "8", _SHIFT)
        self.press(Qt.Key.Key_Return)
        yield lambda: panel.rows and panel.rows[0].job.done
        self.press("j", _CTRL)
        yield panel.isVisible
        QTest.mouseClick(panel.rows[0].stop, Qt.MouseButton.LeftButton)
        yield lambda: panel.rows[0].is_over
        self.press("j", _CTRL)
        yield self.at_rest

    def _scroll_till_changed(self, act: Callable[[], object]) -> Script:
        viewport, before = self.window.tips.table.viewport(), self.changes
        act()
        while self.changes == before:
            self.wheel(viewport)
            yield now
        yield self.at_rest

    # How it is done

    def choose_all_results(self) -> Script:
        """Choose what Ctrl+A chooses, and then the rest by the button above the list."""
        self.press("a", _CTRL)
        yield self.at_rest
        results = self.window.tips.all_results
        if results.isVisible():
            QTest.mouseClick(results.button, Qt.MouseButton.LeftButton)
        yield self.at_rest

    def type_in_search(self, words: str) -> Script:
        """Empty the search, type these words, and go back to the list."""
        line = self.window.page.search.line
        self.press("f", _CTRL)
        yield line.hasFocus
        while line.hasFocus():
            self.press(Qt.Key.Key_Escape)
            yield now
        yield self.at_rest
        if words:
            self.press("f", _CTRL)
            yield line.hasFocus
            for letter in words:
                self.press(letter)
                yield now
            yield self.at_rest
            self.press(Qt.Key.Key_Return)
            if QApplication.activePopupWidget() is not None or line.hasFocus():
                self.press(Qt.Key.Key_Return)
            yield self.at_rest
            self.press("2", _CTRL)
        yield self.window.tips.table.hasFocus

    def pick(
        self, key: str, typed: str, *, modifier: Qt.KeyboardModifier = _PLAIN, ticks: bool = False
    ) -> Script:
        """Open a picker by its key, find by a few letters, take it; wait until it is done."""
        yield from self.open_picker(key, typed, modifier)
        if ticks:
            self.press(Qt.Key.Key_Return)
            yield now
        yield from self.changed(lambda: self.press(Qt.Key.Key_Return))

    def open_picker(self, key: str, typed: str, modifier: Qt.KeyboardModifier) -> Script:
        """Open a picker by its key, and find by a few letters."""
        self.press(key, modifier)
        yield lambda: QApplication.activePopupWidget() is not None
        picker = QApplication.activePopupWidget()
        for letter in typed:
            self.press(letter)
            yield now
        yield picker.model.rowCount

    def changed(self, act: Callable[[], object]) -> Script:
        """Do something that changes tips, and wait until the change is to be seen."""
        before = self.changes
        act()
        yield lambda: self.changes > before
        yield self.at_rest

    def press(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self._focus(), key, modifier)

    def wheel(self, widget: QWidget) -> None:
        """Turn the wheel by a notch over a widget."""
        shell = self.window.program.window
        middle = widget.mapTo(shell, widget.rect().center())
        QTest.wheelEvent(shell.windowHandle(), middle, NOTCH)

    def click_row(self, row: int) -> None:
        """Click a row of the list."""
        table = self.window.tips.table
        place = table.visualRect(table.model().index(row, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def at_rest(self) -> bool:
        """Tell whether everything that was asked is answered and shown."""
        return self.window.is_at_rest

    def shows_chosen(self) -> bool:
        """Tell whether the chosen tip is open."""
        chosen = self.window.tips.selection()
        return [self.window.page.tip.tip] == chosen and self.at_rest()

    def _focus(self) -> QWidget:
        where = QApplication.activePopupWidget() or self.window.program.window
        if QApplication.activeWindow() is None:
            # The screenless platform forgets which window a popup belonged to.
            where.activateWindow()
        return where.focusWidget() or where

    def _count(self, change: Change) -> None:
        self.changes += bool(change)
