"""The signature of a mail: what a check has shown, and a way to ask for one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tipdesk.gui import times, words
from tipdesk.gui.tip.links import PAD, Link
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.signatures import Checked, sentences

_REASON_LIMIT = 500


class Signing(QWidget):
    """Says what is known of the signature; nobody is asked over the network unless an editor asks.

    Where the desk wants a reason, for a protected source, there is a line to write it on.
    """

    wanted = Signal(str)  # the reason, often none

    def __init__(self) -> None:
        super().__init__()
        self.told = said("")
        self.ask = Link("", "", role="muted")
        self.ask.clicked.connect(lambda _=False: self.wanted.emit(""))
        self.hint = said("", muted=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_REASON_LIMIT)
        self.reason.setPlaceholderText(self.tr("Why, in a few words; Enter asks"))
        self.reason.setAccessibleName(self.tr("Why the name servers are asked"))
        self.reason.returnPressed.connect(self._say_why)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 10)
        rows.setSpacing(4)
        for label in (self.told, self.hint):
            label.setContentsMargins(PAD, 0, 0, 0)
        rows.addWidget(self.told)
        rows.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.hint)
        rows.addWidget(self.reason)
        self.hide()

    def show_checked(self, checked: Checked | None) -> None:
        """Show what the last check brought, and offer another one."""
        lines = sentences(checked, times.when) if checked else ()
        self.told.setText("\n".join(words.phrase(one) for one in lines))
        self.told.setVisible(checked is not None)
        self._offer(self.tr("Check again") if checked else self.tr("Check the signature"))
        self.hint.setText(
            self.tr("This asks the name servers of the sender's domain; its owner may notice.")
        )
        self.reason.hide()
        self.show()

    def show_asking(self) -> None:
        """Say that the answer is awaited."""
        self.ask.setEnabled(False)
        self.ask.say(self.tr("Asking the name servers…"), role="muted")
        self.reason.hide()

    def show_refusal(self, why: str, *, needs_reason: bool) -> None:
        """Say why nothing was checked, and let the editor say why it should be."""
        self._offer(self.tr("Check the signature"))
        self.hint.setText(why)
        self.reason.setVisible(needs_reason)
        if needs_reason:
            self.reason.setFocus()

    def _offer(self, what: str) -> None:
        self.ask.setEnabled(True)
        self.ask.say(what, role="muted")

    def _say_why(self) -> None:
        if why := self.reason.text().strip():
            self.reason.clear()
            self.wanted.emit(why)
