"""Shows where an editor signs in at a provider: a code to type, or an address to open."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from tipdesk.gui import theme
from tipdesk.gui.mailboxes import fields
from tipdesk.intake.mailboxes.consent import Code

_CODE_PIXELS = 28
_SHOWN = 60  # letters of a long address


class ConsentPanel(QFrame):
    """Opens nothing by itself: a browser only starts when the editor says so."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", True)
        self.what = fields.small()
        self.code = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.code.setTextFormat(Qt.TextFormat.PlainText)
        self.code.setFont(_large())
        self.code.setTextInteractionFlags(_SELECTABLE)
        self.address = fields.small()
        self.address.setTextInteractionFlags(_SELECTABLE)
        self.copy_code = QPushButton(self.tr("Copy the code"))
        self.open = QPushButton(self.tr("Open the browser"))
        self.copy_address = QPushButton(self.tr("Copy the address"))
        self.cancel = fields.link(self.tr("Stop"))
        self._address = ""
        self._lay_out()
        self.copy_code.clicked.connect(lambda: _copy(self.code.text()))
        self.copy_address.clicked.connect(lambda: _copy(self._address))
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._address)))
        self.cancel.clicked.connect(self.cancelled)
        self.hide()

    def begin(self) -> None:
        """Say that the provider is asked."""
        self._show(self.tr("Asking the provider…"), "", "")

    def show_code(self, code: Code) -> None:
        """Show the code, and where to type it."""
        what = self.tr("Open this address in any browser, sign in to the mailbox and type:")
        self._show(what, code.address, code.user_code)

    def show_address(self, address: str) -> None:
        """Show where to sign in with the browser of this computer."""
        what = self.tr("Sign in to the mailbox with the browser of this computer.")
        self._show(what, address, "")

    def _show(self, what: str, address: str, code: str) -> None:
        self._address = address if QUrl(address).scheme() in ("https", "http") else ""
        self.what.setText(what)
        self.code.setText(code)
        self.address.setText(address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…")
        self.code.setVisible(bool(code))
        self.copy_code.setVisible(bool(code))
        for each in (self.address, self.open, self.copy_address):
            each.setVisible(bool(address))
        self.show()
        if code:
            self.copy_code.setFocus()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        for button in (self.copy_code, self.open, self.copy_address):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(theme.GRID)
        for widget in (self.what, self.address, self.code):
            column.addWidget(widget)
        column.addLayout(buttons)


_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


def _large() -> QFont:
    font = theme.font(theme.Face.HEADLINE)
    font.setPixelSize(_CODE_PIXELS)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3)
    return font


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
