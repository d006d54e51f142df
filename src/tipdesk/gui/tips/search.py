"""The search field: one line over everything, finished filters as chips, the count at its end."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from tipdesk.gui import icons, theme, words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.tips import questions
from tipdesk.gui.tips.questions import Wrong
from tipdesk.gui.tips.searching import offers, tokens
from tipdesk.gui.tips.searching.complaint import Complaint
from tipdesk.gui.tips.searching.filterchip import FilterChip
from tipdesk.gui.tips.searching.line import SearchLine
from tipdesk.gui.tips.searching.offering import Offering
from tipdesk.newsroom.lines import Counts

HEIGHT = 28
_PATIENCE_MS = 700
_ROOM_FOR_TIME = 420
_LOOK = """
SearchField { background: palette(base); border: 1px solid palette(mid); border-radius: 6px; }
SearchField[lit="true"] { border-color: palette(link); }
QLineEdit { background: transparent; border: 0; padding: 0; min-height: 0; }
QToolButton { border: 0; padding: 1px; }
"""


class SearchField(QFrame):
    """Asks with every keystroke; whoever follows `searched` drops older questions.

    `left` says that the editor is done here and wants the list.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._chips: list[FilterChip] = []
        self._names: dict[str, dict[str, str]] = {}
        self._said = ""
        self._wrong: Wrong | None = None
        self.line = SearchLine(self)
        self._count, self._mark = QLabel(), QLabel()
        self._away = QToolButton()
        self._chip_row = QHBoxLayout()
        self._offering: Offering | None = None
        self._complaint: Complaint | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._complain)
        self._lay_out()
        self.line.textEdited.connect(lambda _: self._on_edited())
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)

    # What is asked

    def words(self) -> str:
        """Give what is asked, in the query language."""
        return self._asked().strip()

    def set_words(self, query: str) -> None:
        """Put a whole query in the field, and ask it."""
        self._drop_chips()
        filters, rest = tokens.split(f"{query} ")
        for token in filters:
            self._add_chip(token)
        self.line.setText(rest.strip())
        self._ask()

    def clear(self) -> None:
        """Ask for everything again."""
        self.set_words("")

    def take_focus(self) -> None:
        """Take the keyboard, what is written selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    # What is answered

    def say_found(self, shown: int, total: int, milliseconds: float) -> None:
        """Say how many were found of how many, and how fast."""
        self._set_wrong(None)
        if not self.words():
            self._count.clear()
            return
        found = self.tr("{0} of {1}").format(words.number(shown), words.number(total))
        if self.width() >= _ROOM_FOR_TIME:
            took = words.number(max(1, round(milliseconds)))
            found = self.tr("{0} · {1} ms").format(found, took)
        self._count.setText(found)
        self._count.setAccessibleName(words.tips(shown))

    def say_wrong(self, wrong: Wrong) -> None:
        """Mark the word that is not understood; say why when the editor pauses."""
        self._set_wrong(wrong)
        self._count.setText(self.tr("not understood"))
        self._patience.start()

    # How it is made

    def _on_edited(self) -> None:
        if self._chips and tokens.wants_a_neighbour(self.line.text()):
            self._reopen(self._chips[-1])
            self.line.end(False)
        text, at = self.line.text(), self.line.cursorPosition()
        filters, rest = tokens.split(text)
        if filters:
            for token in filters:
                self._add_chip(token)
            _, before = tokens.split(text[:at])
            self.line.setText(rest)
            self.line.setCursorPosition(len(before))
        self._ask()
        self._offer()

    def _asked(self) -> str:
        """Give the words with the space at their end, by which the last one is finished."""
        return " ".join((*(chip.token for chip in self._chips), self.line.text())).lstrip()

    def _ask(self) -> None:
        said = self._asked()
        self._away.setVisible(bool(said))
        if said != self._said:
            self._said = said
            self._set_wrong(None)
            self.searched.emit(said)

    def _add_chip(self, token: str) -> None:
        chip = FilterChip(token)
        chip.removed.connect(partial(self._remove, chip))
        chip.reopened.connect(partial(self._reopen, chip))
        self._chips.append(chip)
        self._chip_row.addWidget(chip)

    def _remove(self, chip: FilterChip) -> None:
        self._take_off(chip)
        self.line.setFocus()
        self._ask()

    def _reopen(self, chip: FilterChip) -> None:
        """Make text of a chip again, so that it can be written anew."""
        self._take_off(chip)
        self.line.setText(f"{chip.token} {self.line.text()}".strip())
        self.line.setFocus()
        self.line.setCursorPosition(len(chip.token))
        self._ask()

    def _take_off(self, chip: FilterChip) -> None:
        self._chips.remove(chip)
        self._chip_row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _drop_chips(self) -> None:
        for chip in tuple(self._chips):
            self._take_off(chip)

    # Offers

    def _learn_names(self) -> None:
        self._bridge.ask(questions.counted, self._learn_counted, view=f"names/{id(self)}")
        self._bridge.ask(questions.editors, self._learn_editors, view=f"editors/{id(self)}")

    def _learn_counted(self, told: Counts) -> None:
        self._names |= {
            "story": {story.slug: words.number(story.tips) for story in told.stories},
            "tag": {name: words.number(count) for name, count in told.tags},
            "workflow": {state: words.number(count) for state, count in told.workflow.items()},
        }

    def _learn_editors(self, names: list[str]) -> None:
        own = {"me": self.tr("your own"), "nobody": self.tr("without an assignee")}
        self._names["assignee"] = own | dict.fromkeys(names, "")

    def _learn_senders(self, names: list[str]) -> None:
        self._names["from"] = dict.fromkeys(names, "")
        self._show_offers()

    def _offer(self) -> None:
        key, said = offers.under_way(self._before())
        if key == "from" and said:
            asked = partial(questions.senders, begun=said.lstrip('"'))
            self._bridge.ask(asked, self._learn_senders, view=f"senders/{id(self)}")
        self._show_offers()

    def _before(self) -> str:
        return self.line.text()[: self.line.cursorPosition()]

    def _show_offers(self) -> None:
        if self._offering is None:
            self._offering = Offering(self.window())
            self._offering.taken.connect(self._take_offer)
        found = offers.offers(self._before(), self._names) if self.line.hasFocus() else []
        start = self.line.x_of(offers.begin(self._before()))
        at = self.line.mapTo(self.window(), QPoint(max(0, start - 10), 0))
        at.setY(self.mapTo(self.window(), QPoint(0, self.height() + 4)).y())
        self._offering.show_at(found, at)

    def _take_offer(self, word: str) -> None:
        text, at = self.line.text(), self.line.cursorPosition()
        start = offers.begin(text[:at])
        finished = "" if word.endswith(":") else " "
        self.line.setText(text[:start] + word + finished + text[at:])
        self.line.setCursorPosition(start + len(word) + len(finished))
        self._on_edited()

    def _hide_offers(self) -> bool:
        shown = self._offering is not None and self._offering.isVisible()
        if self._offering is not None:
            self._offering.hide()
        return shown

    # Complaints

    def _set_wrong(self, wrong: Wrong | None) -> None:
        self._wrong = wrong
        self.line.mark(*self._wrong_part())
        if wrong is None:
            self._patience.stop()
            if self._complaint is not None:
                self._complaint.hide()

    def _wrong_part(self) -> tuple[int, int]:
        """Tell which part of the line is not understood, in its own letters."""
        if self._wrong is None:
            return 0, 0
        before = len(self.words()) - len(self.line.text().rstrip())
        start = max(0, self._wrong.at - before)
        return start, min(self._wrong.length, len(self.line.text()) - start)

    def _complain(self) -> None:
        if self._wrong is not None:
            if self._complaint is None:
                self._complaint = Complaint(self)
            self._complaint.complain(self._wrong.sentence, self._wrong.suggestion)

    def _mend(self) -> bool:
        """Put what was suggested in the place of what is not understood."""
        if self._wrong is None or not self._wrong.suggestion or not self.line.marked:
            return False
        start, length = self._wrong_part()
        text, word = self.line.text(), self._wrong.suggestion
        self.line.setText(text[:start] + word + text[start + length :])
        self.line.setCursorPosition(start + len(word))
        self._on_edited()
        return True

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give some keys of the line a meaning of their own."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if isinstance(event, QFocusEvent):
            self._on_focus(came=event.gotFocus())
        return False

    def _on_focus(self, *, came: bool) -> None:
        self.setProperty("lit", came)
        self.style().polish(self)
        if came:
            self._learn_names()
        else:
            self._hide_offers()

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self._offering is not None and self._offering.isVisible():
            if self._steer(self._offering, key):
                return True
        elif key is Qt.Key.Key_Down:
            self.left.emit()
            return True
        if key is Qt.Key.Key_Tab:
            return self._mend()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif key is Qt.Key.Key_Escape:
            self._escape()
        elif key is Qt.Key.Key_Backspace and self._chips and self._at_start():
            self._reopen(self._chips[-1])
        else:
            return False
        return True

    @staticmethod
    def _steer(offering: Offering, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            offering.step(1 if key is Qt.Key.Key_Down else -1)
            return True
        if key is Qt.Key.Key_Tab:
            return offering.take(first=True)
        return key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and offering.take()

    def _at_start(self) -> bool:
        return self.line.cursorPosition() == 0 and not self.line.hasSelectedText()

    def _finish(self) -> None:
        """Take the last word as it is, and go to the list; stay where it is not understood."""
        self._hide_offers()
        waits = tokens.is_unfinished(self.line.text())
        if self._wrong is not None:
            self._complain()
            return
        self.line.setText(f"{self.line.text()} ")
        self._on_edited()
        self._hide_offers()
        if not waits:
            self.left.emit()

    def _escape(self) -> None:
        if self._hide_offers():
            return
        if self.words():
            self.clear()
        else:
            self.left.emit()

    def _lay_out(self) -> None:
        self.setFixedHeight(HEIGHT)
        self.setStyleSheet(_LOOK)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setFont(theme.font(theme.Face.META))
        self._count.setProperty("said", "muted")
        self._chip_row.setSpacing(4)
        self._away.setAccessibleName(self.tr("Clear the search"))
        self._away.setToolTip(self.tr("Clear the search  Esc"))
        self._away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._away.clicked.connect(self.clear)
        self._away.hide()
        icons.wear(self._away, "close", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addLayout(self._chip_row)
        row.addWidget(self.line, 1)
        row.addWidget(self._count)
        row.addWidget(self._away)
        self._wear()

    def _wear(self) -> None:
        muted = theme.colours().muted
        self._mark.setPixmap(icons.pixmap("search", muted, 14, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Take up other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._wear()
