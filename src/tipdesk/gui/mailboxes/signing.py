"""The part of the account dialog that says how one signs in: by password or at a provider."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import theme
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.mailboxes import fields
from tipdesk.gui.mailboxes.apart import apart
from tipdesk.gui.mailboxes.consentpanel import ConsentPanel
from tipdesk.intake.mailboxes.consent import Client, by_browser, by_code
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.tokens import Provider, Tokens
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.states import SignIn

_ID, _TENANT = 300, 100


class Signing(QWidget):
    """Holds what was typed or given until the dialog closes; it is shown nowhere."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, bridge: Bridge, provider: Callable[[SignIn, str], Provider]) -> None:
        super().__init__()
        self._bridge, self._provider = bridge, provider
        self.tokens: Tokens | None = None
        self._stop: Stop | None = None
        self.how = QComboBox()
        for sign_in, name in (
            (SignIn.PASSWORD, self.tr("Password")),
            (SignIn.GOOGLE, self.tr("Google")),
            (SignIn.MICROSOFT, self.tr("Microsoft")),
        ):
            self.how.addItem(name, sign_in)
        self.password = fields.secret()
        self.keep = QCheckBox(self.tr("Keep it in this computer’s keyring"))
        self.keep.setChecked(True)
        self.keeping = fields.small()
        self.client_id = fields.line(_ID)
        self.client_secret = fields.secret()
        self.tenant = fields.line(_TENANT, self.tr("anybody’s, if empty"))
        self.sign_in = QPushButton()
        self.here = fields.link(self.tr("With this computer’s browser"))
        self.done = fields.small()
        self.consent = ConsentPanel()
        self._lay_out()
        self._connect()
        self._follow()

    @property
    def way(self) -> SignIn:
        """Tell how one signs in."""
        return SignIn(self.how.currentData())

    def choose(self, way: SignIn) -> None:
        """Choose how one signs in."""
        self.how.setCurrentIndex(self.how.findData(way))

    def show_known(self, mailbox: Mailbox) -> None:
        """Show what is known of a mailbox that is there; its secret isn't shown."""
        self.choose(SignIn(mailbox.sign_in))
        self.client_id.setText(mailbox.client_id)
        self.tenant.setText(mailbox.tenant)
        self.password.setPlaceholderText(self.tr("as before"))

    def know_keyring(self, real: bool) -> None:  # noqa: FBT001  an answer
        """Take note whether this computer keeps secrets; where it doesn't, they are asked for."""
        self.keep.setEnabled(real)
        self.keep.setChecked(real)
        self.keeping.setVisible(not real)
        self.keeping.setText(
            self.tr(
                "This computer has no keyring that keeps secrets. You are asked each time Tipdesk "
                "starts; nothing is written anywhere."
            )
        )

    def said(self) -> dict[str, object]:
        """Tell what was said, as the fields of a new mailbox; never the secret."""
        oauth = self.way is not SignIn.PASSWORD
        return {
            "sign_in": self.way,
            "client_id": self.client_id.text().strip() if oauth else "",
            "tenant": self.tenant.text().strip() if self.way is SignIn.MICROSOFT else "",
        }

    @property
    def secret(self) -> tuple[str, str]:
        """Give what is kept of the secret, and what the server is shown; nothing if none is new."""
        if self.way is SignIn.PASSWORD:
            return self.password.text(), self.password.text()
        return (self.tokens.written(), self.tokens.access) if self.tokens else ("", "")

    def end(self) -> None:
        """Stop a sign-in that is under way."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None
        self.consent.hide()

    def begin(self, *, here: bool = False) -> None:
        """Have the editor sign in: with a code where the provider has that, else in a browser."""
        self.end()
        provider = self._provider(self.way, self.tenant.text().strip())
        client = Client(self.client_id.text().strip(), self.client_secret.text().strip())
        self._stop = stop = Stop()
        self.consent.begin()

        def show(call: Callable[..., object], said: object) -> None:
            self._bridge.later(lambda: None if stop.is_set() else call(said))

        def work() -> Tokens:
            with stop:
                if provider.device_url and not here:
                    return by_code(provider, client, partial(show, self.consent.show_code), stop)
                said = partial(show, self.consent.show_address)
                return by_browser(provider, client, said, stop)

        self._bridge.follow(
            apart(work), partial(self._take, stop), self._refuse, wanted=lambda: stop is self._stop
        )

    def _take(self, stop: Stop, tokens: Tokens) -> None:
        if stop is not self._stop:
            return
        self._stop, self.tokens = None, tokens
        self.consent.hide()
        self.done.setText(self.tr("Signed in."))
        self.done.setProperty("said", "good")
        self.done.style().polish(self.done)
        self.done.show()
        self.changed.emit()

    def _refuse(self, error: TipdeskError) -> None:
        self.end()
        self.refused.emit(str(error))

    def _forget(self) -> None:
        """What was given was given to another client, or for another account."""
        self.end()
        self.tokens = None
        self.done.hide()
        self._allow()

    def _follow(self) -> None:
        self._forget()
        way = self.way
        self.pages.setCurrentIndex(0 if way is SignIn.PASSWORD else 1)
        self._oauth.setRowVisible(self.client_secret, way is SignIn.GOOGLE)
        self._oauth.setRowVisible(self.tenant, way is SignIn.MICROSOFT)
        self.here.setVisible(way is SignIn.MICROSOFT)
        self.sign_in.setText(self.tr("Sign in with {0}…").format(self.how.currentText()))
        self.changed.emit()

    def _allow(self) -> None:
        self.sign_in.setEnabled(bool(self.client_id.text().strip()))
        self.here.setEnabled(self.sign_in.isEnabled())

    def _connect(self) -> None:
        self.how.currentIndexChanged.connect(self._follow)
        self.password.textChanged.connect(self.changed)
        for each in (self.client_id, self.client_secret, self.tenant):
            each.textChanged.connect(self._forget)
            each.textChanged.connect(self.changed)
        self.sign_in.clicked.connect(lambda _: self.begin())
        self.here.clicked.connect(lambda _: self.begin(here=True))
        self.consent.cancelled.connect(self.end)

    def _lay_out(self) -> None:
        how = fields.form()
        fields.put(how, self.tr("Sign in with"), self.how)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._by_password())
        self.pages.addWidget(self._at_provider())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(fields.section(self.tr("Sign-in")))
        column.addLayout(how)
        column.addWidget(self.pages)

    def _by_password(self) -> QWidget:
        page = QWidget()
        form = fields.form()
        fields.put(form, self.tr("Password"), self.password)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(form)
        column.addWidget(self.keep)
        column.addWidget(self.keeping)
        column.addStretch(1)
        self.keeping.hide()
        return page

    def _at_provider(self) -> QWidget:
        page = QWidget()
        self._oauth = fields.form()
        fields.put(self._oauth, self.tr("Client id"), self.client_id)
        fields.put(self._oauth, self.tr("Client secret"), self.client_secret)
        fields.put(self._oauth, self.tr("Tenant"), self.tenant)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.sign_in)
        row.addWidget(self.here)
        row.addWidget(self.done)
        row.addStretch(1)
        self.done.hide()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(self._oauth)
        column.addLayout(row)
        column.addWidget(self.consent)
        column.addStretch(1)
        return page
