"""What was promised to the caller, and by when."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tipdesk.gui import times
from tipdesk.gui.phone import wording
from tipdesk.gui.phone.caller import GAP, label
from tipdesk.gui.pickers.choices import Choice
from tipdesk.gui.pickers.picker import Picker
from tipdesk.gui.tip import timing
from tipdesk.gui.tip.links import Link
from tipdesk.newsroom.calls import PROMISE_LIMIT, PhoneNote
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.when import read_moment


class Promise(QWidget):
    """A line for the words and a link for the time; the time alone means to call back."""

    edited = Signal()
    refused = Signal(object)  # NotValid: what was typed is no time

    def __init__(self) -> None:
        super().__init__()
        self.due: datetime | None = None
        self.words = QLineEdit(placeholderText=self.tr("Nothing. Or: call back about the pumps"))
        self.words.setAccessibleName(self.tr("Promised to the caller"))
        self.words.setMaxLength(PROMISE_LIMIT)
        self.words.setAcceptDrops(False)
        self.words.textEdited.connect(lambda _: self.edited.emit())
        self.by = Link(self.tr("by"))
        self.by.clicked.connect(self._pick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(label(self.tr("Promised")))
        row.addWidget(self.words, 1)
        row.addWidget(self.by)

    @property
    def promised(self) -> str:
        """Give what was promised, in words."""
        typed = self.words.text().strip()
        return typed or (self.tr("Call back") if self.due is not None else "")

    def show_note(self, note: PhoneNote) -> None:
        """Show what the note has."""
        self.words.setText(note.promised)
        self._set(note.due_at)

    def begin(self) -> None:
        """Go to the words, or on from there to the time."""
        if self.words.hasFocus():
            self._pick()
        else:
            self.words.setFocus()
            self.words.selectAll()

    def _pick(self) -> None:
        offered = timing.due(datetime.now().astimezone().replace(second=0, microsecond=0))
        title = self.tr("By when? Or type 15:30")
        picker = Picker(self.window(), title, new=self.tr("At {0}"))
        rows = [*offered.choices()]
        picker.offer([*rows[:-1], Choice("", self.tr("No time"))])
        picker.chosen.connect(lambda choice: self._take(choice.key))
        picker.open_at(self.by)

    def _take(self, key: str) -> None:
        try:
            moment = (self._clock_time(key) or read_moment(key)) if key else None
        except NotValid as error:
            self.refused.emit(error)
            return
        self._set(moment)
        self.edited.emit()

    def _clock_time(self, key: str) -> datetime | None:
        return wording.clock_time(key, datetime.now().astimezone())

    def _set(self, moment: datetime | None) -> None:
        self.due = moment
        self.by.say(times.when(moment) if moment else "—")
        self.by.setToolTip(times.exact(moment) if moment else "")
