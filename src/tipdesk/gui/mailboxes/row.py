"""One mailbox in the list of mailboxes: how things stand in words and shape, and what to do."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton

from tipdesk.desk.correspondence.mailboxes import MailboxLine
from tipdesk.gui import icons, theme, times, words
from tipdesk.gui.facts.pieces import Elided, plain_tip
from tipdesk.gui.mailboxes import fields
from tipdesk.gui.mailboxes.standing import Standing, State
from tipdesk.gui.shell.window import line
from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.names import shown


class MailboxRow(QFrame):
    """Shows a mailbox; the buttons tell what the editor wants with it."""

    sign_in_wanted = Signal(int)
    pause_wanted = Signal(int)
    fetch_wanted = Signal(int)
    change_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, mailbox: int, *, read_only: bool) -> None:
        super().__init__()
        self.mailbox = mailbox
        self._read_only = read_only
        self._glyph = icons.Glyph("clock", "muted", 18)
        self.name = Elided("")
        self.name.setFont(theme.font(theme.Face.STRONG))
        self.place = Elided("", role="muted")
        self.state = _label(theme.Face.BODY)
        self.trouble = fields.small()
        self.came = _label(theme.Face.META, "muted")
        self.sign_in = self._button(self.tr("Sign in…"), self.sign_in_wanted)
        self.fetch = self._button(self.tr("Fetch now"), self.fetch_wanted)
        self.pause = self._button("", self.pause_wanted)
        self.change = self._button(self.tr("Change…"), self.change_wanted)
        self.remove = self._button(self.tr("Remove"), self.remove_wanted)
        self._lay_out()

    def show_line(self, known: MailboxLine, state: State) -> None:
        """Show how things stand."""
        mailbox = known.mailbox
        name = shown(mailbox.name)
        _write(self.name, name)
        _write(self.place, shown(f"{mailbox.user} · {mailbox.host} · {mailbox.folder}"))
        self._glyph.show_glyph(state.glyph, state.role)
        said = state.say()
        self.state.setText(said)
        self.state.setProperty("said", state.role)
        self.state.style().polish(self.state)
        trouble = shown(state.trouble or mailbox.trouble)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        said_of_it = (self._say_came(known), self._say_looked(mailbox), *self._say_how(mailbox))
        self.came.setText(" · ".join(said_of_it))
        if mailbox.fetched_at is not None:
            self.came.setToolTip(times.exact(mailbox.fetched_at))
        self._offer(state)
        self.setAccessibleName(f"{name}: {said}")
        self.setAccessibleDescription(trouble)
        for button in (self.sign_in, self.fetch, self.pause, self.change, self.remove):
            button.setAccessibleName(f"{button.text()}: {name}")

    def _say_how(self, mailbox: Mailbox) -> Iterator[str]:
        if mailbox.since is not None:
            yield self.tr("only what came since {0}").format(times.date_of(mailbox.since))
        if mailbox.check_signatures:
            yield self.tr("signatures are checked")

    def _say_came(self, known: MailboxLine) -> str:
        if not known.messages:
            return self.tr("nothing taken in yet")
        if known.messages == 1:
            return self.tr("1 message taken in")
        return self.tr("{0} messages taken in").format(words.number(known.messages))

    def _say_looked(self, mailbox: Mailbox) -> str:
        if mailbox.fetched_at is None:
            return self.tr("not looked into yet")
        return self.tr("last look {0}").format(times.when(mailbox.fetched_at))

    def _offer(self, state: State) -> None:
        paused = state.standing is Standing.PAUSED
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self.sign_in.setVisible(state.needs_an_editor)
        busy = state.standing in (Standing.FETCHING, Standing.CONNECTING)
        self.fetch.setEnabled(not busy and not self._read_only)
        for button in (self.sign_in, self.pause, self.change, self.remove):
            button.setEnabled(not self._read_only)

    def _button(self, text: str, wanted: SignalInstance) -> QPushButton:
        made = QPushButton(text)
        made.clicked.connect(lambda: wanted.emit(self.mailbox))
        return made

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(theme.GRID)
        state.addWidget(self.state)
        state.addWidget(self.came, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        for button in (self.sign_in, self.fetch, self.pause, self.change, self.remove):
            buttons.addWidget(button)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 16, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._glyph, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.name, 0, 1)
        grid.addLayout(buttons, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.place, 1, 1)
        grid.addLayout(state, 2, 1, 1, 2)
        grid.addWidget(self.trouble, 3, 1, 1, 2)
        grid.setRowMinimumHeight(4, 8)
        grid.addWidget(line(), 5, 0, 1, 3)


def _write(label: Elided, text: str) -> None:
    label.setText(text)
    label.setToolTip(plain_tip(text))


def _label(face: theme.Face, said: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(face))
    if said:
        label.setProperty("said", said)
    return label
