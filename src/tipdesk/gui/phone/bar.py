"""The line that stands above the open tip while a phone note waits to be gone on with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tipdesk.gui import theme, times
from tipdesk.gui.phone.clock import Clock
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.calls import PhoneNote


class CallBar(QWidget):
    """Tells that there is a note, for how long, and leads back to it; never who calls."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("asks", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.clock = Clock(theme.Face.STRONG)
        self.words = said("")
        self.words.setWordWrap(False)
        self.back = Link("", self.tr("Back to the note"), role="accent")
        self.back.clicked.connect(lambda _: self.wanted.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(12)
        row.addWidget(self.clock)
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
        self.hide()

    def show_note(self, note: PhoneNote) -> None:
        """Show how long the call has lasted, or when the note was begun."""
        self.clock.show_call(note.began_at, note.ended_at)
        on = note.ended_at is None
        waits = self.tr("Phone note of {0}, not kept yet").format(times.when(note.began_at))
        self.words.setText(self.tr("On the phone") if on else waits)
        self.show()
