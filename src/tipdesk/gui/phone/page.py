"""The phone note itself: a clock, who calls, what they say, what was read back and promised."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme, times
from tipdesk.gui.phone import wording
from tipdesk.gui.phone.caller import GAP, LABELS, Caller
from tipdesk.gui.phone.clock import Clock
from tipdesk.gui.phone.promise import Promise
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.notes import NoteDraft
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.calls import PhoneNote
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.tip import TEXT_LIMIT
from tipdesk.newsroom.when import now

SIDE, WIDEST = 20, 760  # a column that reads well, as in the tip
_ALL = 1_000_000  # of the room, until it is wide enough


class NotePage(QWidget):
    """Stands in the place of the open tip; typing begins in the words at once."""

    edited = Signal()
    kept = Signal()
    thrown = Signal()
    put_aside = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Phone note"))
        self.clock = Clock()
        self.began = said("", muted=True)
        self.talking = QPushButton()
        self.aside = Link("", self.tr("Put aside"), role="muted")
        self.caller = Caller()
        self.text = NoteDraft(self.tr("What is said"), limit=TEXT_LIMIT)
        self.text.setFont(theme.font(theme.Face.BODY))
        self.text.setPlaceholderText(self.tr("Type what is said. Its first line is the headline."))
        self.text.fill_the_room()
        self.read_back = QCheckBox(self.tr("Read back"))
        self.read_back.setToolTip(self.tr("What is written here was read to the caller"))
        self.read_back.setAccessibleDescription(self.read_back.toolTip())
        self.promise = Promise()
        self.state = said("", muted=True)
        self.throw = Link("", self.tr("Throw away"), role="muted")
        self.keep = QPushButton(self.tr("Keep as a tip"))
        self.keep.setProperty("primary", True)
        for words in (self.began, self.state):
            words.setWordWrap(False)
        self.began.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(_framed(self._head(), 14, 12))
        rows.addWidget(_framed(self.caller, 0, 14))
        rows.addWidget(_line())
        holder = QHBoxLayout()
        holder.setContentsMargins(SIDE - 4, 12, SIDE - 4, 12)
        self.text.setMaximumWidth(WIDEST)
        holder.addWidget(self.text, _ALL)
        holder.addStretch(1)
        rows.addLayout(holder, 1)
        rows.addWidget(_line())
        rows.addWidget(_framed(self.promise, 12, 8))
        rows.addWidget(_framed(self._foot(), 0, 14))

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.clock)
        row.addWidget(self.began)
        row.addWidget(self.state, 1)
        row.addWidget(self.aside)
        row.addWidget(self.talking)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addSpacing(LABELS + GAP)
        row.addWidget(self.read_back)
        row.addStretch()
        row.addWidget(self.throw)
        row.addWidget(self.keep)
        return foot

    def _connect(self) -> None:
        for part in (self.caller, self.promise):
            part.edited.connect(self.edited.emit)
        self.text.textChanged.connect(self.edited.emit)
        self.text.entered.connect(self.kept.emit)
        self.caller.number.returnPressed.connect(self.text.setFocus)
        self.promise.words.returnPressed.connect(self.promise.begin)
        self.read_back.toggled.connect(lambda _: self.edited.emit())
        self.talking.clicked.connect(lambda _: self.turn_clock())
        self.aside.clicked.connect(lambda _: self.put_aside.emit())
        self.throw.clicked.connect(lambda _: self.thrown.emit())
        self.keep.clicked.connect(lambda _: self.kept.emit())
        for before, after in pairwise(self.parts()):
            QWidget.setTabOrder(before, after)

    def parts(self) -> tuple[QWidget, ...]:
        """Name what takes the focus, in its order."""
        caller, promise = self.caller, self.promise
        above = (self.aside, self.talking, caller.name, caller.protect, caller.number)
        below = (promise.words, promise.by, self.read_back, self.throw, self.keep)
        return (*above, self.text, *below)

    def tell_keys(self, keys: Mapping[str, str]) -> None:
        """Say beside each part by what key it is reached."""
        for part, name in (
            (self.read_back, "call.read_back"),
            (self.caller.protect, "call.protect"),
        ):
            part.setText(f"{part.text()}  {keys[name]}".rstrip())
        for button, name in ((self.keep, "call.keep"), (self.talking, "call.hang_up")):
            button.setToolTip(keys[name])
        self.aside.setToolTip(keys["call.aside"])
        self.promise.words.setPlaceholderText(
            f"{self.promise.words.placeholderText()}  {keys['call.promise']}".rstrip()
        )

    def show_note(self, note: PhoneNote) -> None:
        """Show a note that begins, or one that was left."""
        self.blockSignals(True)  # to show is not to edit
        self.clock.show_call(note.began_at, note.ended_at)
        self.caller.show_note(note)
        self.text.replace(note.text)
        self.read_back.setChecked(note.read_back)
        self.promise.show_note(note)
        self.blockSignals(False)
        self.say("")
        self._say_clock()

    def note(self) -> PhoneNote:
        """Give what is written down now."""
        return PhoneNote(
            began_at=self.clock.began,
            ended_at=self.clock.ended,
            seen_at=now(),
            text=storable(self.text.toPlainText()),
            name=storable(self.caller.name.text()),
            number=storable(self.caller.number.text()),
            person=self.caller.person,
            protected=self.caller.protect.isChecked(),
            read_back=self.read_back.isChecked(),
            promised=storable(self.promise.promised),
            due_at=self.promise.due,
        )

    def begin(self) -> None:
        """Put the focus where typing goes on."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_clock(self) -> None:
        """Stop the clock, or let it run on where the call was not over."""
        (self.clock.stop if self.clock.ended is None else self.clock.go_on)()
        self._say_clock()
        self.edited.emit()

    def say(self, sentence: str) -> None:
        """Say how the note is kept."""
        self.state.setText(sentence)

    def _say_clock(self) -> None:
        began, ended = self.clock.began, self.clock.ended
        if ended is None:
            self.began.setText(self.tr("since {0}").format(wording.clock(began)))
            self.talking.setText(self.tr("Hang up"))
        else:
            self.began.setText(self.tr("called {0}").format(times.when(began)))
            self.talking.setText(self.tr("Still on the line"))


def _framed(widget: QWidget, above: int, below: int) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(SIDE, above, SIDE, below)
    widget.setMaximumWidth(WIDEST)
    row.addWidget(widget, _ALL)
    row.addStretch(1)
    return holder


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("line", True)
    return line
