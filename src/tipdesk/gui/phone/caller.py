"""Who calls: a name, a number to call back, and who of the desk's people that may be."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui.phone import wording
from tipdesk.gui.tip.glyph import Glyph
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.calls import WHO_LIMIT, PhoneNote
from tipdesk.newsroom.persons import PersonLine

PAUSE_MS = 250
FEWEST = 5  # signs of a number that are worth looking for
LABELS, GAP = 64, 10
_GLYPH = 14


class Caller(QWidget):
    """Offers whom the number belongs to; nobody is taken for somebody else without a yes."""

    edited = Signal()
    asked = Signal(str)  # who can be reached at this number

    def __init__(self) -> None:
        super().__init__()
        self.person: int | None = None
        self._found: tuple[PersonLine, ...] = ()
        self.name = _field(self.tr("Caller"), self.tr("Name, or nothing"))
        self.number = _field(self.tr("Number to call back"), self.tr("Number, or an address"))
        self.protect = QCheckBox(self.tr("Protect"))
        why = self.tr("The caller is named in no list, search or summary.")
        self.protect.setAccessibleDescription(why)
        self.protect.setToolTip(why)
        self._maybe = QVBoxLayout()
        self._maybe.setContentsMargins(0, 0, 0, 0)
        self._maybe.setSpacing(2)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._lay_out()
        self.name.textEdited.connect(lambda _: self.edited.emit())
        self.number.textEdited.connect(self._note_number)
        self.name.returnPressed.connect(self.number.setFocus)
        self.protect.toggled.connect(lambda _: self.edited.emit())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, LABELS)
        grid.setColumnStretch(1, 1)
        for row, (told, field) in enumerate(
            ((self.tr("Caller"), self.name), (self.tr("Number"), self.number))
        ):
            grid.addWidget(label(told), row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.protect, 0, 2)
        grid.addLayout(self._maybe, 2, 1, 1, 2)

    def show_note(self, note: PhoneNote) -> None:
        """Show who calls, as the note has it."""
        self.name.setText(note.name)
        self.number.setText(note.number)
        self.protect.setChecked(note.protected)
        self.person = note.person
        self.show_found(())
        if note.number:
            self.look()

    def look(self) -> None:
        """Ask who it may be."""
        self._pause.stop()
        number = self.number.text().strip()
        if len(number) >= FEWEST:
            self.asked.emit(number)
        else:
            self._take(None)
            self.show_found(())

    def show_found(self, found: Sequence[PersonLine]) -> None:
        """Show who can be reached there; whom the editor recognised stays alone."""
        self._found = tuple(found)
        if found and self.person not in {line.id for line in found}:
            self._take(None)
        known = [line for line in found if line.id == self.person]
        while (item := self._maybe.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        last: QWidget = self.number
        for line in known or found:
            row, link = self._line(line, known=bool(known))
            self._maybe.addWidget(row)
            row.show()  # at once, so that the Tab key finds it
            QWidget.setTabOrder(last, link)
            last = link
        names = [line.name for line in known if line.name]
        self.name.setPlaceholderText(names[0] if names else self.tr("Name, or nothing"))
        if any(line.veiled for line in found):
            self.protect.setChecked(True)

    def _line(self, line: PersonLine, *, known: bool) -> tuple[QWidget, Link]:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        glyph = "shield" if line.veiled else "tick" if known else "person"
        drawn = Glyph(glyph, _GLYPH, role="good" if known else "muted")
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 2, 0, 0)  # so that it stands beside the first line
        beside.addWidget(drawn)
        beside.addStretch()
        row.addLayout(beside)
        told = wording.who_it_is(line) if known else wording.who_it_may_be(line)
        row.addWidget(said(told, muted=not known), 1)
        deed = self.tr("Somebody else") if known else self.tr("Same person")
        link = Link("", deed, role="accent")
        link.setAccessibleName(f"{deed}: {told}")
        link.clicked.connect(lambda: self._decide(None if known else line.id))
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return holder, link

    def _decide(self, person: int | None) -> None:
        self.number.setFocus()  # before the link that was pressed goes
        self._take(person)
        self.show_found(self._found)

    def _take(self, person: int | None) -> None:
        if person != self.person:
            self.person = person
            self.edited.emit()

    def _note_number(self) -> None:
        self._pause.start()
        self.edited.emit()


def label(words: str) -> QWidget:
    """Make the words before a field."""
    made = said(words, muted=True)
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    made.setFixedWidth(LABELS)
    return made


def _field(name: str, placeholder: str) -> QLineEdit:
    field = QLineEdit(placeholderText=placeholder)
    field.setAccessibleName(name)
    field.setMaxLength(WHO_LIMIT)
    field.setAcceptDrops(False)  # files are for tips, not for fields
    return field
