"""A popup with a filter line and a list: choose one, or tick several."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tipdesk.gui import theme
from tipdesk.gui.pickers.choices import ROW, Choice, ChoiceList, Choices
from tipdesk.gui.pickers.fuzzy import best, fold
from tipdesk.gui.pickers.popover import Popover

T = TypeVar("T")
WIDTH, ROWS_SHOWN, LISTED = 300, 9, 200
ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class Picker(Popover):
    """Offers choices; tells the one that was `chosen`, or what was `ticked` on and off.

    `new` is how a choice that isn't there yet is offered, with {0} for what was typed. Who types
    faster than the desk answers gets what was meant: Enter waits for the answer.
    """

    chosen = Signal(object)  # Choice
    ticked = Signal(list, list)  # keys put on, keys taken off

    def __init__(
        self, parent: QWidget, title: str, *, several: bool = False, new: str = ""
    ) -> None:
        super().__init__(parent, title)
        self._several, self._new = several, new
        self._all: dict[str, Choice] = {}
        self._before: dict[str, Qt.CheckState | None] = {}
        self._given_up = False
        self._is_known = False
        self._entered = 0  # how often Enter was pressed before it was known what there is
        self.filter = QLineEdit(placeholderText=title)
        self.filter.setAccessibleName(title)
        self.filter.setMaxLength(100)
        self.model = Choices(self)
        self.list = ChoiceList(self.model, title)
        self._hint = QLabel(self._words_below())
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setFont(theme.font(theme.Face.META))
        self._hint.setProperty("said", "muted")
        for widget in (self.filter, self.list, self._hint):
            self.rows.addWidget(widget)
        self.filter.textChanged.connect(lambda _: self._refresh())
        self.filter.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._take(index.row()))

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these; ticks that the editor already set stay."""
        set_here = {
            key: choice
            for key, choice in self._all.items()
            if key not in self._before or choice.tick is not self._before[key]
        }
        self._before = {choice.key: choice.tick for choice in choices}
        self._all = {choice.key: choice for choice in choices} | set_here
        self._is_known = True
        self._refresh()
        entered, self._entered = self._entered, 0
        for _ in range(entered):
            self._enter()

    def offer_made(self, make: Callable[[T], Sequence[Choice]], answer: T) -> None:
        """Offer what `make` makes of an answer; a closed picker drops it unseen."""
        self.offer(make(answer))

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        rows = min(max(self.model.rowCount(), 1), ROWS_SHOWN)
        return QSize(WIDTH, 100 + rows * ROW)

    def focus_first(self, first: QWidget) -> None:
        """Begin in the filter line."""
        self.filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on the keys typed into the filter line."""
        if watched is self.filter and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and self._key(event):
                return True
            if event.key() == Qt.Key.Key_Escape:
                return False
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the outcome on closing."""
        super().closeEvent(event)
        if self._several and not self._given_up:
            self._tell()

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        if event.key() in steps:
            self.list.step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self._given_up = True
            self.close()
        else:
            return False
        return True

    def _enter(self) -> None:
        if not self._is_known:
            self._entered += 1
            return
        if self._several and not self.filter.text() and self._is_changed():
            self.close()
            return
        self._take(self.list.currentIndex().row())

    def _take(self, row: int) -> None:
        choice = self.model.at(row)
        if choice is None:
            return
        if not self._several:
            self.close()
            self.chosen.emit(choice)
            return
        turned = replace(choice, tick=OFF if choice.tick is ON else ON)
        if choice.is_new:
            turned = replace(turned, label=choice.key, is_new=False)
        self._all = {turned.key: turned} | self._all if choice.is_new else self._all
        self._all[turned.key] = turned
        self.list.say(self.model.spoken(turned))
        if self.filter.text():
            self.filter.clear()
        else:
            self.model.swap(row, turned)
        self._hint.setText(self._words_below())

    def _is_changed(self) -> bool:
        return any(choice.tick is not self._before.get(key) for key, choice in self._all.items())

    def _tell(self) -> None:
        changed = [
            choice
            for key, choice in self._all.items()
            if choice.tick is not self._before.get(key, OFF)
        ]
        on = [choice.key for choice in changed if choice.tick is ON]
        off = [choice.key for choice in changed if choice.tick is OFF]
        if on or off:
            self.ticked.emit(on, off)

    def _refresh(self) -> None:
        typed = " ".join(self.filter.text().split())
        rows = best(typed, self._all.values(), lambda choice: choice.label, limit=LISTED)
        if (
            self._is_known
            and typed
            and self._new
            and not any(fold(row.label) == fold(typed) for row in rows)
        ):
            tick = OFF if self._several else None
            rows.append(
                Choice(
                    typed,
                    self._new.format(typed),
                    glyph="add",
                    role="accent",
                    tick=tick,
                    is_new=True,
                )
            )
        self.model.show(rows)
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setMinimumHeight(min(max(len(rows), 1), ROWS_SHOWN) * ROW + 2)
        self._hint.setText(self._words_below() if rows else self._why_none())
        if not rows:
            self.list.say(self._hint.text())
        if self.isVisible():
            self.rows.activate()
            self.resize(self.sizeHint())

    def _why_none(self) -> str:
        if not self._is_known:
            return ""
        if self._new and not self.filter.text():
            return self.tr("None yet; type the name of the first.")
        return self.tr("Nothing fits what was typed.")

    def _words_below(self) -> str:
        if not self._several:
            return self.tr("Enter chooses · Esc leaves it")
        if self._is_changed():
            return self.tr("Enter again keeps this · Esc leaves it as it was")
        return self.tr("Enter ticks · Esc leaves it as it was")
