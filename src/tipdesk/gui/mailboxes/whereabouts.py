"""The part of the account dialog that says whose mailbox it is, and on which server."""

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from tipdesk.gui import theme
from tipdesk.gui.mailboxes import fields
from tipdesk.gui.mailboxes.providers import TLS_PORT, Place, place_for, usual_port
from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.states import Security

_HOST, _USER, _NAME = 253, 320, 100
_TYPED = re.compile(r"(?:[a-z]+://)?(?P<host>[^/:\s]+)(?::(?P<port>\d{1,5}))?/*", re.IGNORECASE)


class Whereabouts(QWidget):
    """Guesses the server from the address, until the editor says it otherwise."""

    changed = Signal()
    guessed = Signal(object)  # SignIn that the provider wants

    def __init__(self) -> None:
        super().__init__()
        self.name = fields.line(_NAME, self.tr("Tip mailbox"))
        self.address = fields.line(_USER, self.tr("tips@example.org"))
        self.hint = fields.small()
        self.host = fields.line(_HOST, self.tr("imap.example.org"))
        self.port = fields.line(5)
        self.port.setValidator(QIntValidator(1, 65_535, self))
        self.port.setText(str(TLS_PORT))
        self.security = QComboBox()
        self.security.addItem(self.tr("TLS from the start"), Security.TLS)
        self.security.addItem(self.tr("STARTTLS, or nothing is sent"), Security.STARTTLS)
        self.user = fields.line(_USER, self.tr("as a rule the address"))
        self._own = False  # the editor has said where the server is
        self._lay_out()
        self.address.textEdited.connect(self._guess)
        self.host.textEdited.connect(self._note_own)
        self.host.editingFinished.connect(self._take_apart)
        self.security.activated.connect(self._follow_security)
        for each in (self.name, self.host, self.port, self.user):
            each.textChanged.connect(self.changed)
        self.security.currentIndexChanged.connect(self.changed)

    def show_known(self, mailbox: Mailbox) -> None:
        """Show what is known of a mailbox that is there."""
        self._own = True
        self.name.setText(mailbox.name)
        self.address.setText(mailbox.user)
        self.user.setText(mailbox.user)
        self._show(Place(mailbox.host, mailbox.port, Security(mailbox.security)))

    def said(self) -> dict[str, object]:
        """Tell what was said, as the fields of a new mailbox."""
        return {
            "name": self.name.text().strip() or self.address.text().strip(),
            "host": self.host.text().strip(),
            "port": int(self.port.text() or 0),
            "security": self.security.currentData(),
            "user": self.user.text().strip(),
        }

    @property
    def is_whole(self) -> bool:
        """Tell whether enough is said to try it."""
        return bool(self.host.text().strip() and self.user.text().strip()) and (
            self.port.hasAcceptableInput()
        )

    def _guess(self, address: str) -> None:
        self.user.setText(address.strip())
        place = place_for(address)
        if self._own or place is None:
            return
        self._show(place)
        self.hint.setText(place.say_hint())
        self.hint.setVisible(bool(place.hint))
        self.guessed.emit(place.sign_in)

    def _show(self, place: Place) -> None:
        self.host.setText(place.host)
        self.port.setText(str(place.port))
        self.security.setCurrentIndex(self.security.findData(place.security))

    def _note_own(self) -> None:
        self._own = True
        self.hint.hide()

    def _take_apart(self) -> None:
        """Take what was pasted, as imaps://host:993/, for what it says."""
        typed = _TYPED.fullmatch(self.host.text().strip())
        if typed is not None:
            self.host.setText(typed["host"])
            if typed["port"]:
                self.port.setText(typed["port"])

    def _follow_security(self) -> None:
        if self.port.text() in {str(usual_port(each)) for each in Security}:
            self.port.setText(str(usual_port(Security(self.security.currentData()))))

    def _lay_out(self) -> None:
        whose, server = fields.form(), fields.form()
        fields.put(whose, self.tr("Address"), self.address)
        fields.put(whose, self.tr("Name here"), self.name)
        whose.addRow(self.hint)
        self.hint.hide()
        fields.put(server, self.tr("Server"), self._host_and_port())
        fields.put(server, self.tr("Protection"), self.security)
        fields.put(server, self.tr("User"), self.user)
        self.host.setAccessibleName(self.tr("Server"))
        self.port.setAccessibleName(self.tr("Port"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(fields.section(self.tr("Mailbox")))
        column.addLayout(whose)
        column.addSpacing(theme.GRID)
        column.addWidget(fields.section(self.tr("Mail server (IMAP)")))
        column.addLayout(server)

    def _host_and_port(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        self.port.setFixedWidth(72)
        row.addWidget(self.host, 1)
        row.addWidget(self.port)
        both.setFocusProxy(self.host)
        return both
